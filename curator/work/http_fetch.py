"""Careful downloads of pictures over HTTP.

Addresses come from archives, so they are hostile: only http and https are followed, only to
machines on the public web, and only a limited number of bytes is read.
"""

from __future__ import annotations

import http.client
import ipaddress
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from threading import Event
from typing import Any
from urllib.parse import urlsplit

from typing_extensions import override

from curator.errors import CuratorError
from curator.i18n import tr
from curator.library.desk.pictures import LinkedPicture

AT_ONCE = 4
"""Requests in parallel."""

TRIES = 3
_SECONDS = 15.0
_LOOK = 0.1
"""Seconds after which a cancellation is noticed."""

_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_CHUNK = 64 * 1024


def server_of(url: str) -> str:
    """Return the server of an address; '' where there is none that may be asked."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""


class Asking:
    """Downloads addresses, a few at a time.

    local: allow machines on the user's own network. pause: seconds before the second try.
    most: bytes of one picture.
    """

    def __init__(self, *, local: bool, pause: float, most: int) -> None:
        self._opener = _opener(local=local or bool(urllib.request.getproxies()))
        self._pause = pause
        self._most = most
        self._stopped = Event()

    def all(
        self, wanted: Sequence[LinkedPicture]
    ) -> Iterator[tuple[LinkedPicture, bytes | str] | None]:
        """Yield each picture with its bytes or with the reason for none; None: still waiting."""
        left = iter(wanted)
        pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="fetching")
        under_way: dict[Future[bytes | str], LinkedPicture] = {}
        try:
            while True:
                for each in left:
                    under_way[pool.submit(self._ask, each.url)] = each
                    if len(under_way) >= 2 * AT_ONCE:
                        break
                if not under_way:
                    return
                ended, _ = wait(under_way, _LOOK, FIRST_COMPLETED)
                if not ended:
                    yield None
                for answer in ended:
                    yield under_way.pop(answer), answer.result()
        finally:
            self._stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)

    def _ask(self, url: str) -> bytes | str:
        """Return the content of an address, or why there is none."""
        if not server_of(url):
            return tr("This is no address on the web.")
        why = ""
        for attempt in range(TRIES):
            if self._stopped.wait(self._pause * attempt):
                return tr("Fetching was cancelled.")
            try:
                return self._read(url)
            except urllib.error.HTTPError as error:
                error.close()
                why = _answered(error.code)
                if error.code not in _AGAIN:
                    return why
            except (TooLargeError, NotPublicError, ValueError) as error:
                return str(error)
            except (OSError, http.client.HTTPException) as error:
                why = _unreachable(url, error)
        return why

    def _read(self, url: str) -> bytes:
        request = urllib.request.Request(  # noqa: S310  server_of lets http and https through only
            url, headers={"User-Agent": "Curator", "Accept": "image/*"}
        )
        with self._opener.open(request, timeout=_SECONDS) as answer:
            parts: list[bytes] = []
            size = 0
            while not self._stopped.is_set() and (part := answer.read(_CHUNK)):
                size += len(part)
                if size > self._most:
                    raise TooLargeError(
                        tr("It is larger than {size} MB.", size=self._most // 1024 // 1024)
                    )
                parts.append(part)
            return b"".join(parts)


class TooLargeError(CuratorError):
    """A picture over the size limit."""


class NotPublicError(CuratorError):
    """An address of a machine on the user's own network."""


def _opener(*, local: bool) -> urllib.request.OpenerDirector:
    """Return an opener for http and https that follows redirects only to these."""
    opener = urllib.request.OpenerDirector()
    secure, plain = (_LocalSecure, _LocalPlain) if local else (_Secure, _Plain)
    for handler in (
        urllib.request.ProxyHandler(),
        plain(),
        secure(),
        _Redirects(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
    ):
        opener.add_handler(handler)
    return opener


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = 5

    @override
    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if not server_of(newurl):
            raise NotPublicError(tr("It leads to something that is not on the web."))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_LocalPlain = urllib.request.HTTPHandler
_LocalSecure = urllib.request.HTTPSHandler


class _Plain(urllib.request.HTTPHandler):
    @override
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_PublicConnection, req)


class _Secure(urllib.request.HTTPSHandler):
    @override
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_PublicSecureConnection, req)


class _PublicConnection(http.client.HTTPConnection):
    @override
    def connect(self) -> None:
        super().connect()
        _refuse_private(self)


class _PublicSecureConnection(http.client.HTTPSConnection):
    @override
    def connect(self) -> None:
        super().connect()
        _refuse_private(self)


def _refuse_private(connection: http.client.HTTPConnection) -> None:
    """Close the connection, before sending anything, to a machine that is not on the public web.

    An archive may name the user's own router; the address behind a name is known only here.
    """
    peer = connection.sock.getpeername()[0]
    if not ipaddress.ip_address(peer.partition("%")[0]).is_global:
        connection.close()
        raise NotPublicError(tr("It leads to a machine on your own network, not on the web."))


def _answered(code: int) -> str:
    if code in {404, 410}:
        return tr("It is not there any more.")
    if 300 <= code < 400:  # noqa: PLR2004  a redirect that is not followed
        return tr("It leads to something that is not on the web.")
    if code in {401, 403}:
        return tr("The server does not give it to everybody.")
    return tr("The server answered with error {code}.", code=code)


def _unreachable(url: str, error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return tr("{server} did not answer in time.", server=server_of(url))
    return tr("{server} cannot be reached.", server=server_of(url))
