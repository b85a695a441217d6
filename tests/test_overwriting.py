"""What is somebody's own is not overwritten, and names of files say what is in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from curator import work
from curator.cli import main
from curator.library import BlockId, Library, is_library
from curator.model import Quote
from curator.writers import WRITERS, target_name

NAME, SHORT = "adaeze_reads", "Short"
TARGETS = [target_name(writer) for writer in WRITERS]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Open the sample chat, and make a short story of it, whose cards are soon drawn."""
    path = tmp_path_factory.mktemp("sample") / "libraries-we-lend.curator"
    work.finish(work.open_sample(path))
    drafted = call("draft", path, f"from:{NAME}", "--plain", "--title", SHORT)
    assert drafted.exit_code == 0, drafted.output
    with Library(path) as library, library.edit("Shorten"):
        story = next(each.id for each in library.stories.all() if each.title == SHORT)
        quotes = [each for each in library.stories.blocks(story) if isinstance(each, Quote)]
        library.stories.remove([BlockId(each.id) for each in quotes[:-4]])
    return path


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def written(result: Result) -> list[Path]:
    assert result.exit_code == 0, result.output
    return [Path(line) for line in result.stdout.splitlines() if Path(line).is_file()]


def test_what_could_not_be_written_is_not_recorded(sample: Path, tmp_path: Path) -> None:
    before = call("published", sample, "--json").stdout
    (tmp_path / "file").write_text("in the way")
    refused = call("export", sample, SHORT, "--to", "page", "-o", tmp_path / "file" / "a.html")
    assert refused.exit_code == 1
    assert "could not be saved" in refused.stderr
    assert call("published", sample, "--json").stdout == before


