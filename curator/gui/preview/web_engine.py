"""The browser engine of the preview, locked down: it shows Curator's page and requests nothing.

This module is imported when Publish is first opened, and never where the engine is not
installed. The profile is off the record; scripts of the page, plugins, new windows, navigation
and all requests but the one for the page are refused. Curator's own few lines for the scroll
position and for clicks run in a separate script world that the page cannot reach.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import (
    QBuffer,
    QCoreApplication,
    QEvent,
    QIODevice,
    QObject,
    QPointF,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.widgets.layouts import column_in

_SCHEME = b"curator"
_STORY = QUrl("curator:story")
_APART = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
_MOVED = 4
"""Pixels of movement from which a press is not a click."""

_ALLOWED = {
    QWebEngineSettings.WebAttribute.AutoLoadImages,
    QWebEngineSettings.WebAttribute.ShowScrollBars,
    QWebEngineSettings.WebAttribute.PrintElementBackgrounds,
    QWebEngineSettings.WebAttribute.ScrollAnimatorEnabled,
}
"""All that a page may do in the preview. Everything else is switched off."""


class WebEngine(QWidget):
    """Shows a page of HTML."""

    link_pressed = Signal(str)
    """The address of a clicked link; the preview opens nothing itself."""

    quote_pressed = Signal(int)
    """The index of the clicked quote in the page, from 0."""

    left = Signal()
    """Esc was pressed."""

    loaded = Signal()
    """The page is loaded and scrolled to its place."""

    died = Signal()
    """The engine has crashed."""

    def __init__(self) -> None:
        super().__init__()
        _register()
        # before the profile: it must end before it
        self._view = QWebEngineView(self)
        self._profile = QWebEngineProfile(self)
        self._bytes = _Bytes(self)
        self._guard = _Guard(self)
        self._lock()
        self._page = _Page(self._profile, self._view)
        for attribute in QWebEngineSettings.WebAttribute:
            self._page.settings().setAttribute(attribute, attribute in _ALLOWED)
        self._page.link_pressed.connect(self.link_pressed)
        self._page.loadFinished.connect(self._finished)
        self._page.renderProcessTerminated.connect(self.died)
        self._view.setPage(self._page)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setAcceptDrops(False)
        self._place = QPointF()
        self._zoom = 1.0
        self._pressed = QPointF()
        column = column_in(self)
        column.addWidget(self._view)
        self.setFocusProxy(self._view)

    def _lock(self) -> None:
        self._profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self._profile.setPersistentCookiesPolicy(
            QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
        )
        self._profile.setSpellCheckEnabled(False)
        self._profile.installUrlSchemeHandler(_SCHEME, self._bytes)
        self._profile.setUrlRequestInterceptor(self._guard)
        self._profile.downloadRequested.connect(_refuse)

    @property
    def refused(self) -> tuple[str, ...]:
        """Return the addresses whose requests were refused."""
        return tuple(self._guard.refused)

    @property
    def page(self) -> QWebEnginePage:
        """Return Qt's page."""
        return self._page

    def show_bytes(self, page: bytes, *, keep_place: bool) -> None:
        """Show a page; keep_place keeps the scroll position."""
        self._place = self._page.scrollPosition() if keep_place else QPointF()
        self._bytes.content = page
        self._page.load(_STORY)

    def end(self) -> None:
        """Shut down in order: first the page, while all it depends on exists, then the rest."""
        for each in (self._page, self):
            each.deleteLater()
            QCoreApplication.sendPostedEvents(each, QEvent.Type.DeferredDelete.value)

    def zoom(self, factor: float) -> None:
        """Set the zoom factor."""
        self._zoom = factor
        self._page.setZoomFactor(factor)

    def paper(self, colour: QColor) -> None:
        """Set the background colour before the page is drawn."""
        self._page.setBackgroundColor(colour)

    def _finished(self, well: bool) -> None:  # noqa: FBT001  Qt calls it
        if not well:
            return
        self._page.setZoomFactor(self._zoom)
        proxy = self._view.focusProxy()
        if proxy is not None:
            proxy.removeEventFilter(self)
            proxy.installEventFilter(self)
            proxy.setAcceptDrops(False)
        top = self._place.y() / self._zoom
        self._page.runJavaScript(
            f"window.scrollTo(0, {top})", _APART, lambda _: self.loaded.emit()
        )

    def _clicked(self, at: QPointF) -> None:
        x, y = at.x() / self._zoom, at.y() / self._zoom
        script = (
            f"(() => {{ const e = document.elementFromPoint({x}, {y});"
            " if (!e || e.closest('a')) return -1;"
            " return [...document.querySelectorAll('.h-cite')].indexOf(e.closest('.h-cite'));"
            " })()"
        )
        self._page.runJavaScript(script, _APART, self._hit)

    def _hit(self, number: object) -> None:
        if isinstance(number, int | float) and number >= 0:
            self.quote_pressed.emit(int(number))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        elif isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pressed = event.position()
            elif event.type() == QEvent.Type.MouseButtonRelease:
                way = event.position() - self._pressed
                if way.manhattanLength() < _MOVED:
                    self._clicked(event.position())
        return super().eventFilter(watched, event)


class _Page(QWebEnginePage):
    """A page that never navigates."""

    link_pressed = Signal(str)

    @override
    def acceptNavigationRequest(
        self, url: QUrl | str, type: QWebEnginePage.NavigationType, isMainFrame: bool
    ) -> bool:
        target = QUrl(url)
        if target.toString().partition("#")[0] == _STORY.toString():
            return isMainFrame
        if type == QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self.link_pressed.emit(
                target.toDisplayString(QUrl.ComponentFormattingOption.EncodeSpaces)
            )
        return False

    @override
    def createWindow(self, type: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]  # None is Qt's way to refuse
        return None

    @override
    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,
        sourceID: str,
    ) -> None:
        """Keep console messages of the page out of the log."""


class _Bytes(QWebEngineUrlSchemeHandler):
    """Serves the page at the one address that exists."""

    content = b""

    @override
    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        if job.requestUrl() != _STORY:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        buffer = QBuffer(job)
        buffer.setData(self.content)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(b"text/html; charset=utf-8", buffer)


class _Guard(QWebEngineUrlRequestInterceptor):
    """Blocks every request but for the page and its embedded data."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.refused: list[str] = []

    @override
    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        if url != _STORY and url.scheme() != "data":
            info.block(True)  # noqa: FBT003  Qt takes no name for it
            self.refused.append(url.toString())


def _refuse(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


@cache
def _register() -> None:
    """Register the URL scheme once, before the engine starts."""
    scheme = QWebEngineUrlScheme(_SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Path)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)
