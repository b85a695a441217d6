"""A file, a folder and a zip look alike; whatever is wrong with one is said in a sentence."""

from __future__ import annotations

import os
import struct
import zipfile
from pathlib import Path

import pytest

from curator.errors import ArchiveError
from curator.readers.kit.archive.source import Source


def zipped(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def read(source: Source, name: str) -> bytes:
    with source.open(name) as file:
        return file.read()


def refusal(path: Path) -> str:
    """Return what a person is told of an archive that cannot be read to its end."""
    with pytest.raises(ArchiveError) as told, Source(path) as source:
        for name in source.names:
            read(source, name)
    return str(told.value)


def test_a_file_a_folder_and_a_zip_look_alike(tmp_path: Path) -> None:
    folder = tmp_path / "chat"
    (folder / "media").mkdir(parents=True)
    (folder / "chat.jsonl").write_bytes(b"{}")
    (folder / "media" / "a.png").write_bytes(b"picture")
    archive = zipped(tmp_path / "z.zip", {"media/a.png": b"picture", "chat.jsonl": b"{}"})
    for path in (folder, archive):
        with Source(path) as source:
            assert source.names == ("chat.jsonl", "media/a.png")
            assert read(source, "chat.jsonl") == b"{}"
            assert source.head("media/a.png", 3) == b"pic"
            assert source.find_media("https://example.org/x/a.png") == "media/a.png"
    assert Source(folder / "chat.jsonl").names == ("chat.jsonl",)


def test_progress_counts_what_was_read_of_the_posts(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "z.zip", {"a.png": b"x" * 900, "b.json": b"{}" * 50, "c.js": b"x"})
    with Source(archive) as source:
        assert source.size == 101
        read(source, "a.png")
        source.head("b.json")
        assert source.done == 0
        source.expect(["b.json"])
        read(source, "b.json")
        assert source.done == source.size == 100


def test_a_lone_file_has_its_pictures_in_the_folder_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "chat.jsonl").write_bytes(b"{}")
    (tmp_path / "chat_media").mkdir()
    (tmp_path / "chat_media" / "a.png").write_bytes(b"picture")
    source = Source(tmp_path / "chat.jsonl")
    assert source.names == ("chat.jsonl",)
    assert (
        read(source, source.find_media("https://pbs.twimg.com/media/a.png?size=1")) == b"picture"
    )
    assert not source.find_media("https://pbs.twimg.com/media/b.png")


def test_portraits_of_the_same_name_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "z.zip", {"p/1/me.png": b"1", "p/2/me.png": b"2", "c.json": b"{}"})
    with Source(archive) as source:
        assert source.find_media("https://example.org/2/me.png") == "p/2/me.png"


def test_what_a_system_leaves_behind_is_not_in_the_archive(tmp_path: Path) -> None:
    files = dict.fromkeys(("__MACOSX/._a.js", ".DS_Store", "x/.git/config", "a.js"), b"x")
    assert Source(zipped(tmp_path / "z.zip", files)).names == ("a.js",)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text("{}")
    folder = tmp_path / "chat"
    folder.mkdir()
    (folder / "a.json").write_text("{}")
    (folder / "b.json").symlink_to(tmp_path / "secret.json")
    (folder / "c").symlink_to(tmp_path, target_is_directory=True)
    source = Source(folder)
    assert source.names == ("a.json",)
    assert {remark.where for remark in source.remarks} == {"b.json", "c"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such pipes on this system")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    os.mkfifo(tmp_path / "b.json")
    assert Source(tmp_path).names == ("a.json",)


def test_names_that_try_to_be_paths_are_only_names(tmp_path: Path) -> None:
    names = ("../up.js", "/root.js", "C:\\dos.js", "\\\\host\\share.js")
    with Source(zipped(tmp_path / "z.zip", dict.fromkeys(names, b"x"))) as source:
        assert [read(source, name) for name in source.names] == [b"x"] * 4
    assert [path.name for path in tmp_path.iterdir()] == ["z.zip"]
    with pytest.raises(ArchiveError):
        read(Source(tmp_path), "../" + tmp_path.name + "/z.zip")


def test_of_two_files_of_one_name_the_first_is_read(tmp_path: Path) -> None:
    path = tmp_path / "z.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.js", b"first")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.js", b"second")
    with Source(path) as source:
        assert read(source, "a.js") == b"first"
        assert "first is read" in source.remarks[0].why


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    (tmp_path / "chat.json").touch()
    assert refusal(tmp_path / "chat.json") == "chat.json is empty."


def test_a_folder_of_nothing_is_called_so(tmp_path: Path) -> None:
    assert "no files" in refusal(tmp_path)


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    assert "gone.json" in refusal(tmp_path / "gone.json")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_that_may_not_be_read_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "chat.json"
    path.write_text("{}")
    path.chmod(0)
    assert "permissions" in refusal(path)


def test_a_locked_zip_asks_to_be_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "z.zip", {"a.js": b"x"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    told = "z.zip is locked with a password. Unpack it first, then drop the folder."
    assert refusal(path) == told


def test_a_zip_packed_in_an_unknown_way_asks_to_be_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "z.zip", {"a.js": b"x"})
    content = bytearray(path.read_bytes())
    for start, skip in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(start) + skip] = 98
    path.write_bytes(content)
    assert "Unpack it first" in refusal(path)


def test_a_zip_that_unpacks_to_far_too_much_is_left_alone(tmp_path: Path) -> None:
    assert "suspiciously large" in refusal(zipped(tmp_path / "z.zip", {"a.js": bytes(30_000_000)}))


def test_a_zip_whose_files_lie_on_top_of_each_other_is_left_alone(tmp_path: Path) -> None:
    path = zipped(tmp_path / "z.zip", {"a.js": b"x" * 99, "b.js": b"y" * 99})
    content = bytearray(path.read_bytes())
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<I", 0)
    path.write_bytes(content)
    assert "on top of each other" in refusal(path)


@pytest.mark.parametrize("cut", [10, 60, 130])
def test_a_cut_zip_is_called_damaged(tmp_path: Path, cut: int) -> None:
    path = zipped(tmp_path / "z.zip", {"a.js": os.urandom(200)})
    path.write_bytes(path.read_bytes()[:cut])
    assert "damaged or cut short" in refusal(path)


def test_a_zip_with_a_spoilt_file_is_called_damaged(tmp_path: Path) -> None:
    path = zipped(tmp_path / "z.zip", {"a.js": b"text" * 200}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"texttext", b"texttexs", 1))
    assert "damaged" in refusal(path)


def test_a_million_byte_path_is_only_a_long_name(tmp_path: Path) -> None:
    deep = "d/" * 5000 + "a.js"
    assert Source(zipped(tmp_path / "z.zip", {deep: b"x"})).names == (deep,)
