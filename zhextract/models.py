"""Where the trained weights lie: beside the package in a wheel, in `models/` in a checkout."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from zhextract.errors import ModelError

__all__ = ["find_model"]


def find_model(name: str) -> Traversable:
    """Find the folder of a model.

    Raises:
        ModelError: There is no such model.

    >>> find_model("organisations").joinpath("manifest.json").is_file()
    True
    """
    package = files("zhextract")
    for folder in (package.joinpath("_models", name), Path(str(package)).parent.joinpath("models", name)):
        if folder.is_dir():
            return folder
    raise ModelError(f"no model {name!r}: the weights are not installed")
