"""Checks whether a window can be opened, because Qt would abort the program otherwise."""

from __future__ import annotations

import ctypes
import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from curator.i18n import tr

_DISPLAY = re.compile(r"^(?P<host>[^:]*):(?P<number>\d+)(\.\d+)?$")
_FIRST_PORT = 6_000
_PATIENCE = 3.0

LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    "libzstd.so.1": "libzstd1",
    "libfreetype.so.6": "libfreetype6",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""Libraries that Qt needs on Linux to show a window on X, with their Debian packages."""


def why_no_window(environ: Mapping[str, str] = os.environ) -> str:
    """Return why no window can be opened, as a sentence; '' if nothing prevents it."""
    if not sys.platform.startswith("linux") or environ.get("QT_QPA_PLATFORM"):
        return ""
    named = environ.get("WAYLAND_DISPLAY") or environ.get("DISPLAY")
    if not named:
        return tr(
            "There is no display to open a window on. “curator demo” makes a recap without"
            " one; “curator --help” lists what else does."
        )
    if not _answers(environ):
        return tr(
            "The display “{name}” does not answer, so no window can be opened on it. Check"
            " DISPLAY and who may use it; “curator --help” lists what needs no display.",
            name=named,
        )
    return why_no_libraries(missing_libraries()) if not environ.get("WAYLAND_DISPLAY") else ""


def missing_libraries() -> list[str]:
    """Return the libraries that Qt needs and the system lacks."""
    return [name for name in LIBRARIES if not _is_there(name)]


def why_no_libraries(missing: list[str]) -> str:
    """Return a sentence about missing libraries and how to install them; or ''."""
    if not missing:
        return ""
    packages = " ".join(LIBRARIES[name] for name in missing if name in LIBRARIES)
    return tr(
        "The window needs libraries that this system lacks: {libraries}. On Debian or Ubuntu:"
        " sudo apt install {packages}. The command line works without them.",
        libraries=", ".join(missing),
        packages=packages or ", ".join(missing),
    )


def why_not_loaded(error: ImportError) -> str:
    """Return a sentence about why Qt could not be loaded."""
    if missing := why_no_libraries(missing_libraries()):
        return missing
    return tr(
        "The window cannot be opened, because a part of it cannot be loaded: {why}."
        " Reinstall Curator, or run “python3 packaging/run.py” in its folder. The command"
        " line works without it.",
        why=error,
    )


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _answers(environ: Mapping[str, str]) -> bool:
    """Tell whether a server answers at the named display."""
    wayland = environ.get("WAYLAND_DISPLAY", "")
    if wayland and _listens(str(Path(environ.get("XDG_RUNTIME_DIR", "/"), wayland))):
        return True
    match = _DISPLAY.match(environ.get("DISPLAY", ""))
    if match is None:
        return False
    number = int(match["number"])
    if match["host"] in {"", "unix"}:
        place = f"/tmp/.X11-unix/X{number}"  # noqa: S108  where X listens
        return _listens(place) or _listens(f"\0{place}")
    try:
        with socket.create_connection((match["host"], _FIRST_PORT + number), _PATIENCE):
            return True
    except OSError:
        return False


def _listens(place: str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(_PATIENCE)
        try:
            probe.connect(place)
        except OSError:
            return False
    return True
