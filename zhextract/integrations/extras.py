"""Optional packages, imported where they are used, with an error that says how to get them."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from zhextract.errors import MissingExtraError

__all__ = ["require"]


def require(module: str, *, extra: str) -> ModuleType:
    """Import an optional package.

    Raises:
        MissingExtraError: It is not installed; the message names the extra that brings it.
    """
    package = module.partition(".")[0]
    if find_spec(package) is None:
        raise MissingExtraError(f"this needs the package {package}: pip install 'zhextract[{extra}]'")
    return import_module(module)
