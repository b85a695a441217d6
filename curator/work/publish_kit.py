"""Publishing several files at once: the kit of a story, and all stories of a library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from curator.i18n import tr
from curator.library import Library, StoryId
from curator.model import Facts, Story
from curator.work.export import told
from curator.work.task import Progress, Work
from curator.work.whole_file import write_whole
from curator.writers import cards, linkedin, newsletter, page
from curator.writers.kit.index_page import Entry, entry, index_page
from curator.writers.kit.manuscript import manuscript
from curator.writers.kit.names import slug
from curator.writers.kit.safe_words import one_line
from curator.writers.kit.thanks import thanks
from curator.writers.kit.zip_archive import packed

File = tuple[PurePosixPath, bytes]


def export_kit(library: Path, story: StoryId, folder: Path) -> Work[list[Path]]:
    """Write everything for the day of publication into a folder. Return the files."""
    with Library(library) as opened:
        value = told(opened, story)
    return (yield from _written(_kit(value), folder))


def export_everything(library: Path, to: Path) -> Work[list[Path]]:
    """Write all stories of a library, with an index page, to a folder or a zip."""
    with Library(library) as opened:
        stories = [told(opened, info.id) for info in opened.stories.all()]
    files = _everything(stories, library.stem)
    if to.suffix.lower() != ".zip":
        return (yield from _written(files, to))
    found = list[File]()
    for file in files:
        found.append(file)
        yield Progress(len(found))
    write_whole(to, packed(found))
    return [to]


def _written(files: Iterator[File], folder: Path) -> Work[list[Path]]:
    paths = list[Path]()
    for name, content in files:
        paths.append(folder / name)
        write_whole(paths[-1], content)
        yield Progress(len(paths))
    return paths


def _kit(story: Story) -> Iterator[File]:
    yield from page.write(story, "recap")
    yield from linkedin.write(story, "linkedin")
    yield from newsletter.write(story, "newsletter")
    yield PurePosixPath("thanks.txt"), "\n\n".join(thanks(manuscript(story))).encode()
    yield PurePosixPath("facts.txt"), _facts(story).encode()
    yield from cards.write(story, "cover")


def _facts(story: Story) -> str:
    """Return the figures with their definitions, and what they leave out."""
    lines = list[str]()
    for block in story.blocks:
        if isinstance(block, Facts):
            for figure in block.figures:
                lines.append(one_line(f"{figure.value} {figure.label}"))
                more = (one_line(figure.definition), one_line(figure.missing))
                lines.extend(f"  {each}" for each in more if each)
            lines.extend([one_line(block.scope.words), ""])
    return "\n".join(lines) or tr("The story has no figures.")


def _everything(stories: list[Story], name: str) -> Iterator[File]:
    entries = list[Entry]()
    for number, story in enumerate(stories, start=1):
        found = manuscript(story)
        stem = f"{number:02}-{slug(found.title, 'story')}"
        yield from page.write(story, stem)
        yield from found.files(f"pictures/{stem}")
        entries.append(entry(found, f"{stem}{page.SUFFIX}"))
    title = one_line(name.replace("-", " ").replace("_", " ").capitalize())
    yield PurePosixPath("index.html"), index_page(title, entries).encode()
