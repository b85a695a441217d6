"""A short run of the faults that `packaging/faults.py` plays."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="its library is for Linux")
@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler")
def test_a_full_disk_a_power_cut_and_a_network_share_leave_what_is_whole() -> None:
    words: list[str | Path] = [sys.executable, ROOT / "packaging" / "faults.py", "--short"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ", 0 wrong" in done.stdout
