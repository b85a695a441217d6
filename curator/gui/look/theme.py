"""The theme: the only place that turns the design's numbers into Qt's colours and fonts.

Theme and zoom are global, like the language. When they change, every widget gets
QEvent.StyleChange; widgets that paint themselves ask here each time they paint.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QByteArray, QEvent, QRectF, Qt, QTextBoundaryFinder
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QToolTip

from curator.gui.look.tokens import COLOURS, INITIALS, TAG_COLOURS, TYPE
from curator.resources import resource

LOOKS = ("light", "dark", "system")
SMALLEST, LARGEST = 80, 200
"""Smallest and largest zoom, in per cent."""

_ONE_LETTER = ("ARABIC", "HEBREW", "CJK", "HIRAGANA", "KATAKANA", "HANGUL")
_LONGEST_NAME = 200
_RAISED = ("QComboBoxListView", "Suggestions")
"""Classes of popup lists over the window."""


@dataclass(slots=True)
class _Now:
    dark: bool = False
    zoom: int = 100
    is_worn: bool = False
    """Whether the application has been given a palette and a font."""


_now = _Now()


def is_dark() -> bool:
    """Tell whether the dark colours are in use."""
    return _now.dark


def zoom() -> int:
    """Return the zoom of the text, in per cent."""
    return _now.zoom


def colour(token: str) -> QColor:
    """Return a colour by its name in the design, such as 'text2' or 'soft-line'."""
    return QColor(COLOURS[token][_now.dark])


def faded(token: str, share: float) -> QColor:
    """Return a colour with reduced opacity: disabled text is text3 at 0.6."""
    made = colour(token)
    made.setAlphaF(made.alphaF() * share)
    return made


def px(size: float) -> int:
    """Return a length that grows with the zoom: row heights and type, never borders."""
    return max(1, round(size * _now.zoom / 100))


def font(style: str, *, weight: int | None = None) -> QFont:
    """Return a font of the design, such as 'post' or 'small'."""
    size, _, usual = TYPE[style]
    return font_of(size, weight or usual)


def font_of(size: float, weight: int = 400) -> QFont:
    """Return the system's font at a size in pixels at 100 %, with digits of equal width."""
    return sized_font(px(size), weight)


def sized_font(pixels: int, weight: int) -> QFont:
    """Return the system's font at a size that does not grow with the zoom."""
    return QFont(_font(pixels, weight))


@lru_cache(maxsize=128)
def _font(pixels: int, weight: int) -> QFont:
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def line(style: str) -> int:
    """Return the line height of a font of the design."""
    return px(TYPE[style][1])


def pixmap(name: str, size: int, ink: str = "text2", ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture of a number of logical pixels.

    A name may end in '-filled', as that of a star that is set.
    """
    return _drawn(name, size, colour(ink).rgba(), ratio)


def tinted(name: str, size: int, ink: QColor, ratio: float = 1.0) -> QPixmap:
    """Return an icon in a colour outside the design's names, such as a tag's."""
    return _drawn(name, size, ink.rgba(), ratio)


def icon(name: str, ink: str = "text2") -> QIcon:
    """Return an icon in a colour, with a grey version for the disabled state."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, 16, ink, ratio))
        grey = _drawn(name, 16, faded("text3", 0.6).rgba(), ratio)
        made.addPixmap(grey, QIcon.Mode.Disabled)
    return made


def tag_colours(name: str) -> tuple[QColor, QColor] | None:
    """Return fill and text colour for a colour of tags; None if there is no such colour."""
    if name not in TAG_COLOURS:
        return None
    fill, ink = INITIALS[TAG_COLOURS[name]][_now.dark]
    return QColor(fill), QColor(ink)


def initials(name: str, handle: str) -> tuple[str, QColor, QColor]:
    """Return the initials that replace a missing portrait: letters, fill, ink.

    The colour depends on the handle, so that a person has the same in every library.
    """
    number = sum(ord(sign) * (place + 3) for place, sign in enumerate(handle)) % len(INITIALS)
    fill, ink = INITIALS[number][_now.dark]
    return _letters(name) or _letters(handle) or "?", QColor(fill), QColor(ink)


def apply(app: QApplication, look: str, size: int) -> None:
    """Apply look and zoom: look is 'light', 'dark' or 'system', size in per cent."""
    hints = QGuiApplication.styleHints()
    asked = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints.setColorScheme(asked.get(look, Qt.ColorScheme.Unknown))
    system = hints.colorScheme() == Qt.ColorScheme.Dark
    before = (_now.dark, _now.zoom)
    _now.dark = look == "dark" or (look != "light" and system)
    _now.zoom = min(LARGEST, max(SMALLEST, size))
    if _now.is_worn and before == (_now.dark, _now.zoom):
        return
    _now.is_worn = True
    _font.cache_clear()
    palette = _palette()
    app.setPalette(palette)
    QToolTip.setPalette(palette)
    palette.setColor(QPalette.ColorRole.Base, colour("raised"))
    for name in _RAISED:
        app.setPalette(palette, name)  # type: ignore[arg-type]  # the stubs say bytes
    app.setFont(font("base"))
    QToolTip.setFont(font("small"))
    restyle_widgets(app)


def restyle_widgets(app: QApplication) -> None:
    """Let every widget measure and paint itself anew, as after a change of the look.

    All events are posted before any is delivered: handling one, a widget may delete others,
    and Qt then drops the events posted to those.
    """
    for widget in app.allWidgets():
        widget.update()
        app.postEvent(widget, QEvent(QEvent.Type.StyleChange))
    app.sendPostedEvents(None, QEvent.Type.StyleChange.value)


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, ink: int, ratio: float) -> QPixmap:
    base = name.removesuffix("-filled")
    svg = resource(f"icons/{base}.svg").read_text("utf-8")
    tint = QColor.fromRgba(ink)
    svg = svg.replace("currentColor", tint.name()).replace(
        'stroke-width="2"', 'stroke-width="1.75"'
    )
    if base != name:
        svg = svg.replace('fill="none"', f'fill="{tint.name()}"', 1)
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(tint.alphaF())
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    words = [word for word in name[:_LONGEST_NAME].split() if _is_letter(word[0])]
    if not words:
        return ""
    first = grapheme(words[0])
    if len(words) == 1 or unicodedata.name(words[0][0], "").startswith(_ONE_LETTER):
        return first.upper()
    return (first + grapheme(words[-1])).upper()


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LN"


def grapheme(text: str) -> str:
    """Return the first character of a text as a person sees it, without excess accents."""
    text = unicodedata.normalize("NFC", text[:32])
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    units = max(1, finder.toNextBoundary())
    sign = text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace")
    return sign[:2] if unicodedata.combining(sign[-1]) else sign[:8]


def _palette() -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for name, token in {
        role.Window: "window", role.Button: "window", role.Base: "base",
        role.AlternateBase: "alt", role.Midlight: "press", role.Light: "raised",
        role.ToolTipBase: "raised", role.ToolTipText: "text", role.Mid: "line",
        role.Dark: "line2", role.Shadow: "edge", role.Text: "text", role.WindowText: "text",
        role.ButtonText: "text", role.BrightText: "text", role.PlaceholderText: "text3",
        role.Accent: "accent", role.Link: "accent", role.LinkVisited: "accent",
        role.Highlight: "soft", role.HighlightedText: "text",
    }.items():  # fmt: skip
        made.setColor(name, colour(token))
    made.setColor(group.Inactive, role.Highlight, colour("idle"))
    for name in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(group.Disabled, name, faded("text3", 0.6))
    return made
