"""When each amount holds."""

from zhextract.linking.times.read import read_times

__all__ = ["read_times"]
