"""The times of a document, with those that only their surroundings make times."""

from collections.abc import Sequence

from zhextract.linking.times.documents import with_reports
from zhextract.linking.times.holidays import with_holidays
from zhextract.linking.times.lapses import with_lapses
from zhextract.records import Document, Time

__all__ = ["spoken_times"]


def spoken_times(norm: str, document: Document) -> Sequence[Time]:
    """The times found, with reports (2023三季报), lengths of years, years in two digits, and public holidays."""
    return with_holidays(norm, with_lapses(norm, with_reports(norm, document.times)), document.date)
