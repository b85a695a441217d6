"""An import that fills the disk leaves no trace, though taking it out must write too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

SCRIPT = """
import sys
from pathlib import Path
from curator.errors import CuratorError
from curator.library import Library
from curator.work import finish, import_archive
folder, before = Path(sys.argv[1]), int(sys.argv[2])
def archive(name, first, count):
    lines = [f"{n},p{n % 50},2023-02-03T20:00:00Z,words {n} {'x' * 400}" for n in range(count)]
    (folder / name).write_text("\\n".join(["id,author,date,text", *lines]))
    return folder / name
disk = folder / "disk"
library = Library(disk / "chat.curator", make=True)  # held, as the window does
if before:
    finish(import_archive(library.path, archive("a.csv", 1, before)))
    with library.edit("Star"):
        library.marks.star([1])
try:
    finish(import_archive(library.path, archive("b.csv", 1000, 40_000)))
except CuratorError as error:
    print(error)
print(library.posts.counts().all, [each.name for each in library.archives.all()])
print(library.check()["sound"])
library.close()
print(*sorted(path.name for path in disk.iterdir()))
"""


def on_a_disk(folder: Path, megabytes: int, before: int) -> list[str]:
    """Run the script on a disk of its own; skip where none can be had."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("only Linux makes a small disk without asking")
    (folder / "disk").mkdir()
    mount = f"mount -t tmpfs -o size={megabytes}m tmpfs {folder / 'disk'}"
    words = [unshare, "--user", "--map-root-user", "--mount", "sh", "-c"]
    if subprocess.run([*words, mount], check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody make a small disk")
    run = f'{mount} && exec "$0" -c "$1" {folder} {before}'
    ran = subprocess.run(
        [*words, run, sys.executable, SCRIPT],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def test_a_full_disk_leaves_no_half_import(tmp_path: Path) -> None:
    told = on_a_disk(tmp_path, 36, 500)
    assert told[0].startswith("The disk is full")
    assert told[1:] == ["500 ['a.csv']", "True", "chat backups chat.curator"]


def test_a_first_import_that_fills_the_disk_leaves_an_empty_library(tmp_path: Path) -> None:
    told = on_a_disk(tmp_path, 28, 0)
    assert told[0].startswith("The disk is full")
    assert told[1:] == ["0 []", "True", "chat.curator"]


def test_without_room_nothing_is_begun(tmp_path: Path) -> None:
    told = on_a_disk(tmp_path, 8, 0)
    assert told[0].startswith("The disk is nearly full")
    assert told[1:] == ["0 []", "True", "chat.curator"]
