"""The accessible text of a row: one sentence for screen readers."""

from __future__ import annotations

from curator.gui.look.clock import Clock
from curator.gui.look.safe_text import clean
from curator.gui.post_list.row_head import chat_role_label
from curator.i18n import grouped, tr, trn
from curator.library import Row
from curator.model import Media

_LONGEST = 1_000
"""Most characters of a post that are read out in a list; the reading pane has them all."""


def spoken_row(row: Row, clock: Clock, repeated: Row | None = None) -> str:
    """Return a row as a sentence: author, mark, time, text, and further details.

    repeated: the original under which an echo is listed.
    """
    post = row.post
    words = clean(post.shown[:_LONGEST]).strip()
    parts = [
        _named(row),
        tr("echo of {name}", name=_named(repeated)) if repeated else "",
        clean((row.role or chat_role_label(row.part.seat))[:60]),
        tr("not to be quoted") if row.withheld else "",
        mark_word(row),
        clock.words_for(post),
        _question(row),
        tr("a reply") if post.reply_to or post.reply_handle else "",
        words,
        {"": "", "spam": tr("link spam"), "bot": tr("automated")}[row.left_out],
        tr("thread of {count} posts", count=grouped(row.thread)) if row.thread else "",
        trn("{count} echo", "{count} echoes", row.echoes) if row.echoes else "",
        tr("tags {names}", names=", ".join(clean(name) for name in row.tags)) if row.tags else "",
        used_words(row.used),
        "" if post.likes is None else trn("{count} like", "{count} likes", post.likes),
        *(_picture(media) for media in post.media[:4]),
    ]
    return tr("{parts}.", parts=", ".join(part for part in parts if part))


def _named(row: Row) -> str:
    author = row.post.author
    return clean((author.name or f"@{author.handle}")[:200])


def mark_word(row: Row) -> str:
    """Return the mark of a post as a word."""
    match row.mark:
        case "star":
            return tr("starred")
        case "reject":
            return tr("rejected")
        case _:
            return tr("undecided")


def _question(row: Row) -> str:
    if row.part.question is None:
        return ""
    if row.part.asks:
        return tr("asks question {number}", number=row.part.question.number)
    return tr("question {number}", number=row.part.question.number)


def used_words(heading: str | None) -> str:
    """Return where in the story a post is quoted, told apart from a question of the chat."""
    if heading is None:
        return ""
    if not heading:
        return tr("in the story, in its opening")
    return tr("in the story, under “{heading}”", heading=clean(heading[:200]))


def _picture(media: Media) -> str:
    if media.kind in {"video", "audio"}:
        kind = tr("video") if media.kind == "video" else tr("sound")
        return f"{kind}, {clean(media.alt[:200])}" if media.alt else kind
    if media.alt:
        return tr("picture: {description}", description=clean(media.alt[:200]))
    return tr("picture without description")
