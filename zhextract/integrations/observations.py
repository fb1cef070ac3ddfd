"""Facts as observations under the names of two exchange standards, for statisticians.

`to_sdmx` follows the concepts of SDMX (ISO 17369) cross-domain code lists,
`to_data_commons` those of Data Commons' StatVarObservation. Neither is the
standard's own file format: they are its columns, so that a mapping to a
particular dataflow is a renaming. `docs/explanation/mappings.md` maps every field.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from zhextract.output.contract import plain_number
from zhextract.records import Document, Fact

__all__ = ["DATA_COMMONS_COLUMNS", "SDMX_COLUMNS", "to_data_commons", "to_sdmx"]

SDMX_COLUMNS = (
    "REF_AREA",
    "REF_ORGANISATION",
    "INDICATOR",
    "TRANSFORMATION",
    "UNIT_MEASURE",
    "TIME_PERIOD",
    "OBS_VALUE",
    "OBS_STATUS",
    "BASE_PER",
    "COMMENT_OBS",
)
DATA_COMMONS_COLUMNS = (
    "observationAbout",
    "variableMeasured",
    "observationDate",
    "observationPeriod",
    "value",
    "unit",
    "measurementMethod",
)

# SDMX code lists CL_OBS_STATUS (A normal, E estimated, F forecast) and CL_TRANSFORMATION's growth rates and shares.
OBS_STATUS = {"actual": "A", "estimate": "E", "target": "F", "threshold": "L"}
GROWTH = {"yoy": "GY", "qoq": "GQ", "mom": "GM"}
# Data Commons writes the length of a period as an ISO 8601 duration, by the form of the period.
DURATION = {4: "P1Y", 7: "P1M", 10: "P1D"}

Row = tuple[str | None, ...]


def to_sdmx(documents: Iterable[Document]) -> Iterator[Row]:
    """Write facts under `SDMX_COLUMNS`, one row for each subject of a fact; a range gives its two ends.

    A fall is a negative value, as SDMX has no direction.

    >>> import zhextract
    >>> rows = to_sdmx([zhextract.extract("2024年湖北粮食产量同比下降2.3%。")])
    >>> dict(zip(SDMX_COLUMNS, next(rows)))["OBS_VALUE"]
    '-2.3'
    """
    for document in documents:
        for fact in document.facts:
            for area, organisation in _subjects(fact):
                for value, comment in _values(fact):
                    yield (
                        area,
                        organisation,
                        fact.metric.text,
                        _transformation(fact),
                        fact.quantity.unit_code or fact.quantity.unit,
                        fact.time.period if fact.time else None,
                        plain_number(value),
                        OBS_STATUS[fact.status],
                        fact.base.period if fact.base else None,
                        comment,
                    )


def to_data_commons(documents: Iterable[Document]) -> Iterator[Row]:
    """Write facts under `DATA_COMMONS_COLUMNS`, one row for each subject of a fact.

    Places become ids of the form `GBT2260/420000`; a period becomes the date of its first part
    with its length beside it.

    >>> import zhextract
    >>> rows = to_data_commons([zhextract.extract("2024年湖北粮食产量2785万吨。")])
    >>> next(rows)[:3]
    ('GBT2260/420000', '粮食产量', '2024')
    """
    for document in documents:
        for fact in document.facts:
            period = fact.time.period if fact.time else None
            date = period.partition("/")[0] if period else None
            kind = fact.kind if fact.base is None else f"{fact.kind} {fact.base.type}"
            for area, organisation in _subjects(fact):
                about = f"GBT2260/{area}" if area else organisation
                for value, comment in _values(fact):
                    yield (
                        about,
                        fact.metric.text,
                        date,
                        DURATION.get(len(period)) if period else None,
                        plain_number(value),
                        fact.quantity.unit_code or fact.quantity.unit,
                        " ".join(part for part in (kind, fact.status, comment) if part),
                    )


def _subjects(fact: Fact) -> list[tuple[str | None, str | None]]:
    """The area's code, and the name of what is no area, of each subject; one empty pair where there is none."""
    return [
        (subject.code, None) if subject.type == "region" and subject.code else (None, subject.name)
        for subject in fact.subjects
    ] or [(None, None)]


def _values(fact: Fact) -> list[tuple[Decimal | None, str | None]]:
    quantity = fact.quantity
    if quantity.bound == "range":
        ends: list[tuple[Decimal | None, str | None]] = [(quantity.low, "low"), (quantity.high, "high")]
    else:
        ends = [(quantity.value, None if quantity.bound == "exact" else quantity.bound)]
    if fact.direction != "down":
        return ends
    return [(None if value is None else -value, comment) for value, comment in ends]


def _transformation(fact: Fact) -> str:
    """CL_TRANSFORMATION: N untransformed, G… growth rates, D change, PT share, RK rank."""
    if fact.kind == "growth":
        return GROWTH.get(fact.base.type if fact.base else "", "G")
    return {"level": "N", "change": "D", "share": "PT", "rank": "RK"}[fact.kind]
