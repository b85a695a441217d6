"""What the set-up says when something stands in its way; one whole sentence each.

Standard library only, for run.py and test.py. It must load on Python 3.8 too.
"""

from __future__ import annotations

import errno
import os
import platform
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Callable, NoReturn, Sequence  # noqa: UP035 - loads on Python 3.8

_FULL = ("No space left on device", "enough free space", "Disk quota exceeded")
_OFFLINE = (
    "Temporary failure", "Name or service not known", "Could not resolve", "Could not connect",
    "Connection refused", "Network is unreachable", "NewConnectionError", "Connection timed out",
    "ConnectTimeoutError", "NameResolutionError", "Read timed out",
)  # fmt: skip
_LEAST_FREE = 64 * 1024 * 1024
"""Bytes without which not even pip can be unpacked."""

OLDEST = (3, 11)
NEWEST = (3, 14)


class SetupError(Exception):
    """A whole sentence on what stands in the way, and what to do about it."""


def answer(work: Callable[[Sequence[str]], int]) -> NoReturn:
    """Do a script's work, put what stands in its way into one sentence, and exit."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", dict)(errors="replace")
    try:
        refuse_an_unfit_computer()
        sys.exit(work(sys.argv[1:]))
    except SetupError as error:
        sys.exit(str(error))
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            sys.exit(_full(Path(error.filename) if error.filename else None))
        what = ": ".join(str(part) for part in (error.strerror or error, error.filename) if part)
        sys.exit(f"Curator could not be set up: {what}. Put that right, then run this again.")
    except KeyboardInterrupt:
        print("\nStopped. Run this again to go on.", file=sys.stderr)
        sys.exit(130)


def refuse_an_unfit_computer() -> None:
    """Stop with a sentence if this Python or this system is too old for Curator."""
    newer = [f"python{OLDEST[0]}.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    python = why_too_old(sys.version_info[:2], next(filter(shutil.which, newer), ""))
    sentence = python or why_too_old_a_system(*platform.libc_ver())
    if sentence:
        raise SetupError(sentence)


def why_too_old(version: tuple[int, int], newer: str = "") -> str:
    """Say why a Python is too old, naming a newer one if there is one; empty if it is not."""
    if tuple(version) >= OLDEST:
        return ""
    have, need = ".".join(map(str, version)), ".".join(map(str, OLDEST))
    todo = f"Run this again with {newer}, which is here too." if newer else ""
    todo = todo or "Install a newer Python, then run this again with it."
    return f"Curator needs Python {need} or newer; this is Python {have}. {todo}"


def why_too_old_a_system(library: str, version: str) -> str:
    """Say why Qt cannot run on this C library; empty if it can, or if nobody can tell."""
    found = re.match(r"(\d+)\.(\d+)", version)
    if library != "glibc" or not found or (int(found[1]), int(found[2])) >= (2, 34):
        return ""
    return (
        f"This system is too old for Curator’s window: it has glibc {version}, and 2.34 is "
        "needed. Debian 12, Ubuntu 22.04, Fedora 35 and all later ones have it."
    )


def last_word(output: str) -> str:
    """Find in pip's output the line that says what went wrong."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line[len("ERROR:") :].strip() for line in lines if line.startswith("ERROR:")]
    told = [line for line in lines if not line.startswith(("[notice]", "WARNING:"))]
    return (errors or told or ["nothing was said about why"])[-1].rstrip(".")


def why_not_fetched(output: str, folder: Path) -> str:
    """Put into a sentence why pip could not install what is pinned."""
    if _is_full(output):
        return _full(folder)
    reason = last_word(output)
    if "CERTIFICATE_VERIFY_FAILED" in output:
        reason = "the connection could not be trusted (certificate verify failed)"
    elif any(sign in output for sign in _OFFLINE):
        reason = "the network does not answer"
    return f"Curator could not fetch its parts: {reason}. Connect once, then run this again."


def why_not_made(output: str, folder: Path) -> str:
    """Put into a sentence why Python could not make a virtual environment.

    It does not say so where a disk is full, so that is looked at.
    """
    places = (folder, _scratch())
    if _is_full(output) or any(shutil.disk_usage(each).free < _LEAST_FREE for each in places):
        return _full(folder)
    return f"Python could not make a virtual environment in {folder}: {last_word(output)}."


def _full(folder: Path | None) -> str:
    """Return the sentence for a full disk; folder: where the parts were to lie."""
    where = f" in {folder.parent}" if folder else ""
    return (
        f"The disk is full: Curator’s parts need about 1 GB{where} and, while they are fetched, "
        f"in {_scratch()}. Make room, or name another folder in TMPDIR, then run this again."
    )


def _scratch() -> Path:
    """Return the folder for temporary files that is meant, even if it is full."""
    meant = Path(os.environ.get("TMPDIR") or tempfile.gettempdir())
    return meant if meant.is_dir() else Path(tempfile.gettempdir())


def why_not_installed(output: str) -> str:
    """Say in a few words why apt could not install what Qt needs."""
    if _is_full(output):
        return "the disk is full (look at /var, too)"
    if any(sign in output for sign in _OFFLINE):
        return "the network does not answer; connect once, then run this again"
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    told = [line[3:] for line in lines if line.startswith("E: ")] or lines
    return (told or ["apt did not say why"])[-1].rstrip(".")


def _is_full(output: str) -> bool:
    return any(sign in output for sign in _FULL)
