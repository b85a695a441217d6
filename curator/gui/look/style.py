"""The look of Qt's own widgets: fields, selectors, menus, scroll bars, tool tips.

One style for the program reads the design's tokens while it paints, so that another theme or
zoom needs only a palette and a font. A widget with a look other than its class usually has
gets a `kind`, see `set_kind`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeAlias

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionHeader,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from curator.gui.look import theme

Kind: TypeAlias = Literal[
    "bare", "cell", "box", "suggestions", "padded", "sidebar", "drawer", "link"
]
"""bare: a field without a frame · cell: a field in a list · box: a frame around many lines ·
suggestions: a list below a field · padded: a list with room above · sidebar: the one at the
left · drawer: the sidebar over the list · link: a button that is words alone."""

Draw: TypeAlias = Callable[[Any, QPainter, "QWidget | None"], bool]
"""Paints a part and tells whether it did; if not, Fusion does."""

Measure: TypeAlias = Callable[[Any, QSize, "QWidget | None"], "QSize | None"]
"""Returns the size of a part around its content; None leaves it to Fusion."""

_Metric = QStyle.PixelMetric
_Element = QStyle.ControlElement
_Primitive = QStyle.PrimitiveElement
_Sub = QStyle.SubControl
_State = QStyle.StateFlag

_METRICS = {
    _Metric.PM_MenuPanelWidth: 1,
    _Metric.PM_MenuHMargin: 5,
    _Metric.PM_MenuVMargin: 5,
    _Metric.PM_MenuBarPanelWidth: 0,
    _Metric.PM_MenuBarHMargin: 0,
    _Metric.PM_MenuBarVMargin: 0,
    _Metric.PM_MenuBarItemSpacing: 1,
    _Metric.PM_ToolTipLabelFrameWidth: 7,
    _Metric.PM_ScrollBarExtent: 10,
    _Metric.PM_ScrollBarSliderMin: 32,
    _Metric.PM_ScrollView_ScrollBarSpacing: 0,
    _Metric.PM_ScrollView_ScrollBarOverlap: 0,
    _Metric.PM_SplitterWidth: 1,
}
_HINTS = {
    QStyle.StyleHint.SH_ComboBox_Popup: 0,  # a list below the selector, not a menu over it
    QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    QStyle.StyleHint.SH_ScrollBar_Transient: 0,
    QStyle.StyleHint.SH_Widget_Animation_Duration: 0,  # nothing moves by itself, for anybody
}
_FRAMES: dict[str, tuple[int, int, int, int]] = {
    "box": (5, 4, -5, -4),
    "suggestions": (1, 1, -1, -1),
    "padded": (0, 6, 0, 0),
    "sidebar": (0, 4, 0, 0),
    "drawer": (0, 4, -1, 0),
}
"""Distance of scrolling content from its frame: left, top, right, bottom."""

_PADDING = {"": 9, "cell": 7, "bare": 0}
"""Distance of a field's text from its outer edge."""

_ARROW, _TICK, _SHORTCUT = 24, 18, 24
"""Width of a selector's arrow, of a menu's tick, and of the space before its keys."""


def set_kind(widget: QWidget, kind: Kind) -> None:
    """Give a widget another look than its class usually has."""
    widget.setProperty("kind", kind)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def apply_style(app: QApplication) -> None:
    """Apply this style to an application, unless it is applied."""
    if not isinstance(app.style(), CuratorStyle):
        app.setStyle(CuratorStyle())


def kind_of(widget: QWidget | None) -> str:
    """Return the kind set for a widget, or ''."""
    return "" if widget is None else widget.property("kind") or ""


