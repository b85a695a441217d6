"""Where a story was published, and a person taken out of all of it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from curator import model, work
from curator.cli import main
from curator.library import BlockId, Library, StoryId
from curator.model import Heading, Image, Media, Passage, Quote
from curator.writers import data
from tests.conftest import post, take_in

NAME = "adaeze_reads"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the sample chat, which has a finished story."""
    path = tmp_path_factory.mktemp("sample") / "sample.curator"
    work.finish(work.open_sample(path))
    return path


@pytest.fixture
def library(sample: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample chat."""
    return Path(shutil.copy(sample, tmp_path))


@pytest.fixture
def short(library: Path) -> Path:
    """Leave few quotes in the story, of them and of others: a card each is soon drawn."""
    with Library(library) as opened, opened.edit("Shorten"):
        blocks = opened.stories.blocks(StoryId(1))
        quotes = [each for each in blocks if isinstance(each, Quote)]
        of_them = [each for each in quotes if each.post.author.handle == NAME]
        others = [each for each in quotes if each.post.author.handle != NAME]
        of_others = sorted(others, key=lambda each: NAME not in each.post.text)
        kept = {each.id for each in (*of_them[:2], *of_others[:4])}
        gone = [BlockId(each.id) for each in quotes if each.id not in kept]
        opened.stories.remove(gone)
    return library


def run(*arguments: str | Path, fails: bool = False) -> str:
    found = CliRunner().invoke(main, [str(each) for each in arguments])
    assert found.exit_code == int(fails), found.output
    return found.output if fails else found.stdout


def told(library: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("published", library, "--json"))
    return found


def quoted(library: Path, handle: str = NAME) -> list[str]:
    """Return the words that the story quotes of a person."""
    with Library(library) as opened:
        posts = opened.stories.story(StoryId(1)).quoted
    return [post.text for post in posts if post.author.handle == handle]


def handles(library: Path) -> list[str]:
    with Library(library) as opened:
        posts = opened.stories.story(StoryId(1)).quoted
    return list(dict.fromkeys(post.author.handle for post in posts))


def export(library: Path, target: str, path: Path) -> None:
    run("export", library, "1", "--to", target, "-o", path, "--anyway")


def test_each_export_is_recorded_with_what_became_of_it(library: Path, tmp_path: Path) -> None:
    assert "Nothing was published yet." in run("published", library)
    export(library, "page", tmp_path / "a.html")
    export(library, "text", tmp_path / "b.txt")
    export(library, "text", tmp_path / "c.txt")
    newest, middle, oldest = told(library)
    assert [each["target"] for each in (newest, middle, oldest)] == ["text", "text", "page"]
    assert oldest["title"] == "Lending more than books"
    assert oldest["files"] == [
        {
            "path": str(tmp_path / "a.html"),
            "sha256": sha256((tmp_path / "a.html").read_bytes()).hexdigest(),
            "state": "written",
        }
    ]
    (tmp_path / "b.txt").write_text("mine")
    (tmp_path / "c.txt").unlink()
    assert [each["files"][0]["state"] for each in told(library)] == ["gone", "changed", "written"]
    lines = run("published", library, "1")
    assert f"{tmp_path / 'b.txt'}: changed since" in lines
    assert f"{tmp_path / 'c.txt'}: gone" in lines


def test_a_person_is_taken_out_of_every_story_and_publication(
    library: Path, tmp_path: Path
) -> None:
    (name, *_) = handles(library)
    words = quoted(library, name)
    assert words
    export(library, "page", tmp_path / "recap.html")
    export(library, "data", tmp_path / "data" / "story.json")
    run("export", library, "--to", "everything", "-o", tmp_path / "all", "--anyway")
    written = [path for path in tmp_path.rglob("*") if path.suffix in {".html", ".txt", ".json"}]
    assert any(name in path.read_text("utf-8") for path in written)
    report = run("takedown", library, f"@{name}")
    assert f"{tmp_path / 'recap.html'} was rewritten." in report
    assert quoted(library, name) == []
    for path in (path for path in tmp_path.rglob("*") if path.suffix in {".html", ".txt", ".csv"}):
        text = path.read_text("utf-8").casefold()
        assert name.casefold() not in text, path
        assert words[0][20:60].casefold() not in text, path
    assert {file["state"] for each in told(library)[:3] for file in each["files"]} == {"written"}
    assert name in run("takedown", library)
    run("undo", library)
    assert quoted(library, name) == words


def test_versions_and_snapshots_that_show_them_are_counted_and_deleted_on_wish(
    library: Path,
) -> None:
    (name, *_) = handles(library)
    with Library(library) as opened:
        opened.snapshots.keep("with everybody")
        opened.versions.keep(StoryId(1), "with everybody")
        with opened.edit("Thank them"):
            thanks = opened.stories.new("Thanks")
            opened.stories.add(thanks, [Passage(f"Thank you, @{name}.")])
        opened.versions.keep(thanks, "with thanks")
        with opened.edit("Another story"):
            other_story = opened.stories.new("Nobody")
            opened.stories.add(other_story, [Passage("Nobody is named here.")])
        opened.versions.keep(other_story, "of nobody")
        before = len(opened.snapshots.all())
    told_so = run("takedown", library, name)
    assert "In the library they are still shown by 2 saved versions and " in told_so
    assert "“--forget” deletes these versions and snapshots." in told_so
    told_so = run("takedown", library, name, "--forget")
    assert "Deleted, because they showed them: 2 saved versions and " in told_so
    assert "still shown by" not in told_so
    left = library.read_bytes().decode("utf-8", "ignore")  # but for the steps, which are undoable
    assert f'"text": "Thank you, @{name}' not in left
    with Library(library) as opened:
        assert [each.name for each in opened.versions.all(other_story)] == ["of nobody"]
        assert opened.versions.all(StoryId(1)) == opened.versions.all(thanks) == []
        assert len(opened.snapshots.all()) < before
        for snapshot in opened.snapshots.all():
            opened.go_to_snapshot(snapshot.id)
            told = [opened.stories.story(each.id) for each in opened.stories.all()]
            assert name not in {post.author.handle for each in told for post in each.quoted}
            opened.undo()


def test_the_list_marks_a_take_down_that_was_undone(library: Path) -> None:
    (name, *_) = handles(library)
    run("takedown", library, name)
    assert "(taken back" not in run("takedown", library)
    undone = run("undo", library)
    assert (
        f". Files that were rewritten without @{name.lower()} stay so. Export them again" in undone
    )
    assert f"@{name}  (taken back: not withheld any more)" in run("takedown", library)
    assert [each["stands"] for each in json.loads(run("takedown", library, "--json"))] == [False]
    run("redo", library)
    assert "(taken back" not in run("takedown", library)


def test_a_text_that_thanks_somebody_names_them_no_more(library: Path, tmp_path: Path) -> None:
    (name, other, *_) = handles(library)
    with Library(library) as opened, opened.edit("Write"):
        opened.stories.add(StoryId(1), [Passage(f"Thank you: @{other}, @{name} and @{name}x.")])
    export(library, "page", tmp_path / "recap.html")
    run("takedown", library, f"@{name}")
    page = (tmp_path / "recap.html").read_text("utf-8")
    assert f"@{name} " not in page
    assert f"@{other}, [redacted] and @{name}x." in page
    with Library(library) as opened:
        (text,) = [b.text for b in opened.stories.blocks(StoryId(1)) if isinstance(b, Passage)][
            -1:
        ]
        assert text == f"Thank you: @{other}, [redacted] and @{name}x."


def test_what_was_changed_by_hand_is_left_and_what_is_gone_is_told(
    library: Path, tmp_path: Path
) -> None:
    (name, *_) = handles(library)
    export(library, "page", tmp_path / "recap.html")
    export(library, "text", tmp_path / "recap.txt")
    (tmp_path / "recap.html").write_text("My own page")
    (tmp_path / "recap.txt").unlink()
    report = json.loads(run("takedown", library, name, "--json"))["report"]
    assert f"{tmp_path / 'recap.html'} was changed since it was saved here" in report[1]
    assert f"{tmp_path / 'recap.txt'} is gone." in report[0]
    assert (tmp_path / "recap.html").read_text() == "My own page"
    assert not (tmp_path / "recap.txt").exists()


def test_nothing_else_of_the_story_is_published_by_it(library: Path, tmp_path: Path) -> None:
    name, other, *_ = handles(library)
    export(library, "page", tmp_path / "recap.html")
    with Library(library) as opened, opened.edit("Add a heading"):
        opened.stories.add(StoryId(1), [Heading("Not to be published yet")])
    run("takedown", library, name)
    first = (tmp_path / "recap.html").read_text("utf-8")
    run("takedown", library, other)
    second = (tmp_path / "recap.html").read_text("utf-8")
    for text in (first, second):
        assert "Not to be published yet" not in text
        assert name not in text
    assert other in first
    assert other not in second
    assert "A participant" not in second


def test_who_is_in_no_publication_changes_no_file(library: Path, tmp_path: Path) -> None:
    with Library(library) as opened:
        story = opened.stories.story(StoryId(1))
        shown = next(block for block in story.blocks if isinstance(block, Quote))
        with opened.edit("Make another story"):
            opened.stories.add(opened.stories.new("Short"), [replace(shown, id=0)])
    run("export", library, "2", "--to", "text", "-o", tmp_path / "short.txt")
    before = (tmp_path / "short.txt").stat()
    named = {shown.post.author.handle, shown.post.reply_handle}
    other = next(name for name in handles(library) if name not in named)
    assert str(tmp_path) not in run("takedown", library, other)
    assert (tmp_path / "short.txt").stat() == before


def test_a_picture_of_theirs_is_deleted(library: Path, tmp_path: Path) -> None:
    with Library(library) as opened:
        story = opened.stories.story(StoryId(1))
    shown = next(
        quote
        for quote in story.quotes
        if isinstance(quote, Quote) and any(media.hash for media in quote.post.media)
    )
    theirs = {name for name, _ in data.write(replace(story, blocks=(shown,)), "story")}
    picture = next(tmp_path / name for name in theirs if name.parts[0] == "pictures")
    export(library, "data", tmp_path / "story.json")
    others = {path for path in picture.parent.iterdir() if path != picture}
    assert picture.is_file()
    assert f"{picture} was deleted." in run("takedown", library, shown.post.author.handle)
    assert {*picture.parent.iterdir()} == others


def test_a_kit_is_written_anew_file_by_file(short: Path, tmp_path: Path) -> None:
    library, kit, (words, *_) = short, tmp_path / "kit", quoted(short)
    run("kit", library, "1", "-o", kit, "--anyway")
    (kit / "linkedin.txt").write_text("mine, with @adaeze_reads")
    (kit / "facts.txt").unlink()
    before = {path.name: path.read_bytes() for path in kit.rglob("*") if path.is_file()}
    report = run("takedown", library, NAME)
    after = {path.name: path.read_bytes() for path in kit.rglob("*") if path.is_file()}
    assert before["recap.html"] != after["recap.html"]
    for name, content in after.items():
        if name != "linkedin.txt" and Path(name).suffix in {".html", ".txt", ".md", ".eml"}:
            assert NAME.encode() not in content.lower(), name
            assert words.encode() not in content
    assert after["linkedin.txt"] == before["linkedin.txt"]
    assert f"{kit / 'linkedin.txt'} was changed since it was saved here" in report
    assert f"{kit / 'facts.txt'} is gone." in report
    assert f"{kit}: " in report
    assert " files rewritten, " in report
    assert "facts.txt" not in after
    states = {Path(each["path"]).name: each["state"] for each in told(library)[0]["files"]}
    assert states["recap.html"] == states["newsletter.html"] == "written"
    again = run("takedown", library, NAME)
    assert "rewritten" not in again
    assert len(report.splitlines()) < 20


def test_cards_of_others_keep_their_names_and_are_left_alone(short: Path, tmp_path: Path) -> None:
    export(short, "cards", tmp_path / "recap.png")
    folder = tmp_path / "recap_cards"
    before = {path.name: path.read_bytes() for path in folder.glob("*.png")}
    theirs = {name for name in before if NAME.replace("_", "-") in name}
    report = run("takedown", short, NAME).splitlines()
    after = {path.name: path.read_bytes() for path in folder.glob("*.png")}
    assert before.keys() - after.keys() == theirs
    assert not after.keys() - before.keys()
    changed = {name for name in after if after[name] != before[name]}
    assert after.keys() - changed
    said = (folder / "alt-texts.txt").read_text("utf-8")
    for name in changed:  # only where others speak of them
        assert "[redacted]" in said[said.index(name) :].split("\n\n")[0]
    assert {line for line in said.splitlines() if line.endswith(".png")} == after.keys()
    counted = f"{len(theirs)} files deleted, {len(after) - len(changed)} files as before."
    assert any(line.endswith(counted) for line in report), report
    assert len(report) < 6


def test_the_full_name_goes_from_all_that_the_editor_wrote(library: Path, tmp_path: Path) -> None:
    name = "Adaeze Okwuosa"
    with Library(library) as opened, opened.edit("Write"):
        opened.stories.rename(StoryId(1), f"An hour with {name}")
        opened.stories.add(
            StoryId(1),
            [
                Heading(f"{name}’s room"),
                Passage(f"See https://example.com/{NAME} and the profile of {NAME}."),
                Image(Media("image", alt=f"{name} at a desk"), caption=f"Photo: {name.upper()}"),
                model.Testimonial("We thank Adaeze Okwuosa", "Ben", "friend of Adaeze Okwuosa"),
                Passage("Okwuosa, they say, means luck. Adaeze spoke."),
            ],
        )
    export(library, "page", tmp_path / "a.html")
    report = run("takedown", library, NAME)
    with Library(library) as opened:
        story = opened.stories.story(StoryId(1))
    heading, link, image, said, last = story.blocks[-5:]
    assert story.title == "An hour with [redacted]"
    assert isinstance(heading, Heading)
    assert heading.text == "[redacted]’s room"
    assert isinstance(link, Passage)
    assert link.text == "See [redacted] and the profile of [redacted]."
    assert isinstance(image, Image)
    assert (image.media.alt, image.caption) == ("[redacted] at a desk", "Photo: [redacted]")
    assert isinstance(said, model.Testimonial)
    assert (said.text, said.about) == ("We thank [redacted]", "friend of [redacted]")
    assert isinstance(last, Passage)
    assert last.text == "Okwuosa, they say, means luck. Adaeze spoke."
    assert "Your words say “Okwuosa”, which may mean @adaeze_reads" in report
    assert name not in (tmp_path / "a.html").read_text("utf-8")
    run("undo", library)
    with Library(library) as opened:
        assert opened.stories.story(StoryId(1)).title == f"An hour with {name}"


def test_a_name_that_is_a_common_word_is_listed_and_not_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "chat.curator"
    with Library(path, make=True) as opened:
        one = post(1, handle="bread")
        take_in(opened, [replace(one, author=replace(one.author, name="Summer"))])
        with opened.edit("Write"):
            story = opened.stories.new("Bread in summer")
            opened.stories.add(story, [Passage("In Summer we bake bread; see @bread.")])
            opened.marks.note(1, "ask Summer")
    run("backup", path)
    report = run("takedown", path, "bread")
    with Library(path) as opened:
        (info,) = opened.stories.all()
        (text,) = opened.stories.blocks(info.id)
    assert info.title == "Bread in summer"
    assert isinstance(text, Passage)
    assert text.text == "In Summer we bake bread; see [redacted]."
    assert "No publication showed this person." in report
    assert "A text of yours names @bread: “In Summer we bake" in report
    assert "The title names @bread." in report
    assert "1 note, title or tag of yours may name them: Note on @bread, 3 February" in report
    assert "The library keeps their 1 post, as its archive has it." in report
    assert f"1 backup in “{tmp_path / 'chat backups'}”. Delete it if it must go." in report


def test_what_is_written_as_the_story_is_now_is_told(library: Path, tmp_path: Path) -> None:
    run("export", library, "--to", "everything", "-o", tmp_path / "all", "--anyway")
    export(library, "text", tmp_path / "a.txt")
    with closing(sqlite3.connect(library)) as opened:
        opened.execute("DELETE FROM story_versions")
        opened.commit()
    report = run("takedown", library, NAME)
    assert f"{tmp_path / 'all'} has all stories as they are now." in report
    assert f"{tmp_path / 'a.txt'} is the story as it is now: the version that was" in report


def test_nobody_of_that_name_is_a_sentence(library: Path) -> None:
    assert "Nobody here is called @nobody." in run("takedown", library, "nobody", fails=True)


def test_who_was_taken_down_does_not_come_back_with_an_older_copy(
    library: Path, tmp_path: Path
) -> None:
    (name, *_) = handles(library)
    with Library(library) as opened, opened.edit("Write"):
        opened.stories.add(StoryId(1), [Passage(f"Thank you, @{name}.")])
    copy = tmp_path / "copy.curator"
    with Library(library) as opened:
        opened.copy(copy)
    with Library(copy) as opened, opened.edit("Write"):
        opened.stories.add(StoryId(1), [Heading("From the copy")])
    run("merge", library, copy)
    run("merge", copy, library)
    older = tmp_path / "older.curator"
    older.write_bytes(copy.read_bytes())
    report = run("takedown", library, name)
    assert "kept since merges, to compare other copies with, have words of yours" in report
    with Library(older) as opened, opened.edit("Write"):
        opened.stories.add(StoryId(1), [Heading("Later, in the copy")])
    run("merge", library, older)
    assert quoted(library, name) == []
    with Library(library) as opened:
        story = opened.stories.story(StoryId(1))
    told = [block.text for block in story.blocks if isinstance(block, Heading | Passage)]
    assert "Later, in the copy" in told
    assert not any(name in text for text in told)
    export(library, "text", tmp_path / "recap.txt")
    assert name not in (tmp_path / "recap.txt").read_text("utf-8")


@pytest.mark.parametrize("first", ["library", "copy"])
def test_who_was_taken_down_does_not_come_back_with_what_another_did_to_their_quotes(
    library: Path, tmp_path: Path, first: str
) -> None:
    copy = tmp_path / "copy.curator"
    with Library(library) as opened:
        opened.copy(copy)
    name = handles(library)[0]
    before = len(quoted(library, name))
    assert before
    with Library(copy) as opened:
        blocks = opened.stories.story(StoryId(1)).blocks
        theirs = [b for b in blocks if isinstance(b, Quote) and b.post.author.handle == name]
        others = [b for b in blocks if isinstance(b, Quote) and b.post.author.handle != name]
        with opened.edit("Write"):
            opened.stories.annotate(BlockId(theirs[0].id), "Well said")
            opened.stories.add(opened.stories.new("Another"), [Quote(theirs[0].post), others[0]])
    run("takedown", library, name)
    said = dict[str, str]()
    pair = (library, copy) if first == "library" else (copy, library)
    for one, other in (pair, pair[::-1]):
        said[one.name] = run("merge", one, other)
    assert "2 quotes of people who were taken down were left out." in said[pair[0].name]
    for each in (library, copy):
        assert quoted(each, name) == []
        with Library(each) as opened:
            another = next(s for s in opened.stories.all() if s.title == "Another")
            assert len(opened.stories.story(another.id).blocks) == 1
    for one, other in (pair, pair[::-1]):
        again = run("merge", one, other)
        assert "left out" not in again
        assert "0 opinions were taken over." in again


def test_a_merge_tells_who_was_taken_down_and_keeps_them_out_of_a_third_copy(
    library: Path, tmp_path: Path
) -> None:
    name = handles(library)[0]
    second, third = tmp_path / "second.curator", tmp_path / "third.curator"
    with Library(library) as opened:
        opened.copy(second)
        opened.copy(third)
        blocks = opened.stories.story(StoryId(1)).blocks
    theirs = [b for b in blocks if isinstance(b, Quote) and b.post.author.handle == name]
    with Library(third) as opened, opened.edit("Quote"):
        opened.stories.add(opened.stories.new("Another"), theirs[:1])
    export(second, "text", tmp_path / "recap.txt")
    run("takedown", library, name)
    said = run("merge", second, library)
    assert f"Taken down in the other copy: @{name}. Files that were published" in said
    assert "Taken down" not in run("merge", second, library)
    listed = run("takedown", second)
    assert f"@{name}" in listed
    assert "Taken down in “sample.curator”, and taken over from there." in listed
    assert "1 quote of somebody who was taken down was left out." in run("merge", second, third)
    assert name in (tmp_path / "recap.txt").read_text("utf-8")
    run("takedown", second, name)
    assert name not in (tmp_path / "recap.txt").read_text("utf-8")
    run("undo", second)
    run("undo", second)
    run("undo", second)
    assert "(taken back: not withheld any more)" in run("takedown", second)


def test_who_is_quoted_again_after_a_take_down_stays(library: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.curator"
    with Library(library) as opened:
        opened.copy(copy)
        (block, *_) = (b for b in opened.stories.story(StoryId(1)).blocks if isinstance(b, Quote))
    run("takedown", library, block.post.author.handle)
    with Library(library) as opened, opened.edit("Quote"):
        opened.stories.add(opened.stories.new("As a nurse"), [block])
    for one, other in ((library, copy), (copy, library)):
        assert "left out" not in run("merge", one, other)
    for each in (library, copy):
        with Library(each) as opened:
            story = next(s for s in opened.stories.all() if s.title == "As a nurse")
            assert story.quotes == 1
