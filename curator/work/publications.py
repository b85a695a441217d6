"""The files that were published: their record, and taking a person out of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from curator.errors import CuratorError
from curator.i18n import tr
from curator.insight.consent.consent import Repeated, author_key, echoed, mask
from curator.library import ALL_STORIES, Library, PersonId, Publication
from curator.library.values.unnamed_text import without_handles
from curator.model import Block, Group, Heading, Passage, PullQuote, Quote, Story
from curator.work.answer_counts import with_answers
from curator.work.export import files_of, still_named, told
from curator.work.publish_kit import KIT, everything_files, kit_files
from curator.work.task import Progress, Work
from curator.work.whole_file import digest_of, write_whole
from curator.writers import Writer, page, writer_called

_Content = list[tuple[Path, bytes]]
_Key = tuple[str, str]


def take_down(library: Path, person: PersonId) -> Work[list[str]]:
    """Withhold a person, take their quotes out of every story, and rewrite what was published.

    The library changes in one step. Files are beyond its undo: what was done to each is returned
    in sentences, and recorded. A file that was changed by hand is never overwritten.
    """
    with Library(library) as opened:
        handle = opened.people.person(person).account.handle
        with opened.edit(tr("Take down everything by @{handle}", handle=handle)):
            opened.people.take_down(person)
    return (yield from rewrite_publications(library, person))


def rewrite_publications(library: Path, person: PersonId) -> Work[list[str]]:
    """Write the publications that show a withheld person anew without them; see `take_down`."""
    with Library(library) as opened:
        whole = opened.people.person(person)
        accounts = [part.account for part in whole.accounts or (whole,)]
        keys = {(each.platform, each.handle.casefold()) for each in accounts}
        out = keys | _taken_down(opened)
        report = list[str]()
        for done, each in enumerate(opened.publications.latest(), start=1):
            report += _rewritten(opened, each, keys, out)
            yield Progress(done)
        for info in opened.stories.all():
            named = still_named(opened, opened.stories.story(info.id))
            handles = {f"@{handle}" for _, handle in keys}
            report += [
                tr("“{story}” in the library: {sentence}", story=info.title, sentence=sentence)
                for sentence in named
                if any(handle in sentence for handle in handles)
            ]
        if not opened.readonly:
            opened.publications.note_take_down(keys, report)
    return report


def _taken_down(library: Library) -> set[_Key]:
    """Return who was taken down before and is withheld still."""
    people = library.marks.standings()
    before = {key for each in library.publications.take_downs() for key in each.who}
    return {key for key in before if key in people and people[key].consent == "withheld"}


def _rewritten(
    library: Library, made: Publication, keys: set[_Key], out: set[_Key]
) -> Iterator[str]:
    """Write a publication anew if it shows these people; yield what was done to its files.

    out: whose quotes are left out of it, those taken down before among them.
    """
    try:
        content = _without(library, made, keys, out)
    except CuratorError as error:
        yield tr(
            "{place} may show this person and could not be rewritten: {why}",
            place=made.place,
            why=str(error),
        )
        return
    if content is None:
        return
    before, now = dict(made.files), dict(content)
    kept: dict[Path, str] = {}
    is_as_now = library.versions.story(made.version) is None
    for path in [*before, *(path for path in now if path not in before)]:
        sentence, digest = _renewed(path, before.get(path, ""), now.get(path))
        yield from [sentence] if sentence else []
        if is_as_now and sentence and digest and digest != before.get(path):
            yield _as_now(made)
            is_as_now = False
        if digest:
            kept[path] = digest
    library.publications.record(replace(made, files=tuple(kept.items())))


def _as_now(made: Publication) -> str:
    """Return the sentence for what was written anew otherwise than as it was published."""
    if made.story == ALL_STORIES:
        return tr("{place} has all stories as they are now.", place=made.place)
    return tr(
        "{place} is the story as it is now: the version that was published is not kept.",
        place=made.place,
    )


def _renewed(path: Path, before: str, content: bytes | None) -> tuple[str, str]:
    """Replace one file; return what was done, and the digest by which it is known now."""
    there = digest_of(path)
    after = sha256(content).hexdigest() if content is not None else ""
    if there == after:
        return "", after
    if before and not there:
        return tr("{path} is gone. If it was moved, take it down there.", path=path), before
    if there and there != before:
        return (
            tr("{path} was changed by hand since and was left: change it yourself.", path=path),
            before,
        )
    try:
        if content is None:
            path.unlink()
            return tr("{path} was deleted.", path=path), ""
        write_whole(path, content)
    except (OSError, CuratorError) as error:
        return tr("{path} could not be changed: {why}", path=path, why=str(error)), before
    return tr("{path} was rewritten.", path=path), after


def _without(
    library: Library, made: Publication, keys: set[_Key], out: set[_Key]
) -> _Content | None:
    """Return the files of a publication without these people; None if it does not show them.

    A story is as it was published, if that version is kept, and else as it is now.
    """
    if made.story == ALL_STORIES:
        stories = [told(library, info.id) for info in library.stories.all()]
        return list(everything_files(stories, library.path.stem, made.place))
    if made.story not in {info.id for info in library.stories.all()}:
        raise CuratorError(tr("its story is not in the library any more."))
    was = library.versions.story(made.version)
    if was is not None and not _shows(library, was, keys):
        return None
    story = with_answers(library, was or library.stories.story(made.story))
    if made.look.get("as_posted"):
        story = replace(story, tidy=False)
    repeated = library.people.repeated(story.quoted)
    blocks = tuple(_unnamed(_others(story.blocks, out, repeated), out))
    shown = mask(replace(story, blocks=blocks), library.marks.standings(), repeated)
    if made.target == KIT:
        return list(kit_files(shown, made.place))
    return list(files_of(shown, _writer(made), made.place))


def _shows(library: Library, story: Story, keys: set[_Key]) -> bool:
    """Tell whether a story would show these people if they were not withheld."""
    people = library.marks.standings()
    others = {key: standing for key, standing in people.items() if key not in keys}
    repeated = library.people.repeated(story.quoted)
    named = tuple(_unnamed(story.blocks, keys)) != story.blocks
    return named or mask(story, people, repeated) != mask(story, others, repeated)


def _unnamed(blocks: Iterable[Block], keys: set[_Key]) -> Iterator[Block]:
    """Yield blocks whose texts do not name these people."""
    handles = [handle for _, handle in keys]
    for block in blocks:
        if isinstance(block, Heading | Passage):
            yield replace(block, text=without_handles(block.text, handles))
        else:
            yield block


def _others(blocks: Iterable[Block], keys: set[_Key], repeated: Repeated) -> Iterator[Block]:
    """Yield blocks without the quotes of these people, and of who repeats them."""

    def is_theirs(quote: Quote | PullQuote) -> bool:
        said = {author_key(quote.post), *echoed(quote.post, repeated)}
        return not said.isdisjoint(keys)

    for block in blocks:
        if isinstance(block, Group):
            quotes = tuple(each for each in block.quotes if not is_theirs(each))
            if quotes:
                yield replace(block, quotes=quotes)
        elif not (isinstance(block, Quote | PullQuote) and is_theirs(block)):
            yield block


def _writer(made: Publication) -> Writer:
    """Return the target of a publication, with its look."""
    if made.look.get("template") or made.look.get("accent"):
        return page.StyledPage(made.look.get("template", ""), made.look.get("accent", ""))
    if writer := writer_called(made.target):
        return writer
    raise CuratorError(tr("this Curator does not write “{target}”.", target=made.target))
