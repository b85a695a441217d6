"""A server on this machine that gives pictures."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PIL import Image
from typing_extensions import override

from curator.library.desk.pictures import LARGEST


def png() -> bytes:
    """Return a small picture."""
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(out, "PNG")
    return out.getvalue()


class Answers(BaseHTTPRequestHandler):
    """A server with a few habits, by address."""

    asked: dict[str, int]

    def do_GET(self) -> None:
        self.asked[self.path] = self.asked.get(self.path, 0) + 1
        match self.path:
            case "/gone.png":
                self.send_error(404)
            case "/moody.png" if self.asked[self.path] == 1:
                self.send_error(503)
            case "/moved.png":
                self._send(b"", 302, Location="/fine.png")
            case "/local.png":
                self._send(b"", 302, Location="file:///etc/passwd")
            case "/page.png":
                self._send(b"<html>Not here any more</html>")
            case "/huge.png":
                self._send(png() + bytes(LARGEST))
            case _:
                self._send(png())

    def _send(self, content: bytes, code: int = 200, **headers: str) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(content)
        except OSError:  # who asked has heard enough
            self.close_connection = True

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """Run a server, and give its address."""
    Answers.asked = {}
    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}"
    finally:
        running.shutdown()
        thread.join()
        running.server_close()
