"""Set Curator up on this computer, once, and run every check: python3 packaging/test.py.

Without arguments the tests run in four parts side by side, in half the time on two processors.
Arguments go to one pytest, which comes last, so that its summary ends the output. The exit
status is 0 only if every check passed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Mapping, Sequence  # noqa: UP035 - loads on Python 3.8

import environment
import system
from sentences import SetupError, answer

WINDOW = Path("tests", "gui")
_PATIENCE = 20
"""Seconds between two lines on how far the tests are that are not shown."""

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
    command = [str(python), "-m", "pytest", *arguments]
    with tempfile.TemporaryDirectory(prefix="curator-tests-", dir=folder_in_memory()) as folder:
        environ["TMPDIR"] = folder
        tested = _run(command, environ) if arguments else _run_parts(command, environ)
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


def shares(tests: Path) -> list[list[str]]:
    """Return the files of tests in four parts that take about as long: all others', the window's.

    Two processors are never idle then, although the tests of the window often wait.
    """
    found = sorted(path.relative_to(environment.ROOT) for path in tests.rglob("test_*.py"))
    window = [str(path) for path in found if WINDOW in path.parents]
    others = [str(path) for path in found if WINDOW not in path.parents]
    return [others[::2], others[1::2], window[::2], window[1::2]]


def _run_parts(pytest: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run a part of the tests in sight and the others beside it; what those say comes after."""
    shown, *beside = shares(environment.ROOT / "tests")
    with ExitStack() as stack:
        running = []
        for part in beside:
            said = stack.enter_context(tempfile.TemporaryFile())
            command = [*pytest, *part]
            running.append((_start(command, environ, said), said))
        print("A quarter of the tests is shown; what the others say follows.", flush=True)
        codes = [_run([*pytest, *shown], environ)]
        for process, said in running:
            while _is_running(process):
                count = sum(count_tests(_so_far(each)) for _, each in running)
                print(f"The other tests are running: {count} so far.", flush=True)
            said.seek(0)
            print(said.read().decode("utf-8", "replace"), flush=True)
            codes.append(process.returncode)
    if any(codes):
        print(f"{sum(map(bool, codes))} of {len(codes)} parts failed, see above.", flush=True)
    return next(filter(None, codes), 0)


def _start(
    command: Sequence[str], environ: Mapping[str, str], said: IO[bytes]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, cwd=environment.ROOT, env=environ, stdout=said, stderr=subprocess.STDOUT
    )


def _is_running(process: subprocess.Popen[bytes]) -> bool:
    """Wait a while for a program, and tell whether it still runs."""
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        return True
    return False


def _so_far(said: IO[bytes]) -> str:
    """Read what is said so far, without moving where the other program goes on to write."""
    length = os.fstat(said.fileno()).st_size
    if sys.platform == "win32":
        return ""  # a file has one place for both there
    return os.pread(said.fileno(), length, 0).decode("utf-8", "replace")


def count_tests(said: str) -> int:
    """Count the tests in pytest's lines of dots."""
    dots = re.findall(r"^([.FEsxX]+)(?:\s+\[\s*\d+%\])?$", said, re.MULTILINE)
    return sum(map(len, dots))


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