class CuratorStyle(QProxyStyle):
    """Fusion, painted with the tokens of the design."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self._primitives: dict[_Primitive, Draw] = {
            _Primitive.PE_PanelLineEdit: _draw_field,
            _Primitive.PE_FrameLineEdit: _draw_nothing,
            _Primitive.PE_Frame: _draw_frame,
            _Primitive.PE_FrameMenu: _draw_nothing,
            _Primitive.PE_PanelMenu: _draw_raised,
            _Primitive.PE_PanelTipLabel: _draw_raised,
            _Primitive.PE_PanelMenuBar: _draw_nothing,
            _Primitive.PE_PanelScrollAreaCorner: _draw_nothing,
            _Primitive.PE_IndicatorCheckBox: _draw_check,
            _Primitive.PE_IndicatorItemViewItemCheck: _draw_check,
        }
        self._controls: dict[_Element, Draw] = {
            _Element.CE_MenuBarItem: _draw_menu_bar_item,
            _Element.CE_MenuBarEmptyArea: _draw_nothing,
            _Element.CE_MenuItem: _draw_menu_item,
            _Element.CE_MenuEmptyArea: _draw_nothing,
            _Element.CE_HeaderSection: _draw_header,
            _Element.CE_HeaderEmptyArea: _draw_header,
            _Element.CE_ItemViewItem: _draw_suggestion,
            _Element.CE_PushButton: _draw_link,
            _Element.CE_Splitter: _draw_splitter,
        }
        self._sizes: dict[QStyle.ContentsType, Measure] = {
            QStyle.ContentsType.CT_LineEdit: _size_of_field,
            QStyle.ContentsType.CT_ComboBox: _size_of_choices,
            QStyle.ContentsType.CT_MenuBarItem: _size_of_menu_bar_item,
            QStyle.ContentsType.CT_MenuItem: _size_of_menu_item,
            QStyle.ContentsType.CT_PushButton: _size_of_link,
            QStyle.ContentsType.CT_ItemViewItem: _size_of_suggestion,
        }

    @override
    def pixelMetric(
        self,
        metric: _Metric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        own = _METRICS.get(metric)
        if own is not None:
            return own
        if metric == _Metric.PM_DefaultFrameWidth and isinstance(widget, QAbstractScrollArea):
            return 0
        return super().pixelMetric(metric, option, widget)

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        own = _HINTS.get(hint)
        return super().styleHint(hint, option, widget, returnData) if own is None else own

    @override
    def sizeFromContents(
        self,
        type: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: Any = None,
    ) -> QSize:
        measured = self._sizes.get(type)
        own = measured(option, size, widget) if measured else None
        return super().sizeFromContents(type, option, size, widget) if own is None else own

    @override
    def subElementRect(
        self,
        element: QStyle.SubElement,
        option: QStyleOption,
        widget: Any = None,
    ) -> QRect:
        if element == QStyle.SubElement.SE_LineEditContents:
            padding = _PADDING.get(kind_of(widget), 9)
            return option.rect.adjusted(padding, 1, -padding, -1)
        if element == QStyle.SubElement.SE_ShapedFrameContents and (
            frame := _FRAMES.get(kind_of(widget))
        ):
            return option.rect.adjusted(*frame)
        if element == QStyle.SubElement.SE_HeaderLabel:
            return option.rect.adjusted(8, 0, -8, -1)
        return super().subElementRect(element, option, widget)

    @override
    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        subControl: _Sub,
        widget: Any = None,
    ) -> QRect:
        if isinstance(option, QStyleOptionComboBox):
            found = _part_of_choices(option.rect, subControl)
            return self.visualRect(option.direction, option.rect, found)
        if isinstance(option, QStyleOptionSlider) and (
            control == QStyle.ComplexControl.CC_ScrollBar
        ):
            return _part_of_scroll_bar(option, subControl)
        return super().subControlRect(control, option, subControl, widget)

    @override
    def drawPrimitive(
        self,
        element: _Primitive,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = self._primitives.get(element)
        if draw is None or not draw(option, painter, widget):
            super().drawPrimitive(element, option, painter, widget)

    @override
    def drawControl(
        self,
        element: _Element,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == _Element.CE_ComboBoxLabel and isinstance(option, QStyleOptionComboBox):
            room = _part_of_choices(option.rect, _Sub.SC_ComboBoxEditField).width()
            option.currentText = option.fontMetrics.elidedText(
                option.currentText, Qt.TextElideMode.ElideRight, room
            )
        draw = self._controls.get(element)
        if draw is None or not draw(option, painter, widget):
            super().drawControl(element, option, painter, widget)

    @override
    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if isinstance(option, QStyleOptionComboBox):
            _draw_choices(option, painter)
        elif isinstance(option, QStyleOptionSlider) and (
            control == QStyle.ComplexControl.CC_ScrollBar
        ):
            _draw_scroll_bar(option, painter)
        else:
            super().drawComplexControl(control, option, painter, widget)


def _draw_nothing(_option: QStyleOption, _painter: QPainter, _widget: QWidget | None) -> bool:
    return True


def _rounded(
    painter: QPainter, box: QRect, radius: float, fill: str, edge: str = "", wide: int = 1
) -> None:
    """Paint a box with round corners in colours of the design, its edge inside."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(edge), wide) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(fill))
    half = wide / 2 if edge else 0
    painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def _draw_edged(painter: QPainter, option: QStyleOption, radius: float) -> None:
    """Paint the frame of a field or selector; its edge shows the keyboard focus."""
    focus = bool(option.state & _State.State_HasFocus)
    edge = "accent" if focus else "edge" if option.state & _State.State_Enabled else "line2"
    _rounded(painter, option.rect, radius, "base", edge, 2 if focus else 1)


