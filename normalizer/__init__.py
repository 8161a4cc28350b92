"""normalizer"""
