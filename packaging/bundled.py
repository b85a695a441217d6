"""What goes into the folder that runs Curator without Python, for curator.spec and its test.

Standard library only. A library that the system must give is left out: an older copy of it
beside Curator would be found first, and the system's own drivers could not be loaded then
(Mesa of Debian 13 aborts with the libstdc++ of Debian 12).
"""

from __future__ import annotations

import re

UNUSED_MODULES = (
    "tkinter", "unittest", "pydoc", "test", "lib2to3", "numpy", "scipy",
    "PIL.ImageTk", "PIL._avif", "PIL.AvifImagePlugin",
)  # fmt: skip
WEB_MODULES = ("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets")
"""What shows the preview as a browser does; without it, Qt's own text shows it."""

_QT = (
    "Core", "Gui", "Widgets", "DBus", "PrintSupport", "Svg", "Network", "OpenGL",
    "WaylandClient", "WlShellIntegration", "XcbQpa",
)  # fmt: skip
_QT_FOR_THE_WEB = (
    "WebEngineCore", "WebEngineWidgets", "WebChannel", "Positioning", "Qml", "QmlMeta",
    "QmlModels", "QmlWorkerScript", "Quick", "QuickWidgets",
)  # fmt: skip
_UNUSED = re.compile(
    r"(^|/)qml/"
    r"|plugins/(platforminputcontexts/libqtvirtualkeyboard"
    r"|imageformats/(lib)?q(pdf|svg|tiff|tga|wbmp|icns)"
    r"|platforms/(lib)?q(eglfs|minimalegl|linuxfb|vkkhrdisplay|vnc|webgl)"
    r"|platformthemes/libqgtk3"
    r"|egldeviceintegrations|generic|networkinformation|position|printsupport|qmltooling|tls)"
)
"""Qt decodes no picture from an archive (Pillow does), and never goes on the network."""

_WEB = re.compile(r"WebEngine|/resources/(qtwebengine|icudtl|v8_context)|Qt/libexec")
_TRANSLATIONS_KEPT = re.compile(r"translations/(qtbase_|qtwebengine_locales/)(en|de|fr|es|it|ja)")
_QT_LIBRARY = re.compile(r"(?:^|/)(?:lib)?Qt6([A-Za-z0-9]+?)(?:\.so|\.dll|\.dylib|$)")
_OF_THE_SYSTEM = re.compile(r"^(/usr)?/lib(64|32|exec)?/")
_OF_PYTHON = re.compile(
    r"/lib(python3|ssl|crypto|ffi|sqlite3|z|bz2|lzma|expat|uuid|readline|tinfo|ncursesw?|mpdec)[.\d]"
)
"""What Python's own modules need, and a system may have in another version."""


def is_used(name: str, source: str, *, web: bool) -> bool:
    """Tell whether a file goes into the folder: by its name there, and where it is from."""
    name, source = name.replace("\\", "/"), source.replace("\\", "/")
    if "/translations/" in name:
        kept = bool(_TRANSLATIONS_KEPT.search(name))
        return kept and (web or "webengine" not in name)
    if _UNUSED.search(name) or (not web and _WEB.search(name)):
        return False
    if library := _QT_LIBRARY.search(name):
        return library[1] in _QT or (web and library[1] in _QT_FOR_THE_WEB)
    return not _OF_THE_SYSTEM.match(source) or bool(_OF_PYTHON.search(source))