# Fields


def _draw_field(option: QStyleOptionFrame, painter: QPainter, widget: QWidget | None) -> bool:
    kind = kind_of(widget)
    if kind != "bare" and option.lineWidth > 0:
        _draw_edged(painter, option, 4 if kind == "cell" else 7)
    return True


def _size_of_field(_option: QStyleOption, size: QSize, widget: QWidget | None) -> QSize:
    kind = kind_of(widget)
    least = 0 if kind == "cell" else theme.px(30)
    edges = 0 if kind == "bare" else 2
    return QSize(size.width() + 2 * _PADDING.get(kind, 9), max(size.height(), least) + edges)


def _draw_check(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> bool:
    """Paint the box of a check mark: empty, ticked, or barred for some of several."""
    on, some = option.state & _State.State_On, option.state & _State.State_NoChange
    enabled = option.state & _State.State_Enabled
    side = min(option.rect.width(), option.rect.height())
    box = QStyle.alignedRect(
        option.direction, Qt.AlignmentFlag.AlignCenter, QSize(side, side), option.rect
    )
    filled = bool(on or some) and bool(enabled)
    edge = "accent" if filled else "edge" if enabled else "line2"
    _rounded(painter, box, 3, "accent" if filled else "base", edge)
    if on or some:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("base" if filled else "line2"), max(1.6, side / 8)))
        places = ((0.24, 0.53), (0.43, 0.71), (0.77, 0.31)) if on else ((0.27, 0.5), (0.73, 0.5))
        corner = QPointF(box.topLeft())
        painter.drawPolyline([corner + QPointF(x * side, y * side) for x, y in places])
        painter.restore()
    return True


# Frames of scroll areas


def _draw_frame(option: QStyleOptionFrame, painter: QPainter, widget: QWidget | None) -> bool:
    kind, box = kind_of(widget), option.rect
    if kind == "box":
        _draw_edged(painter, option, 7)
    elif kind == "suggestions":
        painter.fillRect(box, theme.colour("raised"))
        _outline(painter, box, "edge")
    elif kind in {"sidebar", "drawer"}:
        painter.fillRect(box, theme.colour("window"))
    if kind == "drawer":
        painter.fillRect(QRect(box.right(), box.top(), 1, box.height()), theme.colour("line2"))
    if widget is not None and widget.inherits("QComboBoxPrivateContainer"):
        _outline(painter, box, "line2")
    return True


