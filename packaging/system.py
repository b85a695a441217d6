"""Find out which of the system's libraries Qt lacks, and install or name them.

Standard library only, for run.py and test.py. Nothing is assumed from the name of the
system: Qt's own files are asked which libraries they cannot find.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import Iterable, Mapping, Sequence  # noqa: UP035 - loads on Python 3.8

from sentences import why_not_installed

_DEBIAN = """
    libgl1 libegl1 libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3 libxkbcommon0 libx11-6
    libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1
    libxcb-xfixes0 libxcb-xkb1 libxcb1 libxkbcommon-x11-0
    libnss3 libnspr4 libasound2 libgbm1 libxcomposite1 libxdamage1 libxext6 libxfixes3
    libxrandr2 libxtst6 libxkbfile1 libxcb-dri3-0 libbrotli1
    libwayland-client0 libwayland-cursor0 libwayland-egl1 libgssapi-krb5-2
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    libfribidi0 fonts-dejavu-core fonts-noto-color-emoji
"""
DEBIAN = tuple(_DEBIAN.split())
"""What Qt's widgets, its web view and its window need on Debian and Ubuntu; WeasyPrint
needs Pango, Pillow fribidi for right-to-left words. Some names end in “t64” since 2024."""

_ALWAYS = ("lib/libQt6Widgets.so.6", "lib/libQt6WebEngineCore.so.6", "libexec/QtWebEngineProcess")
_PLUGIN = {"DISPLAY": "libqxcb.so", "WAYLAND_DISPLAY": "libqwayland.so"}
_ASK_FONTS = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import PySide6.QtWebEngineWidgets
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
application = QApplication([])
families = " ".join(QFontDatabase.families()).lower()
print("no letters" if not families else "" if "emoji" in families else "no emoji")
"""


