"""Set Curator up on this computer, once, and open it: python3 packaging/run.py.

With no display it makes the sample recap instead, and says where that lies. Arguments
are Curator's own: python3 packaging/run.py find story.curator '#hook'.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Sequence  # noqa: UP035 - loads on Python 3.8

import environment
import system
from sentences import SetupError, answer


def main(arguments: Sequence[str]) -> int:
    """Set up, then run Curator with these arguments; its exit status is ours."""
    python = environment.ready(environment.FOR_RUNNING)
    window = system.has_display(os.environ)
    lacks = system.provide(python, os.environ, window=window)
    curator = [str(python), "-P", "-m", "curator"]
    if lacks and window and not arguments:
        raise SetupError(lacks)
    if lacks:
        print(f"{lacks}\nWhat needs no window works without.", file=sys.stderr, flush=True)
    if arguments or window:
        return _become([*curator, *arguments])
    return _make_the_sample_recap(curator)


def _make_the_sample_recap(curator: Sequence[str]) -> int:
    print("There is no display here, so this makes the sample recap.", flush=True)
    folder = Path.cwd() / "curator-demo"
    status = subprocess.run([*curator, "demo", "--to", str(folder)], check=False).returncode
    page = folder / "story.html"
    if status == 0 and page.exists():
        print(f"The recap lies in {folder}: open {page.name} in a browser.", flush=True)
    return status


def _become(command: Sequence[str]) -> int:
    """Run a program in our place; where a process cannot do that, wait for it."""
    if sys.platform != "win32":
        os.execv(command[0], list(command))  # noqa: S606 - the program is the environment's own
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    answer(main)
