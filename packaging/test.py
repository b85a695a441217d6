"""Set Curator up on this computer, once, and run every check: python3 packaging/test.py.

Without arguments four tests run side by side, in half the time on two processors. Arguments go
to pytest, which comes last, so that its summary ends the output. The exit status is 0 only if
every check passed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Mapping, Sequence  # noqa: UP035 - loads on Python 3.8

import environment
import system
from sentences import SetupError, answer

SIDE_BY_SIDE = ("--numprocesses", "4", "--dist", "worksteal")
"""The tests of the window wait for a quarter of their time: four keep two processors busy."""

_ROOM = 2_000_000_000
"""Bytes that must be free in memory for the tests' files; most are deleted at once."""


def main(arguments: Sequence[str]) -> int:
    """Set up and run every check; 0 only if all of them passed."""
    python = environment.ready(environment.FOR_CHECKS)
    lacks = system.provide(python, os.environ, window=False)
    if lacks:
        raise SetupError(lacks)
    environ = environment_for_checks(os.environ, python.parent.parent)
    failed = _failed(checks(python), environ)
    if failed:
        print(f"Failed: {', '.join(failed)}. Now the tests.", flush=True)
    command = [str(python), "-m", "pytest", *(arguments or SIDE_BY_SIDE)]
    with tempfile.TemporaryDirectory(prefix="curator-tests-", dir=folder_in_memory()) as folder:
        environ["TMPDIR"] = folder
        tested = _run(command, environ)
    return tested or int(bool(failed))


def folder_in_memory(folder: Path = Path("/dev/shm")) -> Path | None:  # noqa: S108
    """Return where files are made without waiting for the disk; None if there is no such place.

    The tests make thousands of libraries, each written through to the disk: in memory they take
    half the time.
    """
    if sys.platform == "win32" or not os.access(folder, os.W_OK):
        return None
    runs_none = os.statvfs(folder).f_flag & os.ST_NOEXEC  # some tests run what they make
    return None if runs_none or shutil.disk_usage(folder).free < _ROOM else folder


def _run(command: Sequence[str], environ: Mapping[str, str]) -> int:
    return subprocess.run(command, cwd=environment.ROOT, env=environ, check=False).returncode


def checks(python: Path) -> dict[str, list[str]]:
    """List every check but the tests, with its command."""
    return {
        "ruff check": [str(python), "-m", "ruff", "check"],
        "ruff format": [str(python), "-m", "ruff", "format", "--check"],
        "mypy": [str(python), "-m", "mypy"],
        "lint-imports": [str(python.with_name("lint-imports" + python.suffix)), "--no-cache"],
    }


def environment_for_checks(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Set what the checks need: no display, and caches where they may be written."""
    result = {**environ, "QT_QPA_PLATFORM": "offscreen"}
    if sys.platform != "win32" and os.geteuid() == 0:
        result["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    if environment.ROOT not in folder.parents:
        caches = folder / "caches"
        result["RUFF_CACHE_DIR"] = str(caches / "ruff")
        result["MYPY_CACHE_DIR"] = str(caches / "mypy")
        result["HYPOTHESIS_STORAGE_DIRECTORY"] = str(caches / "hypothesis")
        result["PYTHONPYCACHEPREFIX"] = str(caches / "python")
        result["PYTEST_ADDOPTS"] = f"{environ.get('PYTEST_ADDOPTS', '')} -p no:cacheprovider"
    return result


def _failed(commands: Mapping[str, Sequence[str]], environ: Mapping[str, str]) -> list[str]:
    """Run the checks side by side, show what each has to say, and name those that failed."""

    def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=environment.ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )

    failed = []
    with ThreadPoolExecutor(max_workers=len(commands)) as pool:
        for name, done in zip(commands, pool.map(run, commands.values())):  # noqa: B905 - 3.8
            print(f"{name}: {'failed' if done.returncode else 'passed'}", flush=True)
            if done.returncode:
                print(done.stdout.rstrip(), flush=True)
                failed.append(name)
    return failed


if __name__ == "__main__":
    answer(main)