def has_display(environ: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(environ.get(name) for name in _PLUGIN)


def provide(python: Path, environ: Mapping[str, str], *, window: bool) -> str:
    """See to it that Qt finds its libraries; a sentence on what is missing if it does not.

    They are installed as root on Debian, and elsewhere named with the command that
    installs them. Once all are there, they are not looked for again.
    """
    seen = python.parent.parent / ("curator-system-window" if window else "curator-system")
    if seen.exists():
        return ""
    lacks = lacking(python, environ, window=window)
    trouble = ""
    if lacks and may_install():
        trouble = install(DEBIAN)
        lacks = lacking(python, environ, window=window)
    if lacks:
        return _sentence(lacks, trouble)
    seen.touch()
    return ""


def lacking(python: Path, environ: Mapping[str, str], *, window: bool) -> list[str]:
    """Name what Qt asks of this system and does not get; all of it where that can be seen."""
    missing = _missing_libraries(python, environ, window=window) if _is_linux() else []
    if missing:
        return missing
    command = [str(python), "-I", "-c", _ASK_FONTS]
    asked = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    said = (asked.stdout if not asked.returncode else asked.stderr).strip().splitlines()
    if asked.returncode:
        return [said[-1] if said else f"Qt stopped with status {asked.returncode}"]
    if not said or not _is_linux():
        return []
    return [said[-1]] if said[-1] == "no letters" or may_install() else []


def may_install() -> bool:
    """Tell whether this is Debian or a child of it, and we are root there."""
    return _is_linux() and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install(packages: Sequence[str]) -> str:
    """Install Debian packages, naming them first; what went wrong if they could not be.

    What an earlier set-up was killed in the middle of is mended before.
    """
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120"]
    if _run(["dpkg", "--audit"], environ).stdout.strip():
        print("Mending what was installed half-way…", flush=True)
        _run_to_its_end(["dpkg", "--configure", "-a"], environ)
        _run_to_its_end([*apt, "--fix-broken", "install"], environ)
    _run_to_its_end([*apt, "update"], environ)
    command = [*apt, "install", "--no-install-recommends", *known(packages)]
    names = to_be_installed(_run([*command, "--simulate"], environ).stdout)
    if names:
        print(
            f"Installing what Qt needs of the system (once), {len(names)} packages:\n  "
            + " ".join(names),
            flush=True,
        )
    done = _run_to_its_end(command, environ)
    return why_not_installed(done.stdout + done.stderr) if done.returncode else ""


def to_be_installed(simulated: str) -> list[str]:
    """List the packages that apt would install, by what it says when it only pretends."""
    lines = (line.split() for line in simulated.splitlines())
    return sorted(words[1] for words in lines if words[:1] == ["Inst"])


def known(packages: Iterable[str]) -> list[str]:
    """Give Debian packages the names they have in this release."""
    names = set(_run(["apt-cache", "pkgnames"], os.environ).stdout.split())
    today = [name + "t64" if name + "t64" in names else name for name in packages]
    return [name for name in today if name in names] or list(packages)


def command_for(lacks: Sequence[str]) -> str:
    """Give the command that installs what is lacking here; empty if it is not known."""
    libraries = [name for name in lacks if ".so" in name and " " not in name]
    if shutil.which("apt-get"):
        return "sudo apt-get install " + " ".join(_not_installed(known(DEBIAN)))
    if shutil.which("dnf") and libraries:
        bits = "()(64bit)" if sys.maxsize > 2**32 else ""
        return "sudo dnf install " + " ".join(f"'{name}{bits}'" for name in libraries)
    if shutil.which("dnf"):
        return "sudo dnf install dejavu-sans-fonts google-noto-color-emoji-fonts"
    if shutil.which("pacman"):
        return "sudo pacman -S --needed qt6-webengine ttf-dejavu noto-fonts-emoji"
    return ""


def _sentence(lacks: Sequence[str], trouble: str) -> str:
    what = f"Qt cannot start on this system; it lacks: {', '.join(lacks)}."
    if trouble:
        return f"{what} Installing it failed: {trouble}."
    command = command_for(lacks)
    return f"{what} Install it, then run this again" + (f":\n  {command}" if command else ".")


def _is_linux() -> bool:
    return sys.platform.startswith("linux")


def _missing_libraries(python: Path, environ: Mapping[str, str], *, window: bool) -> list[str]:
    """Ask Qt's files which libraries they look for in vain."""
    packages = next(python.parent.parent.glob("lib*/python*/site-packages/PySide6/Qt"), None)
    if not packages or not shutil.which("ldd"):
        return []
    missing = _unresolved([packages / name for name in _ALWAYS])
    shown = [plugin for name, plugin in _PLUGIN.items() if environ.get(name)] if window else []
    each = [_unresolved([packages / "plugins" / "platforms" / name]) for name in shown]
    return sorted(missing | min(each, key=len, default=set()))


def _unresolved(files: Iterable[Path]) -> set[str]:
    """List the libraries that the dynamic linker does not find for these files."""
    found = _run(["ldd", *(str(file) for file in files if file.exists())], os.environ)
    lines = [line.split() for line in found.stdout.splitlines() if "not found" in line]
    return {words[0] for words in lines if words[1:2] == ["=>"]}


def _not_installed(packages: Sequence[str]) -> list[str]:
    """Leave out the Debian packages that are installed already."""
    asked = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages]
    lines = _run(asked, os.environ).stdout.splitlines()
    installed = {line.split()[0] for line in lines if line.endswith(" installed")}
    return [name for name in packages if name not in installed] or list(packages)


def _run_to_its_end(
    command: Sequence[str], environ: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a program that must not be stopped half-way: Ctrl+C waits for its end."""
    stopped = []

    def wait(_signal: int, _frame: FrameType | None) -> None:
        stopped.append(True)
        print("\nStopping when the system's packages are whole…", file=sys.stderr, flush=True)

    # not KeyboardInterrupt, which could come before it is known that the program runs
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, wait)
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**environ, "LC_ALL": "C.UTF-8"},
            start_new_session=True,  # the terminal's Ctrl+C goes to our group alone
            check=False,
        )
    finally:
        signal.signal(signal.SIGINT, before)
    if stopped:
        raise KeyboardInterrupt
    return subprocess.CompletedProcess(command, done.returncode, done.stdout, "")


def _run(command: Sequence[str], environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        env={**environ, "LC_ALL": "C.UTF-8"},
        check=False,
    )