def _outline(painter: QPainter, box: QRect, token: str) -> None:
    painter.save()
    painter.setPen(QPen(theme.colour(token), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    painter.restore()


def _draw_raised(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> bool:
    painter.fillRect(option.rect, theme.colour("raised"))
    _outline(painter, option.rect, "line2")
    return True


def _draw_splitter(option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> bool:
    painter.fillRect(option.rect, theme.colour("line"))
    return True


# Selectors


def _size_of_choices(_option: QStyleOption, size: QSize, _widget: QWidget | None) -> QSize:
    width = size.width() + 2 * _PADDING[""] + _ARROW + 2
    return QSize(width, max(size.height(), theme.px(24)) + 2)


def _part_of_choices(box: QRect, part: _Sub) -> QRect:
    match part:
        case _Sub.SC_ComboBoxEditField:
            return box.adjusted(9, 1, -_ARROW - 1, -1)
        case _Sub.SC_ComboBoxArrow:
            return QRect(box.right() - _ARROW, box.top(), _ARROW, box.height())
        case _:
            return box


def _draw_choices(option: QStyleOptionComboBox, painter: QPainter) -> None:
    _draw_edged(painter, option, 5)
    arrow = _part_of_choices(option.rect, _Sub.SC_ComboBoxArrow)
    if option.direction == Qt.LayoutDirection.RightToLeft:
        arrow.moveLeft(option.rect.left() + 1)
    _draw_icon(painter, arrow, "chevron-down", theme.px(13), "text2")


def _draw_icon(painter: QPainter, box: QRect, name: str, size: int, ink: str) -> None:
    drawn = theme.pixmap(name, size, ink, painter.device().devicePixelRatioF())
    place = QRect(0, 0, size, size)
    place.moveCenter(box.center())
    painter.drawPixmap(place.topLeft(), drawn)


# Popup lists


def _pops_up(widget: QWidget | None) -> bool:
    if kind_of(widget) == "suggestions":
        return True
    return widget is not None and widget.inherits("QComboBoxListView")


def _draw_suggestion(
    option: QStyleOptionViewItem, painter: QPainter, widget: QWidget | None
) -> bool:
    chosen = bool(option.state & _State.State_Selected)
    if not _pops_up(widget):
        return False
    if chosen:
        _rounded(painter, option.rect, 5, "soft")
    painter.save()
    painter.setFont(option.font)
    painter.setPen(theme.colour("accent" if chosen else "text"))
    box = option.rect.adjusted(8 + _beside_icon(option), 0, -8, 0)
    if not option.icon.isNull():
        place = QRect(
            option.rect.left() + 8, box.top(), option.decorationSize.width(), box.height()
        )
        option.icon.paint(painter, place)
    shown = option.fontMetrics.elidedText(option.text, option.textElideMode, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)
    painter.restore()
    return True


def _size_of_suggestion(
    option: QStyleOptionViewItem, _size: QSize, widget: QWidget | None
) -> QSize | None:
    if not _pops_up(widget):
        return None
    metrics = option.fontMetrics
    width = metrics.horizontalAdvance(option.text) + 16 + _beside_icon(option)
    return QSize(width, metrics.height() + 10)


def _beside_icon(option: QStyleOptionViewItem) -> int:
    return 0 if option.icon.isNull() else option.decorationSize.width() + 7


# Menus


def _size_of_menu_bar_item(_option: QStyleOption, size: QSize, _widget: QWidget | None) -> QSize:
    return QSize(size.width() + 18, size.height() + 10)


def _draw_menu_bar_item(
    option: QStyleOptionMenuItem, painter: QPainter, _widget: QWidget | None
) -> bool:
    chosen = bool(option.state & _State.State_Selected)
    if chosen:
        _rounded(painter, option.rect, 5, "press")
    painter.setPen(theme.colour("text" if chosen else "text2"))
    flags = Qt.AlignmentFlag.AlignCenter | _mnemonic(option)
    painter.drawText(option.rect, int(flags), option.text)
    return True


def _mnemonic(option: QStyleOption) -> int:
    style = QApplication.style()
    shown = style.styleHint(QStyle.StyleHint.SH_UnderlineShortcut, option)
    flag = Qt.TextFlag.TextShowMnemonic if shown else Qt.TextFlag.TextHideMnemonic
    return int(flag | Qt.TextFlag.TextSingleLine)


def _is_separator(option: QStyleOptionMenuItem) -> bool:
    return option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator


def _size_of_menu_item(
    option: QStyleOptionMenuItem, size: QSize, _widget: QWidget | None
) -> QSize:
    if _is_separator(option):
        return QSize(size.width(), 11)
    tick = _TICK if option.menuHasCheckableItems else 0
    keys = _SHORTCUT if "\t" in option.text else 0
    return QSize(size.width() + 34 + tick + keys, max(size.height(), theme.px(18)) + 10)


def _draw_menu_item(
    option: QStyleOptionMenuItem, painter: QPainter, _widget: QWidget | None
) -> bool:
    box = option.rect
    if _is_separator(option):
        painter.fillRect(box.adjusted(8, 5, -8, -5), theme.colour("line"))
        return True
    enabled = bool(option.state & _State.State_Enabled)
    chosen = enabled and bool(option.state & _State.State_Selected)
    if chosen:
        _rounded(painter, box, 5, "soft")
    painter.setFont(option.font)
    ink = theme.colour("accent" if chosen else "text") if enabled else theme.faded("text3", 0.6)
    painter.setPen(ink)
    _write_menu_item(option, painter)
    return True


def _write_menu_item(option: QStyleOptionMenuItem, painter: QPainter) -> None:
    """Paint the label of a menu item, its keys, and the arrow of a submenu."""

    def placed(left: int, right: int) -> QRect:
        inner = option.rect.adjusted(left, 0, -right, 0)
        return QStyle.visualRect(option.direction, option.rect, inner)

    width, tick = option.rect.width(), _TICK if option.menuHasCheckableItems else 0
    words, _, keys = option.text.partition("\t")
    middle = Qt.AlignmentFlag.AlignVCenter | _mnemonic(option)
    start = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
    painter.drawText(placed(12 + tick, 22), int(middle | start), words)
    if keys:
        across = width - 22 - option.reservedShortcutWidth
        painter.drawText(placed(across, 0), int(middle | start), keys)
    if option.checked:
        _draw_icon(
            painter, placed(6, option.rect.width() - 6 - _TICK), "check", theme.px(14), "text"
        )
    if option.menuItemType == QStyleOptionMenuItem.MenuItemType.SubMenu:
        _draw_icon(
            painter, placed(option.rect.width() - 22, 0), "chevron-right", theme.px(13), "text2"
        )


# Scroll bars


def _part_of_scroll_bar(option: QStyleOptionSlider, part: _Sub) -> QRect:
    """Return the area of a part: there are no arrows, and the handle uses the whole length."""
    box = option.rect
    upright = option.orientation == Qt.Orientation.Vertical
    room = box.height() if upright else box.width()
    span = option.maximum - option.minimum
    long = room
    if span > 0:
        long = min(room, max(32, room * option.pageStep // (span + option.pageStep)))
    at = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, room - long, option.upsideDown
    )
    first, last = {
        _Sub.SC_ScrollBarGroove: (0, room),
        _Sub.SC_ScrollBarSlider: (at, at + long),
        _Sub.SC_ScrollBarSubPage: (0, at),
        _Sub.SC_ScrollBarAddPage: (at + long, room),
    }.get(part, (0, 0))
    if upright:
        return QRect(box.left(), box.top() + first, box.width(), last - first)
    found = QRect(box.left() + first, box.top(), last - first, box.height())
    return QStyle.visualRect(option.direction, box, found)


def _draw_scroll_bar(option: QStyleOptionSlider, painter: QPainter) -> None:
    if option.maximum <= option.minimum:
        return
    handle = _part_of_scroll_bar(option, _Sub.SC_ScrollBarSlider).adjusted(2, 2, -2, -2)
    over = option.state & (_State.State_MouseOver | _State.State_Sunken)
    held = bool(over) and bool(option.activeSubControls & _Sub.SC_ScrollBarSlider)
    _rounded(painter, handle, 3, "edge" if held else "line2")


# Headers of tables


def _draw_header(option: QStyleOptionHeader, painter: QPainter, _widget: QWidget | None) -> bool:
    box = option.rect
    painter.fillRect(box, theme.colour("window"))
    painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.colour("line"))
    return True


# Buttons without a frame


def _size_of_link(_option: QStyleOption, size: QSize, widget: QWidget | None) -> QSize | None:
    return QSize(size.width() + 4, size.height() + 4) if kind_of(widget) == "link" else None


def _draw_link(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    if kind_of(widget) != "link" or not isinstance(widget, QPushButton):
        return False
    painter.setPen(theme.colour("accent"))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic
    painter.drawText(option.rect, int(flags), widget.text())
    if option.state & _State.State_HasFocus:
        box = option.rect
        painter.fillRect(
            QRect(box.left(), box.bottom() - 1, box.width(), 2), painter.pen().color()
        )
    return True
