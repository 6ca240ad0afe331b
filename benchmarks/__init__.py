"""What Easel costs, measured beside a bare bot and beside itself: ``python -m benchmarks``."""
