"""Speed and quality beside peers: `python -m benchmarks` for speed, `python -m benchmarks.suites` for quality."""
