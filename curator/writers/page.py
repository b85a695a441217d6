"""A page: one HTML file that holds all it shows, asks nobody for anything, and runs nothing.

Its look is resources/templates/page.html and page.css. Everything people posted is escaped
by the template. Mentions and hashtags are set apart but lead nowhere: which page they once
led to is not in the archive, and a guess may lead to somebody else. Only a link's own
address, if it is one of the web, is linked.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final

from jinja2 import Environment, StrictUndefined, Template, TemplateError
from markupsafe import Markup

from curator.i18n import grouped, tr, trn
from curator.i18n import language as spoken
from curator.model import (
    Block,
    Cast,
    Chart,
    Composed,
    Counted,
    Divider,
    Facts,
    Group,
    Heading,
    Image,
    Links,
    Media,
    Passage,
    PullQuote,
    Quote,
    Story,
    Testimonial,
    as_read,
)
from curator.quoting import passage_markdown, shown_post
from curator.resources import resource
from curator.writers.kit.counted_html import Counting, counting, hosts_and_guests
from curator.writers.kit.html_body import BRACKET, in_attribute, prose_in_html, words_in_html
from curator.writers.kit.linked_data import linked_data
from curator.writers.kit.look import (
    OwnLook,
    fault_in,
    original_template,
    own_template,
    page_styles,
)
from curator.writers.kit.manuscript import Manuscript, manuscript
from curator.writers.kit.masthead import days, head_title, kicker, small_print, title_of
from curator.writers.kit.names import Byline, byline
from curator.writers.kit.other_blocks import (
    credit_of,
    described,
    testimonial_words,
    voices_words,
)
from curator.writers.kit.pictures import (
    PORTRAIT_SIZE,
    Pictures,
    Size,
    alt_of,
    missing_picture_words,
    note_on,
    shown_media,
)
from curator.writers.kit.plain_text import plain_prose
from curator.writers.kit.safe_words import (
    UNSEEN,
    Run,
    begins_as_address,
    begins_with_address,
    language,
    one_line,
    paragraphs,
    runs,
    unembedded,
    web_address,
)
from curator.writers.kit.short_heading import short_heading
from curator.writers.kit.story_record import Use, inert_json, story_record
from curator.writers.kit.times import PostTime, post_time, zone_of

TITLE = "Page"
HINT = "One file, opens anywhere"
GROUP: Final = "page"
SUFFIX = ".html"

_NUMBER = re.compile(r"(?:Q|Question )?\.?(\d{1,2})[.:)]\s+(?=\S)", re.IGNORECASE)
_PICTURES = 800_000
"""Most bytes of all of a page's pictures, unless they would be too small for a phone."""

_DESCRIPTION = 200
"""Characters of the description that search engines show."""

_NOTHING, _NOBODY, _NEVER = Markup(), Byline(""), PostTime("", "")


@dataclass(slots=True)
class _Section:
    """A section of the story."""

    anchor: str = ""
    number: str = ""
    heading: str = ""
    level: int = 2
    blocks: list[_Shown] = field(default_factory=list)
    quotes: int = 0
    answers: int = 0
    """The number of answers to its question; 0 is unknown."""

    @property
    def short(self) -> str:
        """Return its heading for the table of contents."""
        return short_heading(self.heading)

    @property
    def count(self) -> str:
        """Return the number of its quotes, in words."""
        if self.quotes and self.answers:
            answers = trn("{count} answer", "{count} answers", self.answers)
            return tr("{quotes} of {answers}", quotes=grouped(self.quotes), answers=answers)
        return trn("{count} quote", "{count} quotes", self.quotes) if self.quotes else ""


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture of the page, or the sentence in its place."""

    address: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A block of the page."""

    kind: str
    """'quote', 'pull', 'passage', 'testimonial', 'gallery', 'divider', 'facts', 'chart', 'cast'
    or 'links'."""

    html: Markup = _NOTHING
    words: list[list[list[Run]]] = field(default_factory=list)
    by: Byline = _NOBODY
    avatar: str = ""
    said: PostTime = _NEVER
    permalink: str = ""
    lang: str = ""
    pictures: tuple[_Picture, ...] = ()
    counted: Counting | None = None

    @property
    def loose(self) -> bool:
        """Return whether it begins with an address, which is preceded by a word joiner."""
        return bool(self.words) and begins_with_address(self.words[0])


