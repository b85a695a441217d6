"""What this Curator is made of: the commit it was built from, the parts it runs on."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from curator.resources import resource

_CHECKOUT = Path(__file__).parent.parent
"""The folder that holds the package: a checkout, or the one of a Curator without Python."""


def commit() -> str:
    """Return the commit that this was built from or that is checked out; '' if unknown."""
    built = resource("commit.txt").read_text("utf-8").strip()
    if not built.startswith("$"):
        return built
    if not (_CHECKOUT / ".git").exists():
        return ""
    with suppress(OSError, subprocess.CalledProcessError):
        asked = ["git", "-C", str(_CHECKOUT), "rev-parse", "--short", "HEAD"]
        done = subprocess.run(asked, capture_output=True, check=True, text=True)  # noqa: S603  git alone
        return done.stdout.strip()
    return ""


_PARTS = (
    "PySide6-Essentials", "PySide6-Addons", "shiboken6", "click", "Jinja2", "Markdown", "nh3",
    "openpyxl", "orjson", "pillow", "platformdirs", "sqlite-utils", "typing_extensions",
    "tzdata", "zstandard", "weasyprint", "pypdfium2",
)  # fmt: skip


_LICENCE_FIELDS = ("License-Expression", "License")


def licences() -> list[str]:
    """Return the parts that Curator ships with or runs on: name, version and licence.

    A Curator without Python has their licences word for word in a folder of its own.
    """
    folder = _CHECKOUT / "licences"
    if folder.is_dir():
        return [
            path.read_text("utf-8").partition("\n")[0] for path in sorted(folder.glob("*.txt"))
        ]
    found = []
    for name in _PARTS:
        with suppress(PackageNotFoundError):
            about = metadata(name)
            told = next((about[each] for each in _LICENCE_FIELDS if each in about), "")
            line = next(iter(told.strip().splitlines()), "")
            found.append(f"{name} {about['Version']}" + (f": {line}" if line else ""))
    return found
