"""Facts from Chinese official, statistical and business text.

>>> import zhextract
>>> document = zhextract.extract("2023年，湖北、湖南全年办理行政处罚案件数较上年分别上升34.1%、55.1%。")
>>> [(fact.subjects[0].name, str(fact.quantity.value)) for fact in document.facts]
[('湖北省', '34.1'), ('湖南省', '55.1')]
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from zhextract.entities.regions.address import parse_address
    from zhextract.entities.times import read_period
    from zhextract.errors import ZhextractError
    from zhextract.integrations.tables import to_frame
    from zhextract.numerals import read_numeral
    from zhextract.pipeline import Extractor, Input, extract, load
    from zhextract.pipeline import find_amounts as find_quantities
    from zhextract.records import Document, Fact, Organisation, Quantity, Region, Time, Token
    from zhextract.segment import load_segmenter
    from zhextract.spans import Span

# Where each public name lives: `import zhextract` opens no data file and imports no room.
_HOMES = {
    "Document": "records",
    "Extractor": "pipeline",
    "Fact": "records",
    "Input": "pipeline",
    "Organisation": "records",
    "Quantity": "records",
    "Region": "records",
    "Span": "spans",
    "Time": "records",
    "Token": "records",
    "ZhextractError": "errors",
    "extract": "pipeline",
    "find_quantities": "pipeline:find_amounts",
    "load": "pipeline",
    "load_segmenter": "segment",
    "parse_address": "entities.regions.address",
    "read_numeral": "numerals",
    "read_period": "entities.times",
    "to_frame": "integrations.tables",
}

__all__ = [
    "Document",
    "Extractor",
    "Fact",
    "Input",
    "Organisation",
    "Quantity",
    "Region",
    "Span",
    "Time",
    "Token",
    "ZhextractError",
    "extract",
    "find_quantities",
    "load",
    "load_segmenter",
    "parse_address",
    "read_numeral",
    "read_period",
    "to_frame",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, inner = _HOMES[name].partition(":")
    value = getattr(import_module(f"{__name__}.{module}"), inner or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
