"""differ"""
