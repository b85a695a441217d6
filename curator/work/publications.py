"""The files that were published: their record, and taking a person out of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Literal

from curator.errors import CuratorError
from curator.i18n import tr, trn
from curator.insight.consent.consent import Repeated, author_key, echoed, mask
from curator.insight.consent.own_words import OwnWords
from curator.library import (
    ALL_STORIES,
    Account,
    BlockId,
    KeptStates,
    Library,
    PersonId,
    Publication,
    Quoted,
    TakeDown,
)
from curator.model import (
    Block,
    Cast,
    Chart,
    Group,
    Heading,
    Image,
    Passage,
    PullQuote,
    Quote,
    Story,
    Testimonial,
)
from curator.work.export import files_of, masked_story
from curator.work.kept_names import reuse_names
from curator.work.link_titles import without_titles_by
from curator.work.publication import publishable
from curator.work.publish_kit import KIT, everything_files, kit_files, looks_of
from curator.work.remains import remains, states_counted, states_showing
from curator.work.taken_down import people_taken_down
from curator.work.task import Progress, Work
from curator.work.whole_file import digest_of, write_whole
from curator.writers import Writer, dressed, writer_called
from curator.writers.kit.look import OwnLook

_Content = list[tuple[Path, bytes]]
_Key = tuple[str, str]
_Done = Literal["rewritten", "deleted", "same", "left"]
_LISTED = 4
"""Most files of a publication that are named one by one when they are rewritten, or deleted."""


def take_down(library: Path, person: PersonId, *, forget: bool = False) -> Work[list[str]]:
    """Withhold a person, take them out of every story, and rewrite what was published.

    The library changes in one step. Files are beyond its undo: what was done to each is returned
    in sentences, and recorded. A file that was changed by hand is never overwritten. forget: the
    saved versions and snapshots that show the person are deleted, which no undo brings back.
    """
    with Library(library) as opened:
        handle = opened.people.person(person).account.handle
        with opened.edit(tr("Take down everything by @{handle}", handle=handle)):
            take_out(opened, person)
    return (yield from rewrite_publications(library, person, forget=forget))


def take_out(library: Library, person: PersonId) -> list[Quoted]:
    """Withhold a person and take them out of every story, inside an edit.

    Their quotes go, and in the editor's own words their handle and full name are marked as left
    out. Return the stories that quoted them.
    """
    words = _own_words(library, person)
    quoted = library.people.take_down(person)
    for info in library.stories.all():
        if (title := words.text(info.title)) != info.title:
            library.stories.rename(info.id, title)
        for block in library.stories.blocks(info.id):
            left = words.block(block)
            if left == block:
                continue
            _write(library, left)
    return quoted


def _write(library: Library, block: Block) -> None:
    """Write the editor's words of a block into the library."""
    match block:
        case Heading(text) | Passage(text):
            library.stories.edit(BlockId(block.id), text)
        case Quote(note=note) | PullQuote(note=note):
            library.stories.annotate(BlockId(block.id), note)
        case Group(quotes=quotes):
            for quote in quotes:
                _write(library, quote)
        case Image() | Testimonial() | Cast() | Chart():
            library.stories.keep(BlockId(block.id), block)
        case _:
            pass


def rewrite_publications(
    library: Path, person: PersonId, *, forget: bool = False
) -> Work[list[str]]:
    """Write the publications that show a withheld person anew without them; see `take_down`.

    The sentences end with what still names them, and where.
    """
    with Library(library) as opened:
        accounts = _accounts(opened, person)
        keys = {(each.platform, each.handle.casefold()) for each in accounts}
        out = keys | people_taken_down(opened)
        report = list[str]()
        for done, each in enumerate(opened.publications.latest(), start=1):
            report += _rewritten(opened, each, keys, out)
            yield Progress(done)
        report = report or [tr("No publication showed this person.")]
        if forget and (sentence := forget_states(opened, person)):
            report.append(sentence)
        report += remains(opened, person, accounts, _own_words(opened, person))
        if not opened.readonly:
            opened.publications.note_take_down(keys, report)
    return report


def kept_states(library: Library, person: PersonId) -> KeptStates:
    """Return the saved versions and snapshots that show a person."""
    return states_showing(library, person, _own_words(library, person))


def forget_states(library: Library, person: PersonId) -> str:
    """Delete the saved versions and snapshots that show a person; say how many, or ''."""
    states = kept_states(library, person)
    if not states:
        return ""
    library.states_kept.delete(states)
    return tr("Deleted, because they showed them: {states}.", states=states_counted(states))


def applies(library: Library, taken: TakeDown) -> bool:
    """Tell whether everybody of a take-down is withheld still; an undo takes it back."""
    people = library.marks.standings()
    return all(key in people and people[key].consent == "withheld" for key in taken.who)


def _accounts(library: Library, person: PersonId) -> list[Account]:
    whole = library.people.person(person)
    return [part.account for part in whole.accounts or (whole,)]


def _own_words(library: Library, person: PersonId) -> OwnWords:
    """Return what takes a person out of the editor's words."""
    accounts = _accounts(library, person)
    return OwnWords([each.handle for each in accounts], [each.name for each in accounts])


