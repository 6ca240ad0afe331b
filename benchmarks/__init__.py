"""Benchmarks of Easel, some of them beside a minimal bot: ``python -m benchmarks``."""
