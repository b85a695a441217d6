"""What forbids publishing a story stops the command line too."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.library import Library
from curator.model import Author, Passage, Quote, Standing
from tests.conftest import post, take_in


@pytest.fixture
def library(path: Path) -> Path:
    """Return a library whose story names a withheld person in the editor's own words."""
    with Library(path, make=True) as library:
        take_in(library, [post(1, "Hello", author=Author("ann")), post(2, "Hi", "bob_roy")])
        said = [row.post for row in library.posts.rows(list(library.posts.ids(["1"]).values()))]
        with library.edit("Begin"):
            bob = library.marks.person(library.posts.ids(["2"])["2"])
            library.marks.set_standing(bob, Standing("withheld"))
            story = library.stories.new("Lending more")
            library.stories.add(story, [Passage("Thanks to @bob_roy"), *map(Quote, said)])
    return path


@pytest.mark.parametrize("command", [("export", "--to", "page"), ("kit",)])
def test_a_stop_writes_nothing_unless_it_is_told_to(
    library: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    name, *options = command
    to = tmp_path / ("out.html" if name == "export" else "out")
    words = [name, str(library), "Lending more", *options, "-o", str(to)]
    stopped = CliRunner().invoke(main, words)
    assert stopped.exit_code == 1
    assert "Nothing was written" in stopped.output
    assert not to.exists()
    assert CliRunner().invoke(main, [*words, "--anyway"]).exit_code == 0
    assert to.exists()