def dressed(story: Story, name: str, own: OwnLook) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the story as one page in a look of the user's."""
    template = own_template(own.template, {"inert": _inert}) if own.template else _template()
    try:
        html = _filled(_Blocks(story), template, page_styles(own))
    except TemplateError as error:
        raise fault_in(error) from error
    yield PurePosixPath(name + SUFFIX), html.encode()


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the story as one page."""
    yield PurePosixPath(name + SUFFIX), page(story).encode()


def page(story: Story) -> str:
    """Return the story as a page of HTML."""
    return _filled(_Blocks(story), _template())


def _filled(shown: _Blocks, template: Template, more_css: str = "") -> str:
    """Return a template filled with a story."""
    story = shown.story
    css = resource("templates/page.css").read_text("utf-8") + more_css
    description = _description(story)
    opening, sections = _sections(story, shown)
    return template.render(
        language=spoken(),
        css=Markup(css),  # noqa: S704  our own file
        css_digest=b64encode(sha256(css.encode()).digest()).decode(),
        head_title=head_title(story),
        description=description,
        linked_data=Markup(linked_data(shown.manuscript)),  # noqa: S704  spelt so that no tag ends it
        record=Markup(inert_json(story_record(story, shown.published))),  # noqa: S704  as above
        one_day=_is_of_one_day(story),
        kicker=kicker(story),
        title=title_of(story),
        opening=opening,
        seated=hosts_and_guests(story),
        sections=sections,
        contents=[section for section in sections if section.heading and section.level == 2],  # noqa: PLR2004  <h2>
        small_print=small_print(story),
        contents_title=tr("On this page"),
        empty=tr("Nothing is quoted here yet."),
        unseen=UNSEEN,
        made_with=tr("Made with Curator."),
    )


def _is_of_one_day(story: Story) -> bool:
    """Tell whether the line above the title has the date of all quotes."""
    when = days(story)
    return when is not None and when[0] == when[1]


def _description(story: Story) -> str:
    """Return the description for search engines and link previews."""
    prose = (block.text for block in story.blocks if isinstance(block, Passage))
    words = one_line(plain_prose(next(prose, ""))) or " ".join(small_print(story)[:1])
    return words if len(words) <= _DESCRIPTION else f"{words[: _DESCRIPTION - 1].rstrip()}…"


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["inert"] = _inert
    return environment.from_string(original_template("page"))


def _inert(text: str) -> Markup:
    """Return text as HTML that editors leave unchanged when it is pasted."""
    return _upright(words_in_html(text))


def _prose(text: str) -> Markup:
    """Return a passage as HTML that editors leave unchanged when it is pasted."""
    return _upright(prose_in_html(text))


def _upright(html: str) -> Markup:
    """Return HTML whose brackets look like the words around them."""
    return Markup(html.replace(BRACKET, '<var class="sign">[</var>'))  # noqa: S704  escaped before


def _sections(story: Story, shown: _Blocks) -> tuple[list[Markup], list[_Section]]:
    """Return the opening passages and the sections."""
    labelled = any(_NUMBER.match(b.text) for b in story.blocks if isinstance(b, Heading))
    opening: list[Markup] = []
    sections: list[_Section] = []
    for block in as_read(story.blocks):
        if isinstance(block, Heading):
            sections.append(_headed(block, sections, labelled=labelled))
            sections[-1].answers = story.answers.get(block.id, 0)
        elif isinstance(block, Passage) and not block.is_note and not sections:
            opening.append(_prose(block.text))
        else:
            if not sections:
                sections.append(_Section())
            sections[-1].blocks.append(shown.of(block))
            sections[-1].quotes += isinstance(block, Quote | PullQuote)
    if not labelled:
        _leave_closing_unnumbered(sections)
    return opening, sections


def _leave_closing_unnumbered(sections: list[_Section]) -> None:
    """Take the numbers from what follows the last section with quotes: links, cast, thanks."""
    last = max((at for at, section in enumerate(sections) if section.quotes), default=None)
    if last is not None:
        for section in sections[last + 1 :]:
            section.number = ""


def _headed(block: Heading, before: list[_Section], *, labelled: bool) -> _Section:
    """Return a new section with the number in its heading, or else its position."""
    text, level = one_line(block.text), min(max(block.level, 2), 4)
    anchor = f"part-{len(before) + 1}"
    if level > 2:  # noqa: PLR2004  only <h2> is numbered
        return _Section(anchor, "", text, level)
    if labelled:
        label = _NUMBER.match(text)
        number = label[1] if label else ""
        return _Section(anchor, number, text[label.end() :] if label else text, level)
    number = str(1 + sum(1 for section in before if section.number))
    return _Section(anchor, number, text, level)


def _portraits(story: Story) -> Iterator[Media]:
    """Yield the portraits that a story may show."""
    for quote in story.quotes:
        if portrait := byline(quote).avatar:
            yield portrait


def picture_side(story: Story) -> int:
    """Return the pixels of the longer side that the pictures of a story's page may have."""
    shown = tuple(shown_media(story))
    return Pictures(story).fitting(shown, _PICTURES).longest


