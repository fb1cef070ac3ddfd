"""Room 4: regions, organisations and times, each with its resolved name, code or period."""

from zhextract.entities.organisations import find_organisations
from zhextract.entities.regions import find_regions
from zhextract.entities.times import find_times

__all__ = ["find_organisations", "find_regions", "find_times"]
