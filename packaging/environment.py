"""Make the virtual environment that Curator runs in, and know when it is whole.

Standard library only, for run.py and test.py. It must load on Python 3.8 too, so that
an old Python is answered with a sentence; and before anything is installed there is no
catalogue of translations, so these sentences are English.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterable, Iterator, Mapping, Sequence  # noqa: UP035 - loads on Python 3.8

import system
from sentences import SetupError, why_not_fetched, why_not_made

if sys.platform != "win32":
    import fcntl

ROOT = Path(__file__).resolve().parent.parent
FOR_RUNNING = ("requirements.txt",)
FOR_CHECKS = ("requirements.txt", "requirements-dev.txt")
STAMP = "curator-stamp.json"


@dataclass(frozen=True)
class Stamp:
    """What is known of an environment: written when it is begun and when it is whole."""

    made_with: str
    """The Python it was made with, and the folders it was made in and for."""

    pins: Mapping[str, str] = field(default_factory=dict)
    """Each file of pins that is wholly installed, with its hash; none when half-made."""

    def write(self, folder: Path) -> None:
        """Put the stamp into its environment, whole or not at all."""
        draft = folder / (STAMP + ".draft")
        text = json.dumps({"made_with": self.made_with, "pins": dict(self.pins)}, indent=1)
        draft.write_text(text, encoding="utf-8")
        draft.replace(folder / STAMP)

    @staticmethod
    def read(folder: Path) -> Stamp:
        """Read the stamp of an environment; an empty one if it has none that can be read."""
        try:
            found = json.loads((folder / STAMP).read_text(encoding="utf-8"))
            return Stamp(str(found["made_with"]), dict(found["pins"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Stamp("")


def ready(names: Sequence[str]) -> Path:
    """Give the Python of an environment that holds what these files pin, making it if need be.

    When everything is there already, nothing is run and nothing is fetched. Interrupted
    half-way, the environment is made anew the next time.
    """
    folder = environment_folder(ROOT, os.environ)
    wanted = wanted_stamp(ROOT, folder, names)
    if not holds(folder, wanted):
        with alone_beside(folder) as held:
            if not holds(folder, wanted):
                _set_up(folder, wanted, held)
    return python_in(folder)


def holds(folder: Path, wanted: Stamp) -> bool:
    """Tell whether an environment is whole and has all that is wanted."""
    stamp = Stamp.read(folder)
    return is_sound(stamp, wanted, folder) and wanted.pins.items() <= stamp.pins.items()


def is_sound(stamp: Stamp, wanted: Stamp, folder: Path) -> bool:
    """Tell whether an environment was once whole, and its Python is the wanted one."""
    whole = bool(stamp.pins) and stamp.made_with == wanted.made_with
    return whole and python_in(folder).exists()


@contextmanager
def alone_beside(folder: Path) -> Iterator[tuple[int, ...]]:
    """Wait until no other set-up works here, nor a pip that a killed one left behind.

    Gives what the programs started meanwhile must hold open for that.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        yield ()
        return
    held = os.open(folder.parent, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives know no locks: then nobody waits
            _lock(held)
        yield (held,)
    finally:
        os.close(held)


def environment_folder(root: Path, environ: Mapping[str, str]) -> Path:
    """Choose where the environment lies: as CURATOR_VENV says, else in the project's folder.

    A project that cannot be written to has its environment in the user's cache folder.
    """
    named = environ.get("CURATOR_VENV", "")
    if named:
        return Path(named).expanduser().absolute()
    if _can_write(root):
        return root / ".venv"
    mark = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
    return cache_folder(environ) / f"environment-{mark}"


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Name Curator's folder among the user's caches, wherever this system keeps them."""
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home()) / "Curator" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "Curator"
    return Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "curator"


def wanted_stamp(root: Path, folder: Path, names: Iterable[str]) -> Stamp:
    """Write out the stamp of an environment that holds exactly what these files pin."""
    python = f"{platform.python_implementation()} {sys.version_info[0]}.{sys.version_info[1]}"
    files = {name: (root / "packaging" / name).read_bytes() for name in names}
    return Stamp(
        f"{python} {platform.machine()} in {folder} for {root}",
        {name: hashlib.sha256(text).hexdigest() for name, text in files.items()},
    )


def python_in(folder: Path) -> Path:
    """Name the Python inside an environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _can_write(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _lock(held: int) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is at work here; waiting for it…", flush=True)
            fcntl.flock(held, fcntl.LOCK_EX)


def _set_up(folder: Path, wanted: Stamp, held: Sequence[int]) -> None:
    stamp = Stamp.read(folder)
    if is_sound(stamp, wanted, folder):
        print("Bringing Curator’s parts up to date…", flush=True)
    else:
        stamp = Stamp(wanted.made_with)
        _make(folder, stamp, held)
    _install(folder, list(wanted.pins), stamp, held)
    _compile(folder)
    Stamp(wanted.made_with, {**stamp.pins, **wanted.pins}).write(folder)
    print("All parts are in place.", flush=True)


def _make(folder: Path, begun: Stamp, held: Sequence[int]) -> None:
    """Make an empty environment, in place of one that was left half-made."""
    if not may_be_replaced(folder):
        raise SetupError(
            f"{folder} holds something other than Curator’s environment. Move it away, or name "
            "another folder in CURATOR_VENV, then run this again."
        )
    if not importlib.util.find_spec("ensurepip"):
        _install_ensurepip()
    print("Setting up (once, about a minute)…", flush=True)
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    begun.write(folder)
    command = [sys.executable, "-I", "-m", "venv", str(folder)]
    made = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        pass_fds=held,
        text=True,
        errors="replace",
        check=False,
    )
    if made.returncode:
        raise SetupError(why_not_made(made.stdout, folder))
    _put_curator_in(folder)


def may_be_replaced(folder: Path) -> bool:
    """Tell whether a folder is ours to clear: empty, absent, or an environment of ours."""
    if not folder.exists() or Stamp.read(folder).made_with:
        return True
    if folder.is_dir() and not any(folder.iterdir()):
        return True
    return folder == ROOT / ".venv" and (folder / "pyvenv.cfg").is_file()


def _install_ensurepip() -> None:
    """Install the part of Python that Debian keeps in a package of its own."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not system.may_install():
        raise SetupError(
            "This Python cannot make virtual environments: it lacks ensurepip. "
            f"On Debian or Ubuntu, run “sudo apt-get install {package}”, then run this again."
        )
    print(f"Installing {package} (once)…", flush=True)
    trouble = system.install([package])
    importlib.invalidate_caches()
    if trouble or not importlib.util.find_spec("ensurepip"):
        raise SetupError(
            f"Curator needs {package}, and it could not be installed: "
            f"{trouble or 'this Python is not Debian’s own'}."
        )


def _put_curator_in(folder: Path) -> None:
    """Put the project itself on the environment's path, and a “curator” among its programs."""
    query = "import sysconfig; print(sysconfig.get_path('purelib'))"
    command = [str(python_in(folder)), "-I", "-X", "utf8", "-c", query]
    packages = subprocess.check_output(command, text=True, encoding="utf-8").strip()
    (Path(packages) / "curator.pth").write_bytes(on_the_path(ROOT))
    if sys.platform == "win32":
        launcher = folder / "Scripts" / "curator.cmd"
        launcher.write_text('@"%~dp0python.exe" -P -m curator %*\n', encoding="ascii")
        return
    launcher = folder / "bin" / "curator"
    quoted = "'" + str(python_in(folder)).replace("'", "'\\''") + "'"
    launcher.write_text(f'#!/bin/sh\nexec {quoted} -P -m curator "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)


def on_the_path(folder: Path) -> bytes:
    """Return the line of a .pth file that puts a folder on the path.

    Python reads such a file in the encoding of the locale, or in UTF-8, as its version has it;
    so every letter that is not ASCII is written as Python escapes it.
    """
    return f"import sys; sys.path.append({str(folder)!a})\n".encode("ascii")


def _install(folder: Path, names: Sequence[str], before: Stamp, held: Sequence[int]) -> None:
    """Let pip install what is pinned; if it cannot, the environment stays as it was."""
    Stamp(before.made_with).write(folder)
    command = [str(python_in(folder)), "-I", "-X", "utf8", "-m", "pip", "install", "--no-input"]
    command += ["--disable-pip-version-check", "--only-binary=:all:", "--progress-bar=off"]
    command += ["--require-hashes", "--no-deps"]  # each part is pinned, to the byte
    for name in names:
        command += ["-r", str(ROOT / "packaging" / name)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PIP_USER": "0"},
        pass_fds=held,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        output = "".join(_told(pip.stdout or ()))
    if pip.returncode:
        before.write(folder)
        raise SetupError(why_not_fetched(output, folder))


def _compile(folder: Path) -> None:
    """Compile Curator now, so that it starts at once the first time too; what cannot be, waits."""
    command = [str(python_in(folder)), "-I", "-m", "compileall", "-q", str(ROOT / "curator")]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def _told(lines: Iterable[str]) -> Iterable[str]:
    """Pass pip's lines on, telling of those that take a while."""
    for line in lines:
        large = re.match(r"\s*Downloading ([A-Za-z0-9_]+)-\S+ \((\d{2,}\.\d MB)\)", line)
        if large:
            print(f"  fetching {large[1]} ({large[2]})…", flush=True)
        elif line.startswith("Installing collected packages"):
            print("  putting them in place…", flush=True)
        yield line