class _Blocks:
    """Prepares blocks for the template, and has their pictures drawn meanwhile."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._pictures = Pictures(story)
        self._pictures.draw(_portraits(story), PORTRAIT_SIZE)
        self._fitted = self._pictures.fitted(shown_media(story), _PICTURES)
        self._zone = zone_of(story)
        self._told = ""

    @property
    def _size(self) -> Size:
        return self._fitted.result()

    @property
    def manuscript(self) -> Manuscript:
        """The story in plain pieces, with the pictures of the page."""
        return manuscript(self.story, self._pictures, self._size)

    def of(self, block: Block) -> _Shown:
        """Return a block for the template; headings begin a section instead."""
        match block:
            case Heading():
                return _Shown("passage")
            case Passage():
                return _Shown("passage", _prose(passage_markdown(block)))
            case Divider():
                return _Shown("divider")
            case PullQuote():
                words = paragraphs([Run(f"“{one_line(block.text)}”", "", "")])
                return self._quote("pull", block, words)
            case Quote():
                post = shown_post(block, self.story)
                media = () if block.compact else post.media
                pictures = tuple(self._picture(each) for each in media)
                words = unembedded(paragraphs(runs(post)))
                kind = "quote compact" if block.compact else "quote"
                return self._quote(kind, block, words, pictures)
            case _:
                return self._composed(block)

    def published(self, media: Media, use: Use) -> str:
        """Return the SHA-256 of a picture in the page, after its blocks were prepared; or ''."""
        return self._pictures.published(media, PORTRAIT_SIZE if use == "portrait" else self._size)

    def _counted(self, block: Counted) -> _Shown:
        found = counting(block)
        told, self._told = self._told, found.scope or self._told
        if found.scope == told:
            found = replace(found, scope="")
        return _Shown(type(block).__name__.casefold(), counted=found)

    def _composed(self, block: Composed | Counted) -> _Shown:
        match block:
            case Facts() | Chart() | Cast() | Links():
                return self._counted(block)
            case Image():
                shown = replace(self._picture(block.media), alt=in_attribute(described(block)))
                caption = one_line(block.caption)
                return _Shown("gallery", pictures=(replace(shown, note=caption or shown.note),))
            case Testimonial():
                return _Shown("testimonial", _prose(testimonial_words(block)))
            case Group("gallery", quotes):
                return _Shown("gallery", pictures=tuple(self._gallery(quotes)))
            case Group(_, quotes):
                return _Shown("passage", _prose(voices_words(quotes)))

    def _gallery(self, quotes: Iterable[Quote]) -> Iterator[_Picture]:
        """Yield the pictures of posts, each with who posted it; those only that can be shown."""
        for quote in quotes:
            for media in quote.post.media:
                shown = self._picture(media)
                if shown.address:
                    yield replace(shown, note=credit_of(quote))

    def _quote(
        self,
        kind: str,
        block: Quote | PullQuote,
        words: list[list[list[Run]]],
        pictures: tuple[_Picture, ...] = (),
    ) -> _Shown:
        by = byline(block)
        if begins_as_address(by.name):
            by = replace(by, name=UNSEEN + by.name)
        small = isinstance(block, Quote) and block.compact
        portrait = self._pictures.of(by.avatar, PORTRAIT_SIZE) if by.avatar and not small else None
        return _Shown(
            kind,
            words=words,
            by=by,
            avatar=portrait.address if portrait else "",
            said=post_time(block.post, self._zone),
            permalink="" if block.credit else web_address(block.post.url),
            lang=language(block.post.lang),
            pictures=pictures,
        )

    def _picture(self, media: Media) -> _Picture:
        made = self._pictures.of(media, self._size)
        if made is None:
            return _Picture(
                note=missing_picture_words(media, held=self._pictures.is_captured(media))
            )
        return _Picture(
            made.address, in_attribute(alt_of(media)), made.width, made.height, note_on(media)
        )
