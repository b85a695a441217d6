"""Pictures decoded in a process of their own, see `picture_child`.

A decoder that crashes, hangs or takes too much memory costs one picture: the process is
started anew for the next.
"""

from __future__ import annotations

import atexit
import os
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Literal, NamedTuple, TypeAlias

For: TypeAlias = Literal["window", "recap"]

DECODE_PICTURES = "--decode-pictures"
"""The argument by which a Curator without Python becomes the process that decodes."""

MEMORY = 1 << 31
"""Most bytes of memory of the process: 50 million pixels need less than half."""

_BLOCKS = "16"
"""How many blocks of 16 MB Pillow keeps for the next picture: new memory takes as long as the
decoding of a small one."""

_PATIENCE = 30.0
"""Seconds for one picture."""

_REQUEST = struct.Struct("<BIBQ")
_ANSWER = struct.Struct("<BIIQ")
_KINDS: dict[For, int] = {"window": 1, "recap": 2}
_SUFFIXES = {1: ".png", 2: ".jpg"}


class DrawnPicture(NamedTuple):
    """A picture drawn anew from its pixels."""

    content: bytes
    suffix: str
    """'.jpg' or '.png'."""

    width: int
    """For the window, of the whole picture; for a recap, of what was drawn."""

    height: int


class PictureDecoder:
    """The process that decodes pictures. May be used from any thread."""

    def __init__(self, memory: int = MEMORY, patience: float = _PATIENCE) -> None:
        self._memory, self._patience = memory, patience
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self.lost = 0
        """Pictures that ended the process, or that took too long."""

    @property
    def process_id(self) -> int | None:
        """The number of the process; None before the first picture."""
        return self._process.pid if self._process else None

    def begin(self) -> None:
        """Start the process without waiting for it, where pictures will soon be drawn.

        If it does not start, the first picture tries again.
        """
        with self._lock, suppress(OSError):
            self._running()

    def draw(
        self, content: bytes, longest: int, use: For, quality: int = 85
    ) -> DrawnPicture | None:
        """Return a picture drawn anew, its sides at most `longest`; None if it is none.

        quality: of a JPEG.
        """
        with self._lock:
            for last in (False, True):  # a process that ended meanwhile costs no picture
                try:
                    return self._ask(content, longest, use, quality)
                except _TooLongError:
                    break
                except (OSError, EOFError):
                    self._end()
                    if last:
                        break
            self.lost += 1
            return None

    @property
    def is_busy(self) -> bool:
        """Whether a picture is being drawn."""
        return self._lock.locked()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _ask(self, content: bytes, longest: int, use: For, quality: int) -> DrawnPicture | None:
        process = self._running()
        asked, answers = _pipes(process)
        timer = Timer(self._patience, process.kill)
        timer.daemon = True
        timer.start()
        try:
            asked.write(_REQUEST.pack(_KINDS[use], longest, quality, len(content)))
            asked.write(content)
            asked.flush()
            kind, width, height, length = _ANSWER.unpack(_all(answers, _ANSWER.size))
            drawn = _all(answers, length)
        except (OSError, EOFError) as error:
            if timer.finished.is_set():
                self._end()
                raise _TooLongError from error
            raise
        finally:
            timer.cancel()
        return DrawnPicture(drawn, _SUFFIXES[kind], width, height) if kind else None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        self._process = subprocess.Popen(  # noqa: S603  our own program, and no words from outside
            _command(self._memory),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PILLOW_BLOCKS_MAX": _BLOCKS},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in _pipes(process):
            try:
                pipe.close()
            except OSError:  # what was still to be written to it
                continue
        process.wait()


class _TooLongError(Exception):
    """A picture took more time than it may."""


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    return process.stdin, process.stdout


def _all(pipe: IO[bytes], length: int) -> bytes:
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return content


def _command(memory: int) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, DECODE_PICTURES, str(memory)]
    return [sys.executable, "-P", str(Path(__file__).with_name("picture_child.py")), str(memory)]


class PictureDecoders:
    """Two such processes, so that two threads need not wait for each other."""

    def __init__(self) -> None:
        self._decoders = PictureDecoder(), PictureDecoder()

    def begin(self) -> None:
        """Start both, see `PictureDecoder.begin`."""
        for each in self._decoders:
            each.begin()

    @property
    def lost(self) -> int:
        """Pictures that ended a process, or that took too long."""
        return sum(each.lost for each in self._decoders)

    def draw(
        self, content: bytes, longest: int, use: For, quality: int = 85
    ) -> DrawnPicture | None:
        """Draw a picture as a decoder does, with the first that is not busy."""
        first, other = self._decoders
        chosen = other if first.is_busy and not other.is_busy else first
        return chosen.draw(content, longest, use, quality)

    def close(self) -> None:
        """End the processes."""
        for each in self._decoders:
            each.close()


DECODER = PictureDecoders()
"""For all libraries and recaps; the processes begin with the first picture."""

atexit.register(DECODER.close)
