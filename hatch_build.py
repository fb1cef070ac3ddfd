"""Compiles the rooms of the road while a wheel is built, if ZHEXTRACT_COMPILE=1 asks for it.

The sources are the same: mypyc turns the modules that `pyproject.toml` lists (`[tool.hatch.build.targets.wheel.hooks.custom]`)
into extension modules, which Python prefers to the `.py` files beside them. Without the variable nothing here does
anything, and neither mypy nor a C compiler is needed. All work is done on a copy, so that the checkout stays pure.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VARIABLE = "ZHEXTRACT_COMPILE"
TOOLS = ["mypy[mypyc]>=1.18", "setuptools>=70"]

# Which code is made follows from the types in this package, right as they are (a test sees to that); others' are left aside.
MYPY = """[mypy]
ignore_missing_imports = True
disable_error_code = var-annotated
follow_imports = skip
[mypy-zhextract.*]
follow_imports = silent
[mypy-numpy.*]
follow_imports = skip
follow_imports_for_stubs = True
"""

SETUP = """import sys
from mypyc.build import mypycify
from setuptools import setup
modules = mypycify(
    ["--config-file", "mypy.ini", *sys.argv[1:]], opt_level="2", debug_level="0", multi_file=True, group_name="zhextract"
)
setup(name="zhextract", ext_modules=modules, script_args=["build_ext", "--inplace"])
"""

LEFT_OUT = shutil.ignore_patterns("*.so", "*.pyd", "__pycache__")


class CompileHook(BuildHookInterface[Any]):
    """Adds extension modules to the wheel."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build needs beside hatchling."""
        return TOOLS if self._is_asked() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell hatchling what to add; an editable install is always pure.

        Raises:
            RuntimeError: mypyc or the C compiler failed, or is not there.
        """
        if version == "editable" or not self._is_asked():
            return
        self._folder = TemporaryDirectory(prefix="zhextract-")
        folder = Path(self._folder.name)
        shutil.copytree(Path(self.root) / "zhextract", folder / "zhextract", ignore=LEFT_OUT)
        (folder / "mypy.ini").write_text(MYPY, encoding="utf-8")
        (folder / "setup.py").write_text(SETUP, encoding="utf-8")
        self._compile(folder)
        made = [*folder.glob("*__mypyc.*"), *folder.glob("zhextract/**/*.so"), *folder.glob("zhextract/**/*.pyd")]
        build_data["force_include"].update({str(path): path.relative_to(folder).as_posix() for path in made})
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, *_: object) -> None:
        """Remove the copy."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()

    def _compile(self, folder: Path) -> None:
        done = subprocess.run(  # noqa: S603 - the set-up written above
            [sys.executable, "setup.py", *self._modules(folder)],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            told = [
                line for line in done.stdout.splitlines() if not line.startswith("gcc ") and ": warning:" not in line
            ]
            raise RuntimeError(
                f"{VARIABLE}=1 asks for a compiled build, which needs a C compiler; build without it for the pure "
                "one, which does the same. mypyc and the compiler said:\n" + "\n".join(told[-20:])
            )

    def _modules(self, folder: Path) -> list[str]:
        """The modules of the rooms; `__init__` only gathers names, and what is pure has its reason in `pyproject.toml`."""
        modules = [
            path.relative_to(folder).as_posix()
            for room in self.config["rooms"]
            for path in sorted(folder.glob(room))
            if path.name != "__init__.py"
        ]
        return [module for module in modules if module not in self.config["pure"]]

    @staticmethod
    def _is_asked() -> bool:
        return os.environ.get(VARIABLE, "") not in {"", "0"}
