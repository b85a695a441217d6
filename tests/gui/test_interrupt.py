"""Ctrl+C in the terminal that the window was started from."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.library import Library


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to one program")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_and_leaves_the_library_whole(
    qtbot: QtBot, path: Path, tmp_path: Path, sign: signal.Signals
) -> None:
    with Library(path, make=True):
        pass
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "curator", str(path)]
    with subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True) as window:
        wal = path.with_name(f"{path.name}-wal")
        qtbot.waitUntil(lambda: wal.exists() or window.poll() is not None, timeout=120_000)
        window.send_signal(sign)
        _, said = window.communicate(timeout=120)
    assert window.returncode == 0, said
    assert "Traceback" not in said
    assert not wal.exists()
