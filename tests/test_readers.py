"""Every reader against every sample: a new format needs no new test here."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import ArchiveError
from curator.model import Post, Skipped
from curator.readers import READERS, format_name, reader_for, stories_in
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source

SAMPLES = Path(__file__).parent / "samples"
FOLDERS = sorted(folder for folder in SAMPLES.iterdir() if folder.is_dir())
BESIDE = {"expected.json", "options.json"}

each_first_sample = pytest.mark.parametrize(
    "folder",
    [f for f in FOLDERS if "-" not in f.name or f.name == "tags-workbook"],
    ids=lambda folder: folder.name,
)
"""A second dialect of a reader's is spoilt by the same code."""

each_sample = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def reader_name(folder: Path) -> str:
    """Return whose sample it is: a reader's second is in a folder 'reader-which'."""
    return folder.name.partition("-")[0]


def archive(folder: Path) -> Path:
    """Return the sample: the folder itself, or the lone archive file in it."""
    files = [path for path in folder.iterdir() if path.name not in BESIDE]
    return files[0] if len(files) == 1 and files[0].is_file() else folder


def options(folder: Path) -> ReadOptions:
    answers = folder / "options.json"
    return (
        ReadOptions(**json.loads(answers.read_text("utf-8")))
        if answers.exists()
        else ReadOptions()
    )


def copy(folder: Path, target: Path) -> Path:
    """Copy a sample, so that it can be spoilt."""
    whole = archive(folder)
    if whole.is_file():
        return Path(shutil.copy(whole, target))
    return Path(shutil.copytree(whole, target / whole.name, ignore=lambda *_: BESIDE))


def largest(path: Path) -> Path:
    """Return the file of a sample that holds most of its posts."""
    files = [path] if path.is_file() else [f for f in path.rglob("*") if f.is_file()]
    return max(files, key=lambda file: file.stat().st_size)


def records(path: Path, options: ReadOptions) -> list[Post | Skipped]:
    with Source(path) as source:
        reader = reader_for(source)
        assert all(story.title for story in stories_in(reader, source))
        return list(reader.read(source, options))


def is_sound(found: Iterator[Post | Skipped]) -> bool:
    """Tell whether records are what the library expects of them."""
    return all(
        isinstance(r, Skipped)
        or (r.at.tzinfo and r.key and r.author.handle and r.shown is not None)
        for r in found
    )


@each_sample
def test_only_its_own_reader_recognises_a_sample(folder: Path, tmp_path: Path) -> None:
    with Source(copy(folder, tmp_path)) as source:
        knows = [format_name(reader) for reader in READERS if reader.recognise(source)]
    assert knows == [reader_name(folder)]


@each_sample
def test_a_sample_reads_as_expected(folder: Path, tmp_path: Path) -> None:
    found = [
        {type(record).__name__: asdict(record) if isinstance(record, Post) else record._asdict()}
        for record in records(copy(folder, tmp_path), options(folder))
    ]
    text = json.dumps(found, indent=1, ensure_ascii=False, default=str) + "\n"
    expected = folder / "expected.json"
    if not expected.exists():  # a new sample: look it over, then commit it
        expected.write_text(text, "utf-8")
        pytest.fail(f"wrote {expected}; read it, and run again")
    assert text == expected.read_text("utf-8")


@each_first_sample
def test_a_sample_cut_short_never_crashes(folder: Path, tmp_path: Path) -> None:
    path = copy(folder, tmp_path)
    cut = largest(path)
    content = cut.read_bytes()
    for size in range(0, len(content), max(1, len(content) // 30)):
        cut.write_bytes(content[:size])
        try:
            assert is_sound(iter(records(path, options(folder))))
        except ArchiveError as error:
            assert str(error).endswith(".")  # noqa: PT017  either answer is right


@each_first_sample
@settings(max_examples=35)
@given(flips=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_sample_with_spoilt_bytes_never_crashes(
    folder: Path, tmp_path: Path, flips: list[tuple[int, int]]
) -> None:
    stage = tmp_path / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    path = copy(folder, stage)
    spoilt = largest(path)
    content = bytearray(spoilt.read_bytes())
    for place, byte in flips:
        content[place % len(content)] = byte
    spoilt.write_bytes(content)
    try:
        assert is_sound(iter(records(path, options(folder))))
    except ArchiveError as error:
        assert str(error).endswith(".")  # noqa: PT017  either answer is right


@each_first_sample
@settings(max_examples=10)
@given(chance=st.randoms(use_true_random=False))
def test_a_sample_with_its_lines_in_disorder_never_crashes(
    folder: Path, tmp_path: Path, chance: Random
) -> None:
    stage = tmp_path / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    path = copy(folder, stage)
    spoilt = largest(path)
    lines = spoilt.read_bytes().splitlines(keepends=True)
    chance.shuffle(lines)
    spoilt.write_bytes(b"".join(lines))
    try:
        assert is_sound(iter(records(path, options(folder))))
    except ArchiveError as error:
        assert str(error).endswith(".")  # noqa: PT017  either answer is right


@each_sample
def test_a_sample_reads_the_same_from_a_zip(folder: Path, tmp_path: Path) -> None:
    path = copy(folder, tmp_path)
    stage = path if path.is_dir() else tmp_path
    zipped = shutil.make_archive(str(tmp_path.parent / f"{tmp_path.name}-zipped"), "zip", stage)
    assert records(Path(zipped), options(folder)) == records(path, options(folder))


def test_every_reader_has_a_sample() -> None:
    assert set(map(format_name, READERS)) == set(map(reader_name, FOLDERS))
