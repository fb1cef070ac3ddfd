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
    from zhextract.errors import ZhextractError
    from zhextract.pipeline import Extractor, Input, extract, load
    from zhextract.records import Document, Fact, Organisation, Quantity, Region, Time, Token
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
    "load": "pipeline",
}

__all__ = [*sorted(_HOMES)]  # noqa: PLE0604


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
