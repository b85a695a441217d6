"""Where no window can be opened it is a sentence of ours, on every door."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest
from environment import on_the_path

from curator.cli.display import LIBRARIES, missing_libraries, why_no_libraries, why_no_window

ROOT = Path(__file__).parents[1]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of Linux")


def opened(**display: str) -> subprocess.CompletedProcess[str]:
    """Try to open the window with a display, as somebody at a terminal does."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environ = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "curator"],
        env=environ | display,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@linux
@pytest.mark.parametrize("name", [":97", "unix:97.0", "nonsense", "localhost:97"])
def test_a_display_that_does_not_answer_is_told(name: str) -> None:
    done = opened(DISPLAY=name)
    assert done.returncode == 1
    assert done.stderr.startswith(f"The display “{name}” does not answer")
    assert "qt" not in done.stderr.casefold()


@linux
def test_no_display_is_told() -> None:
    assert opened().stderr.startswith("There is no display to open a window on.")


@linux
def test_a_display_that_answers_is_taken(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-9"))
        server.listen()
        environ = {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)}
        assert why_no_window(environ) == ""


def test_missing_libraries_are_named_with_their_packages() -> None:
    assert why_no_libraries([]) == ""
    assert "sudo apt install libegl1 libxcb-cursor0." in why_no_libraries(
        ["libEGL.so.1", "libxcb-cursor.so.0"]
    )


@linux
def test_here_nothing_is_missing_or_it_is_told_by_name() -> None:
    assert all(name.startswith("lib") for name in missing_libraries())


BASE = {"c", "dl", "gcc_s", "m", "pthread", "resolv", "rt", "stdc++", "z", "gthread-2.0"}
BASE |= {"brotlicommon"}
"""Libraries that come with Python itself, or with one that is looked for."""


@linux
@pytest.mark.skipif(shutil.which("readelf") is None, reason="binutils tell what a file needs")
def test_all_that_a_window_needs_of_the_system_is_looked_for() -> None:
    folder = Path(PySide6.__file__).parent
    own = {path.name for path in folder.rglob("*.so*")}
    files = [
        *(folder / f"{name}.abi3.so" for name in ("QtCore", "QtGui", "QtWidgets", "QtSvg")),
        *(folder / "Qt" / "lib" / f"libQt6{name}.so.6"
          for name in ("Core", "Gui", "Widgets", "DBus", "Svg", "XcbQpa")),
        folder / "Qt" / "plugins" / "platforms" / "libqxcb.so",
    ]  # fmt: skip
    command = ["readelf", "-d", *(str(path) for path in files if path.exists())]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    needed = set(re.findall(r"NEEDED.*\[(lib[^\]]+)\]", told))
    known = {name for name in needed if name.removeprefix("lib").partition(".so")[0] in BASE}
    shiboken = {name for name in needed if name.startswith(("libshiboken", "libpyside"))}
    assert needed - own - known - shiboken <= LIBRARIES.keys()


@pytest.mark.parametrize("name", ["Jürgen", "日本", "it's", "back\\slash", "\udcff"])
def test_any_folder_is_put_on_the_path_whatever_the_locale(tmp_path: Path, name: str) -> None:
    line = on_the_path(tmp_path / name)
    assert line.isascii()
    before = list(sys.path)
    try:
        exec(line, {})  # noqa: S102  as Python does with such a line
        assert sys.path[-1] == str(tmp_path / name)
    finally:
        sys.path[:] = before
