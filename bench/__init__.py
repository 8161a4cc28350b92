"""Benchmarks and scores; not installed."""
