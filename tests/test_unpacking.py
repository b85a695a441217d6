"""What is dropped may hold several archives: folders of formats, zips in zips."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from click.testing import CliRunner

from curator.cli import main
from curator.errors import ArchiveError
from curator.library import Library, Query
from curator.readers.kit.archive.read_options import ReadOptions
from curator.work import archives_in, finish, import_archive
from curator.work.report import unlinked_words
from tests.conftest import asked_elsewhere

TWARC = {
    "id_str": "1633545600000000001",
    "full_text": "Lend tools #lib",
    "created_at": "Wed Mar 08 19:00:00 +0000 2023",
    "user": {"screen_name": "ann", "name": "Ann", "id_str": "9"},
    "entities": {"hashtags": [], "urls": [], "user_mentions": []},
}
TAGS = (
    "id_str,from_user,text,created_at,time,status_url\n"
    "1633545600000000002,bob,Lend seeds #lib,Wed Mar 08 19:01:00 +0000 2023,"
    "08/03/2023 19:01:00,http://twitter.com/bob/statuses/1633545600000000002\n"
)
WHATSAPP = "08/03/2023, 19:05 - Cy: Lend an ear\n13/03/2023, 19:06 - Di: And a room\n"


def _zstandard(whole: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(whole)


def twarc(n: int = 1) -> str:
    return json.dumps(TWARC | {"id_str": f"163354560000000000{n}"}) + "\n"


def packed(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def folder(at: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        file = at / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return at


def names(path: Path) -> list[str]:
    return [found.name for found in finish(archives_in(path))]


def brought(library: Path, path: Path) -> list[tuple[str, int]]:
    """Import all that was dropped; return the formats and how many posts each brought."""
    reports = [finish(import_archive(library, found)) for found in finish(archives_in(path))]
    return [(report.format, report.new) for report in reports]


def test_each_format_in_a_folder_is_an_archive_of_its_own(tmp_path: Path, path: Path) -> None:
    dropped = folder(tmp_path / "chat", {"a.jsonl": twarc(), "b.csv": TAGS, "c.txt": WHATSAPP})
    assert sorted(brought(path, dropped)) == [("tags", 1), ("twarc", 1), ("whatsapp", 2)]
    with Library(path) as library:
        assert library.posts.count(Query()) == 4
        held = {archive.name for archive in library.archives.all()}
    assert held == {"chat › a.jsonl", "chat › b.csv", "chat › c.txt"}


def test_a_folder_of_weekly_captures_is_one_import(tmp_path: Path, path: Path) -> None:
    dropped = folder(tmp_path / "weeks", {f"{n}.jsonl": twarc(n) for n in range(1, 5)})
    assert names(dropped) == ["weeks"]
    assert brought(path, dropped) == [("twarc", 4)]


def test_zips_in_a_folder_and_in_a_zip_are_read(tmp_path: Path, path: Path) -> None:
    week = packed({"a.jsonl": twarc(1)})
    outer = packed({"weeks/one.zip": week, "two.zip": packed({"b.csv": TAGS})})
    dropped = folder(
        tmp_path / "chat", {"three.zip": packed({"c.jsonl": twarc(3)}), "x.zip": outer}
    )
    assert names(dropped) == ["three.zip", "x.zip › two.zip", "x.zip › one.zip"]
    assert sorted(brought(path, dropped)) == [("tags", 1), ("twarc", 1), ("twarc", 1)]


def test_the_same_folder_again_adds_no_archive(tmp_path: Path, path: Path) -> None:
    dropped = folder(tmp_path / "chat", {"a.jsonl": twarc(), "b.csv": TAGS})
    brought(path, dropped)
    assert [new for _, new in brought(path, dropped)] == [0, 0]
    with Library(path) as library:
        assert len(library.archives.all()) == 2


def test_a_grown_file_brings_what_is_new(tmp_path: Path, path: Path) -> None:
    dropped = folder(tmp_path / "chat", {"a.jsonl": twarc(1)})
    brought(path, dropped)
    folder(dropped, {"a.jsonl": twarc(1) + twarc(2)})
    assert brought(path, dropped) == [("twarc", 1)]


def test_what_holds_no_posts_is_named_and_not_passed_over(tmp_path: Path, path: Path) -> None:
    dropped = folder(tmp_path / "chat", {"a.jsonl": twarc(), "letter.doc": "Dear all"})
    (report,) = [finish(import_archive(path, found)) for found in finish(archives_in(dropped))]
    assert report.remarks == [
        "1 other file holds no posts, or none that Curator knows: letter.doc."
    ]


def test_a_library_in_the_folder_is_named_and_keeps_its_journal(tmp_path: Path) -> None:
    dropped = folder(tmp_path / "chat", {"a.jsonl": twarc()})
    path = dropped / "chat.curator"
    with Library(path, make=True) as library:
        (report,) = [finish(import_archive(path, found)) for found in finish(archives_in(dropped))]
        assert report.remarks == [
            "“chat.curator” is a Curator library: it is opened or merged, not imported."
        ]
        asked_elsewhere(path, "place")
        library.remember("place", "here")
        assert asked_elsewhere(path, "place") == "here"
        with pytest.raises(ArchiveError, match="is a Curator library"):
            finish(archives_in(path))
        with pytest.raises(ArchiveError, match="is a Curator library"):
            finish(import_archive(path, path))
        library.remember("place", "there")
        assert asked_elsewhere(path, "place") == "there"


def test_zips_too_deep_in_one_another_are_left_alone(tmp_path: Path) -> None:
    content = packed({"a.jsonl": twarc()})
    for depth in range(6):
        content = packed({f"{depth}.zip": content})
    dropped = folder(tmp_path, {"deep.zip": content}) / "deep.zip"
    (found,) = finish(archives_in(dropped))
    assert len(found.inside) <= 3


def test_a_damaged_zip_in_a_zip_is_told(tmp_path: Path, path: Path) -> None:
    bad = packed({"a.jsonl": twarc()})[:60]
    dropped = folder(tmp_path, {"x.zip": packed({"bad.zip": bad})}) / "x.zip"
    (found,) = finish(archives_in(dropped))
    with pytest.raises(ArchiveError):
        finish(import_archive(path, found))
    assert not path.exists()


def test_the_command_line_reads_all_that_a_folder_holds(tmp_path: Path, path: Path) -> None:
    dropped = folder(tmp_path / "chat", {"a.jsonl": twarc(), "b.csv": TAGS})
    said = CliRunner().invoke(main, ["import", str(path), str(dropped), "--json"])
    read = {each["part"]: each["new"] for each in json.loads(said.stdout)["archives"]}
    assert read == {"chat › a.jsonl": 1, "chat › b.csv": 1}


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, _zstandard])
def test_a_file_that_was_made_smaller_is_read(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "WhatsApp Chat with Roof.txt.gz"
    path.write_bytes(pack(WHATSAPP.encode()))
    assert brought(tmp_path / "a.curator", path) == [("whatsapp", 2)]


def test_what_comes_before_the_damage_of_a_packed_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tweets.jsonl.gz"
    whole = gzip.compress("".join(twarc(n) for n in range(1, 10)).encode() * 200, 1)
    path.write_bytes(whole[: len(whole) - 20])
    report = finish(import_archive(tmp_path / "a.curator", path))
    assert report.new == 9
    assert any("cut short" in remark for remark in report.remarks)


def test_a_table_beside_another_format_is_read_by_its_own_reader(tmp_path: Path) -> None:
    table = "user,time,text\nann,2023-03-08 19:00,Lend tools\n"
    files: dict[str, str | bytes] = {"tweets.jsonl": twarc(), "other.csv": table}
    found = brought(tmp_path / "a.curator", folder(tmp_path / "mixed", files))
    assert sorted(found) == [("table", 1), ("twarc", 1)]


def test_of_very_many_files_each_kind_is_read_by_its_own_reader(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"week {n:03}.jsonl": twarc() for n in range(220)}
    files["chat.txt"] = WHATSAPP
    found = brought(tmp_path / "a.curator", folder(tmp_path / "mixed", files))
    assert sorted(found) == [("twarc", 1), ("whatsapp", 2)]


def test_what_gives_no_post_at_all_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("user,time,text\nann,yesterday,Leeks\n", "utf-8")
    with pytest.raises(ArchiveError, match=r"No post could be read from a\.csv.*yesterday"):
        finish(import_archive(tmp_path / "a.curator", path))
    assert not (tmp_path / "a.curator").exists()


def test_a_mapping_alone_makes_a_table_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Contents,Who,Date\nLeeks,ann,2024-05-14 20:01\n", "utf-8")
    library = str(tmp_path / "a.curator")
    refused = CliRunner().invoke(main, ["import", library, str(path)])
    assert refused.exit_code == 1
    mapped = ["--map", "text=Contents", "--map", "handle=Who"]
    assert CliRunner().invoke(main, ["import", library, str(path), *mapped]).exit_code == 0


def test_standard_input_is_an_archive(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["import", str(tmp_path / "a.curator"), "-", "--json"], input=WHATSAPP
    )
    assert json.loads(result.stdout)["archives"][0]["read"] == 2


def test_a_folder_of_links_says_what_to_import(tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    (tmp_path / "chat.txt").write_text(WHATSAPP, "utf-8")
    (tmp_path / "links" / "chat.txt").symlink_to(tmp_path / "chat.txt")
    with pytest.raises(ArchiveError, match="holds only links to elsewhere"):
        finish(import_archive(tmp_path / "a.curator", tmp_path / "links"))


def test_one_id_under_two_handles_of_an_account_joins(tmp_path: Path) -> None:
    cases = Path(__file__).parent / "cases"
    rounded, true = cases / "rounded_then_list.csv", cases / "rounded_then_list.txt"
    first = finish(
        import_archive(tmp_path / "a.curator", rounded, options=ReadOptions(zone="UTC"))
    )
    assert unlinked_words(first) == "121 posts have no permalink."
    report = finish(import_archive(tmp_path / "a.curator", true))
    assert (report.new, report.joined) == (0, 120)
    assert not unlinked_words(report)


def test_posts_that_join_their_sound_ids_are_not_said_to_lack_permalinks(tmp_path: Path) -> None:
    cases = Path(__file__).parent / "cases"
    rounded, true = cases / "rounded_then_list.csv", cases / "rounded_then_list.txt"
    finish(import_archive(tmp_path / "a.curator", true))
    report = finish(
        import_archive(tmp_path / "a.curator", rounded, options=ReadOptions(zone="UTC"))
    )
    assert (report.damaged, report.new) == (121, 1)  # one account was renamed in between
    assert unlinked_words(report) == "1 post has no permalink."


def test_what_is_true_of_many_files_is_said_once(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / "chats").mkdir(exist_ok=True)
        (tmp_path / "chats" / f"chat{number}.txt").write_text(WHATSAPP, "utf-8")
    report = finish(import_archive(tmp_path / "a.curator", tmp_path / "chats"))
    told = [remark for remark in report.remarks if "name no zone" in remark]
    names = "chat0.txt, chat1.txt, chat2.txt and 2 more files"
    assert told == [f"{names}: Its times name no zone. They were read as UTC."]


def test_a_list_of_links_beside_chats_is_an_archive_of_its_own(tmp_path: Path) -> None:
    links = "https://x.com/ann/status/1790470000000123456\n" * 2
    dropped = folder(
        tmp_path / "chat", {"a.jsonl": twarc(), "links.txt": links, "letter.doc": "Dear all"}
    )
    assert names(dropped) == ["chat › a.jsonl + 1", "chat › links.txt"]


def test_what_nobody_knows_is_named_also_where_each_format_is_read_alone(
    tmp_path: Path, path: Path
) -> None:
    said = "Ann: Leeks\nBen: Peas\nAnn: Chard\nBen: Kale\n"
    dropped = folder(
        tmp_path / "2024-05-14", {"talk.txt": said, "letter.doc": "Dear all", "b.csv": TAGS}
    )
    reports = [finish(import_archive(path, found)) for found in finish(archives_in(dropped))]
    assert sorted(report.format for report in reports) == ["tags", "transcript"]
    told = [remark for report in reports for remark in report.remarks]
    assert "1 other file holds no posts, or none that Curator knows: letter.doc." in told


def test_an_archive_goes_by_what_is_read_of_it_and_says_what_the_rest_is(
    tmp_path: Path, path: Path
) -> None:
    line = "[LINE] Roof\nSaved on: 2023/03/08 21:00\n\n2023/03/08(Wed)\n20:01\tAnn\tHi\n"
    named: dict[str, str | bytes] = {
        "a_line.txt": line,
        "b_chat.txt": WHATSAPP,
        "c_posts.jsonl": twarc(),
    }
    chat, capture = finish(archives_in(folder(tmp_path / "roof", named)))
    assert [chat.name, capture.name] == ["roof › b_chat.txt + 1", "roof › c_posts.jsonl"]
    report = finish(import_archive(path, chat))
    assert any("a_line.txt is from LINE" in each for each in report.remarks)


def test_pictures_of_a_capture_are_no_files_that_it_names(tmp_path: Path, path: Path) -> None:
    media = {"media_url_https": "https://pbs.twimg.com/media/A.jpg", "type": "photo"}
    tweet = TWARC | {"entities": {"media": [media]}}
    file = folder(tmp_path / "roof", {"posts.jsonl": json.dumps(tweet) + "\n"}) / "posts.jsonl"
    report = finish(import_archive(path, file))
    assert (report.pictures_missing, report.missing) == (1, [])


def test_zips_too_deep_are_named_where_something_else_was_read(tmp_path: Path, path: Path) -> None:
    content = packed({"a.jsonl": twarc()})
    for depth in range(6):
        content = packed({f"{depth}.zip": content})
    dropped = folder(tmp_path, {"x.zip": packed({"deep.zip": content, "b.csv": TAGS})}) / "x.zip"
    (report,) = [finish(import_archive(path, found)) for found in finish(archives_in(dropped))]
    assert report.format == "tags"
    assert any("deep.zip/5.zip" in remark for remark in report.remarks)


def test_of_many_zips_that_nobody_knows_the_first_are_named(tmp_path: Path) -> None:
    inner: dict[str, str | bytes] = {
        f"{n}.zip": packed({"a.txt": f"hello {n}", "b.txt": "x"}) for n in range(25)
    }
    dropped = folder(tmp_path, {"outer.zip": packed(inner)}) / "outer.zip"
    told = CliRunner().invoke(main, ["import", str(tmp_path / "l.curator"), str(dropped)]).stderr
    assert "does not recognise outer.zip › 0.zip." in told
    assert told.strip().endswith("5 more archives in outer.zip could not be read either.")


def test_a_folder_of_tables_says_whose_columns_are_not_known(tmp_path: Path) -> None:
    tables: dict[str, str | bytes] = {"a.txt": "hello", "b.csv": '"x","y"\n"1","2"\n"3","4"\n'}
    with pytest.raises(ArchiveError, match=r"the columns of b\.csv hold"):
        finish(import_archive(tmp_path / "l.curator", folder(tmp_path / "roof", tables)))


def test_a_zip_of_very_many_zips_of_zips_is_one_archive(tmp_path: Path) -> None:
    content = packed({"a.dat": "nothing"})
    for _ in range(4):
        inner: dict[str, str | bytes] = {f"{number}.zip": content for number in range(8)}
        content = packed(inner)
    dropped = folder(tmp_path, {"bomb.zip": content}) / "bomb.zip"
    assert names(dropped) == ["bomb.zip"]


def test_all_of_many_zips_of_chats_are_found(tmp_path: Path) -> None:
    weeks: dict[str, str | bytes] = {
        f"{number}.zip": packed({"chat.txt": WHATSAPP}) for number in range(150)
    }
    dropped = folder(tmp_path, {"years.zip": packed(weeks)}) / "years.zip"
    assert len(names(dropped)) == 150