@pytest.mark.parametrize(
    "words",
    [
        ("export", SHORT, "--to", "page", "--replace", "-o"),
        ("export", SHORT, "--to", "cards", "--replace", "-o"),
        ("people", "--replace", "--csv"),
        ("history", "--replace", "--csv"),
    ],
)
def test_nothing_is_written_in_the_place_of_a_library(
    sample: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    command, *rest = words
    other = tmp_path / "other.curator"
    Library(other, make=True).close()
    for place in (sample, other):
        refused = call(command, sample, *rest, place)
        assert refused.exit_code == 1, refused.output
        assert "is a Curator library" in refused.stderr
        assert is_library(place)


def test_an_export_that_was_cut_short_is_recorded_with_all_it_was_to_write(
    sample: Path, tmp_path: Path
) -> None:
    with Library(sample) as library:
        (story,) = (each.id for each in library.stories.all() if each.title == SHORT)
    task = work.export_kit(sample, story, tmp_path / "kit")
    while not any(tmp_path.rglob("*")):
        next(task)
    task.close()
    with Library(sample) as library:
        last = library.publications.all()[0]
    there = {path for path, _ in last.files if path.exists()}
    assert there
    assert there < {path for path, _ in last.files}
    work.finish(work.export_kit(sample, story, tmp_path / "kit"))  # it is no file of others


@pytest.mark.parametrize("target", TARGETS)
def test_no_target_overwrites_files_of_others(sample: Path, tmp_path: Path, target: str) -> None:
    folder = tmp_path / "site" / "out"
    folder.mkdir(parents=True)
    files = written(call("export", sample, SHORT, "--to", target, "-o", folder))
    assert files
    mine, whole = files[-1], files[-1].read_bytes()
    mine.write_text("mine")
    refused = call("export", sample, SHORT, "--to", target, "-o", folder)
    assert refused.exit_code == 1
    assert f"“{mine.name}” was changed since it was exported here, by hand or" in refused.stderr
    assert "--replace" in refused.stderr
    assert mine.read_text() == "mine"
    written(call("export", sample, SHORT, "--to", target, "-o", folder, "--replace"))
    assert mine.read_bytes() == whole


@pytest.mark.parametrize("command", [("kit", SHORT), ("export", "--to", "everything")])
def test_no_folder_is_filled_over_files_of_others(
    sample: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    name, *rest = command
    mine = tmp_path / "pile" / ("thanks.txt" if name == "kit" else "index.html")
    mine.parent.mkdir()
    mine.write_text("mine")
    refused = call(name, sample, *rest, "-o", mine.parent)
    assert refused.exit_code == 1
    assert f"“{mine.name}” is there already and was not exported from this library." in (
        refused.stderr
    )
    assert [each.name for each in mine.parent.iterdir()] == [mine.name]
    assert mine.read_text() == "mine"
    written(call(name, sample, *rest, "-o", mine.parent, "--replace"))
    assert mine.read_text("utf-8") != "mine"
    written(call(name, sample, *rest, "-o", mine.parent))


@pytest.mark.parametrize(
    "words",
    [
        ("people", "{library}", "--csv"),
        ("history", "{library}", "--csv"),
        ("codebook", "{library}", "-o"),
        ("codebook", "{library}", "--posts"),
        ("do-not-quote", "{library}", "-o"),
    ],
)
def test_no_table_is_written_over_a_file_that_is_there(
    sample: Path, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CURATOR_SETTINGS", str(tmp_path / "settings.json"))
    mine = tmp_path / "mine.csv"
    mine.write_text("mine")
    command = [word.format(library=sample) for word in words]
    refused = call(*command, mine)
    assert refused.exit_code == 1
    assert f"“{mine.name}” is there already. Nothing was written." in refused.stderr
    assert mine.read_text() == "mine"
    assert call(*command, mine, "--replace").exit_code == 0
    assert mine.read_text("utf-8-sig") != "mine"


def test_several_files_of_others_are_counted(sample: Path, tmp_path: Path) -> None:
    for name in ("quotes.csv", "people.csv", "facts.json", "SHA256SUMS"):
        (tmp_path / name).write_text("mine")
    refused = call("export", sample, SHORT, "--to", "data", "-o", tmp_path)
    assert "4 files are there already that were not exported from this library" in refused.stderr


def test_what_would_be_written_alike_is_nobodys_loss(sample: Path, tmp_path: Path) -> None:
    (page,) = written(call("export", sample, SHORT, "--to", "page", "-o", tmp_path / "a.html"))
    (tmp_path / "b.html").write_bytes(page.read_bytes())
    written(call("export", sample, SHORT, "--to", "page", "-o", tmp_path / "b.html"))


def test_another_export_of_the_library_is_not_overwritten_unasked(
    sample: Path, tmp_path: Path
) -> None:
    file = tmp_path / "recap.txt"
    written(call("export", sample, SHORT, "--to", "linkedin", "-o", file))
    before = file.read_bytes()
    refused = call("export", sample, SHORT, "--to", "text", "-o", file)
    assert refused.exit_code == 1
    assert "“recap.txt” is the export of “Short” as LinkedIn." in refused.stderr
    assert file.read_bytes() == before
    written(call("export", sample, SHORT, "--to", "linkedin", "-o", file))
    written(call("export", sample, SHORT, "--to", "text", "-o", file, "--replace"))
    assert file.read_bytes() != before


def test_the_kit_of_one_story_is_not_overwritten_by_that_of_another(
    sample: Path, tmp_path: Path
) -> None:
    with Library(sample) as library, library.edit("Copy"):
        first = next(each.id for each in library.stories.all() if each.title == SHORT)
        library.stories.add(library.stories.new("Other"), library.stories.blocks(first)[-1:])
    written(call("kit", sample, SHORT, "-o", tmp_path / "kit"))
    before = {each: each.read_bytes() for each in (tmp_path / "kit").rglob("*") if each.is_file()}
    refused = call("kit", sample, "Other", "-o", tmp_path / "kit")
    assert refused.exit_code == 1
    assert "is the export of “Short” as kit." in refused.stderr
    assert before == {each: each.read_bytes() for each in before}


def test_the_demo_spares_files_of_others(tmp_path: Path) -> None:
    assert call("demo", "--to", tmp_path).exit_code == 0
    assert call("demo", "--to", tmp_path).exit_code == 0
    (tmp_path / "story.md").write_text("mine")
    refused = call("demo", "--to", tmp_path)
    assert refused.exit_code == 1
    assert "“story.md” is there already" in refused.stderr
    assert (tmp_path / "story.md").read_text() == "mine"


@pytest.mark.parametrize(
    ("target", "name", "ending"),
    [("data", "x.html", ".json"), ("page", "x.pdf", ".html"), ("newsletter", "x.eml", ".html"),
     ("newsletter", "x.txt", ".html"), ("docx", "x.doc", ".docx")],
)  # fmt: skip
def test_a_name_that_says_something_else_is_refused(
    sample: Path, tmp_path: Path, target: str, name: str, ending: str
) -> None:
    refused = call("export", sample, SHORT, "--to", target, "-o", tmp_path / name)
    assert refused.exit_code == 2
    assert f"is written as {ending}. Call it “x{ending}”." in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_has_not_the_name_of_a_file(sample: Path, tmp_path: Path) -> None:
    for words in (("kit", sample, SHORT), ("export", sample, "--to", "everything")):
        refused = call(*words, "-o", tmp_path / "all.html")
        assert refused.exit_code == 2
        assert "“all.html” is the name of a file, but a folder is written." in refused.stderr


@pytest.mark.parametrize("target", ["data", "cards", "hugo", "eleventy"])
def test_a_folder_is_made_for_targets_of_several_files(
    sample: Path, tmp_path: Path, target: str
) -> None:
    files = written(call("export", sample, SHORT, "--to", target, "-o", tmp_path / "new"))
    assert all(tmp_path / "new" in file.parents for file in files)


@pytest.mark.parametrize("target", ["page", "markdown", "text", "data", "kit"])
def test_a_place_that_ends_in_a_slash_is_a_folder_that_is_made(
    sample: Path, tmp_path: Path, target: str
) -> None:
    place = f"{tmp_path}/new/text/"
    files = written(call("export", sample, SHORT, "--to", target, "-o", place))
    assert {each.parent for each in files} >= {tmp_path / "new" / "text"}
    assert files[0].suffix
    assert (
        call("export", sample, SHORT, "--to", target, "-o", f"{tmp_path}/new/text/").exit_code == 0
    )


def test_names_may_have_dots_and_other_endings(sample: Path, tmp_path: Path) -> None:
    for target, name in (("page", "Recap 1.2"), ("page", "x.htm"), ("markdown", "x.txt")):
        (file, *_) = written(call("export", sample, SHORT, "--to", target, "-o", tmp_path / name))
        assert file.name == name


@pytest.mark.parametrize("name", ["ris", "csl", "bibtex", "fragment-styled"])
def test_what_citations_consist_of_and_styled_posts_have_names_of_their_own(
    sample: Path, tmp_path: Path, name: str
) -> None:
    whole = "styled" if name == "fragment-styled" else "citations"
    files = written(call("export", sample, SHORT, "--to", whole, "-o", tmp_path))
    (alone,) = written(call("export", sample, SHORT, "--to", name, "-o", tmp_path / name))
    assert alone.read_bytes() in [each.read_bytes() for each in files]
    assert whole == "styled" or name in {
        each["name"] for each in json.loads(call("formats", "--json").stdout)["write"]
    }
    if name == "csl":
        assert all(each["type"] == "post" for each in json.loads(alone.read_bytes()))


def test_quotes_are_left_untidied_on_wish(sample: Path, tmp_path: Path) -> None:
    for name, wish in (("tidy.txt", ()), ("posted.txt", ("--as-posted",))):
        written(call("export", sample, SHORT, "--to", "text", "-o", tmp_path / name, *wish))
    assert "#" not in (tmp_path / "tidy.txt").read_text("utf-8").split("“")[3]
    assert "#" in (tmp_path / "posted.txt").read_text("utf-8").split("“")[3]
    assert call("verify", sample, SHORT, tmp_path / "posted.txt").exit_code == 0


@pytest.mark.parametrize(
    "target", ["page", "fragment", "markdown", "newsletter", "text", "docx", "data"]
)
def test_a_file_whose_name_has_no_ending_is_verified(
    sample: Path, tmp_path: Path, target: str
) -> None:
    (file, *_) = written(call("export", sample, SHORT, "--to", target, "-o", tmp_path))
    bare = file.rename(tmp_path / "bare")
    verified = call("verify", sample, SHORT, bare)
    assert verified.exit_code == 0, verified.output
    assert "say what the archive says" in verified.stdout


def test_changed_words_are_found_in_a_file_whose_name_has_no_ending(
    sample: Path, tmp_path: Path
) -> None:
    (file,) = written(call("export", sample, SHORT, "--to", "text", "-o", tmp_path / "bare"))
    words = file.read_text("utf-8")
    middle = words.index(" ", words.index("“"))
    file.write_text(f"{words[:middle]} hardly{words[middle:]}", "utf-8")
    assert call("verify", sample, SHORT, file).exit_code == 1


def test_a_pdf_is_said_to_be_verified_by_its_page(sample: Path, tmp_path: Path) -> None:
    for name in ("x.pdf", "bare"):
        (file,) = written(call("export", sample, SHORT, "--to", "pdf", "-o", tmp_path / name))
        verified = call("verify", sample, SHORT, file)
        assert verified.exit_code == 1
        assert "It is made of the page: export that, and verify it." in verified.stdout


def test_what_an_earlier_export_left_behind_is_told(sample: Path, tmp_path: Path) -> None:
    with Library(sample) as opened:
        story = next(each.id for each in opened.stories.all() if each.title == SHORT)
        quotes = [block for block in opened.stories.blocks(story) if isinstance(block, Quote)]
    place = tmp_path / "cards" / "story.png"
    first = call("export", sample, SHORT, "--to", "cards", "-o", place)
    assert "earlier export" not in first.output
    with Library(sample) as opened, opened.edit("Take out"):
        opened.stories.remove([BlockId(quotes[-1].id)])
    again = call("export", sample, SHORT, "--to", "cards", "-o", place, "--json")
    (told,) = [each for each in json.loads(again.stdout)["warnings"] if "earlier" in each]
    assert told.startswith("3 files of an earlier export are still there")
