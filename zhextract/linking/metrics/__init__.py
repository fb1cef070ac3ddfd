"""What each amount measures."""

from zhextract.linking.metrics.read import MetricReading, read_metrics

__all__ = ["MetricReading", "read_metrics"]