def _words_of(library: Library, keys: set[_Key]) -> OwnWords:
    """Return what takes several accounts out of the editor's words."""
    people = library.marks.standings()
    names = [name for key in keys & people.keys() for name in people[key].names]
    return OwnWords([handle for _, handle in keys], names)


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
    before = dict(made.files)
    ours = {digest for each in library.publications.all() for _, digest in each.files}
    now = reuse_names(before, content)
    kept: dict[Path, str] = {}
    done: dict[_Done, list[Path]] = {}
    for path in [*before, *(path for path in now if path not in before)]:
        what, sentence, digest = _renewed(path, before.get(path, ""), now.get(path), ours)
        done.setdefault(what, []).append(path)
        yield from [sentence] if sentence else []
        if digest:
            kept[path] = digest
    if done.keys() & {"rewritten", "deleted"}:
        yield from _counted(made, done)
    if "rewritten" in done and library.versions.story(made.version) is None:
        yield _current_state_note(made)
    library.publications.record(replace(made, files=tuple(kept.items())))


def _counted(made: Publication, done: Mapping[_Done, list[Path]]) -> Iterator[str]:
    """Yield what was done to the files of a publication, in a line if there are many."""
    rewritten, deleted = done.get("rewritten", []), done.get("deleted", [])
    if len(rewritten) <= _LISTED:
        yield from (tr("{path} was rewritten.", path=path) for path in rewritten)
    if len(deleted) <= _LISTED:
        yield from (tr("{path} was deleted.", path=path) for path in deleted)
    if max(len(rewritten), len(deleted)) <= _LISTED:
        return
    yield tr(
        "{place}: {rewritten}, {deleted}, {same}.",
        place=made.place,
        rewritten=trn("{count} file rewritten", "{count} files rewritten", len(rewritten)),
        deleted=trn("{count} file deleted", "{count} files deleted", len(deleted)),
        same=trn("{count} file as before", "{count} files as before", len(done.get("same", []))),
    )


def _current_state_note(made: Publication) -> str:
    """Return the sentence for what was written anew otherwise than as it was published."""
    if made.story == ALL_STORIES:
        return tr("{place} has all stories as they are now.", place=made.place)
    return tr(
        "{place} is the story as it is now: the version that was published is not kept.",
        place=made.place,
    )


def _renewed(
    path: Path, before: str, content: bytes | None, ours: set[str]
) -> tuple[_Done, str, str]:
    """Replace one file; return what was done, what to tell, and its digest from now on.

    ours: the digests of all that was exported. A power cut may have left an earlier export.
    """
    there = digest_of(path)
    after = sha256(content).hexdigest() if content is not None else ""
    if there == after:
        return "same", "", after
    if before and not there:
        gone = tr("{path} is gone. If it was moved, take it down there.", path=path)
        return "left", gone, before
    if there and there not in ours:
        sentence = tr(
            "{path} was changed since it was saved here, by hand or by another copy of the"
            " library, and was left: change it yourself.",
            path=path,
        )
        return "left", sentence, before
    try:
        if content is None:
            path.unlink()
            return "deleted", "", ""
        write_whole(path, content)
    except (OSError, CuratorError) as error:
        failed = tr("{path} could not be changed: {why}", path=path, why=str(error))
        return "left", failed, before
    return "rewritten", "", after


def _without(
    library: Library, made: Publication, keys: set[_Key], out: set[_Key]
) -> _Content | None:
    """Return the files of a publication without these people; None if it does not show them.

    A story is as it was published, if that version is kept, and else as it is now.
    """
    if made.story == ALL_STORIES:
        stories = [masked_story(library, info.id) for info in library.stories.all()]
        looks = looks_of(made.look)
        return list(everything_files(stories, library.path.stem, made.place, looks))
    if made.story not in {info.id for info in library.stories.all()}:
        raise CuratorError(tr("its story is not in the library any more."))
    was = library.versions.story(made.version)
    if was is not None and not _shows(library, was, keys):
        return None
    story = publishable(library, was or library.stories.story(made.story))
    if made.look.get("as_posted"):
        story = replace(story, tidy=False)
    repeated = library.people.repeated(story.quoted)
    words = _words_of(library, out)
    blocks = tuple(words.block(block) for block in _without_quotes_of(story.blocks, out, repeated))
    left = replace(story, title=words.text(story.title), blocks=blocks)
    shown = mask(left, library.marks.standings(), repeated)
    if made.target == KIT:
        return list(kit_files(shown, made.place, looks_of(made.look)))
    return list(files_of(shown, _writer(made), made.place))


def _shows(library: Library, story: Story, keys: set[_Key]) -> bool:
    """Tell whether a story would show these people if they were not withheld."""
    people = library.marks.standings()
    others = {key: standing for key, standing in people.items() if key not in keys}
    repeated = library.people.repeated(story.quoted)
    words = _words_of(library, keys)
    named = any(words.block(block) != block for block in story.blocks)
    named = named or without_titles_by(library, story.blocks, keys) != story.blocks
    if named or words.text(story.title) != story.title:
        return True
    return mask(story, people, repeated) != mask(story, others, repeated)


def _without_quotes_of(
    blocks: Iterable[Block], keys: set[_Key], repeated: Repeated
) -> Iterator[Block]:
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
    if writer := writer_called(made.target):
        look = {name: made.look.get(name, "") for name in ("template", "accent", "font")}
        return dressed(writer, OwnLook(**look))
    raise CuratorError(tr("this Curator does not write “{target}”.", target=made.target))
