"""Every text of the window comes from the catalogue, so that another language is whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_no_text_of_the_window_comes_past_the_catalogue(chat: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    known = f"{chat.name} @ann post test"
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.pseudo", str(chat), str(settings), known],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stdout.strip(), done.stdout
