"""The errors of zhextract, one tree.

ZhextractError
├── InputError            the caller's text or option is not usable
│   ├── InputTypeError        not a `str` (also a `TypeError`)
│   ├── InputValueError       an option outside its values (also a `ValueError`)
│   ├── OffsetError           an offset outside its text (also an `IndexError`)
│   └── EncodingError         bytes that no known encoding explains
├── LexiconError          a table under `lexicons/data/` is damaged
├── ModelError            weights are missing, damaged, or made for another version
├── ConversionError       a quantity cannot be had in that unit
├── CorpusError           an annotated corpus breaks its own format
└── MissingExtraError     an optional package is not installed (also an `ImportError`)
"""

__all__ = [
    "ConversionError",
    "CorpusError",
    "EncodingError",
    "InputError",
    "InputTypeError",
    "InputValueError",
    "LexiconError",
    "MissingExtraError",
    "ModelError",
    "OffsetError",
    "ZhextractError",
]


class ZhextractError(Exception):
    """The root: `except ZhextractError` catches all that this package raises on purpose."""


class InputError(ZhextractError):
    """The caller's text or option is not usable."""


class InputTypeError(InputError, TypeError):
    """A text is not a `str`, or a file is not what its suffix says."""


class InputValueError(InputError, ValueError):
    """An option lies outside its permitted values."""


class OffsetError(InputError, IndexError):
    """An offset lies outside the text it points into."""


class EncodingError(InputError):
    """Bytes that no known or named encoding explains."""


class LexiconError(ZhextractError):
    """A table under `lexicons/data/` is damaged; the message names file and line."""


class ModelError(ZhextractError):
    """Weights are missing, damaged, or made for another version."""


class ConversionError(ZhextractError):
    """A quantity cannot be expressed in the unit asked for."""


class CorpusError(ZhextractError):
    """An annotated corpus breaks its own format; the message names file and line."""


class MissingExtraError(ZhextractError, ImportError):
    """An optional package is not installed; the message says which extra brings it."""
