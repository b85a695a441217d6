"""A look of one's own: a readable accent colour, a font, a template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from curator.errors import LookError
from curator.i18n import tr
from curator.resources import resource
from curator.writers.kit.html_body import Setting, words_in_html
from curator.writers.kit.manuscript import (
    Head,
    Listing,
    Manuscript,
    Pictured,
    Piece,
    Prose,
    Quoted,
    Rule,
    Table,
)

LEAST = 4.5
"""Least contrast for readable text (WCAG 2)."""

_LIGHT_PAPER, _DARK_PAPER = "#ffffff", "#171919"
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_STEP = 0.04

_FONT = re.compile(r"\w[\w .-]{0,60}")
_GENERIC = frozenset(("serif", "sans-serif", "monospace", "cursive", "system-ui"))


@dataclass(frozen=True, slots=True)
class OwnLook:
    """What a user wants otherwise than it comes with Curator; empty is as it comes."""

    template: str = ""
    """The text of a template; see `original_template`."""

    accent: str = ""
    """The colour of links, numbers and edges: '#0B6A70'."""

    font: str = ""
    """The font, or several, of which the reader's device takes the first it has."""

    @property
    def values(self) -> dict[str, str]:
        """Return what differs, by name."""
        told = {"template": self.template, "accent": self.accent, "font": self.font}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class TemplatePiece:
    """A piece of a story, as a template of a post or newsletter has it."""

    kind: str
    """'heading', 'text', 'testimonial', 'quote', 'pull', 'pictures', 'list', 'table', 'rule'."""

    html: Markup
    """The piece as Curator sets it."""

    words: str = ""
    """The words of a heading or quote; for a quote also name, handle, time and permalink."""

    name: str = ""
    handle: str = ""
    when: str = ""
    permalink: str = ""


def original_template(target: str) -> str:
    """Return the template of a target as it comes with Curator, as a start for one's own."""
    return resource(f"templates/{target}.html").read_text("utf-8")


def filled(found: Manuscript, setting: Setting, template: str, **more: object) -> str:
    """Return a template of the user's filled with a story, for the body of a post or a mail."""
    made = own_template(template, {"inert": lambda text: Markup(words_in_html(text))})  # noqa: S704  escaped
    pieces = [_template_piece(piece, setting) for piece in found.pieces]
    try:
        return made.render(
            title=found.title,
            kicker=found.kicker,
            pieces=pieces,
            small_print=" ".join(found.small_print),
            **more,
        )
    except TemplateError as error:
        raise fault_in(error) from error


def _template_piece(piece: Piece, setting: Setting) -> TemplatePiece:
    html = Markup("\n".join(setting.piece(piece)))  # noqa: S704  our own HTML
    if isinstance(piece, Quoted):
        return TemplatePiece(
            piece.kind, html, piece.words, piece.by.name, piece.by.handle, piece.when.words,
            piece.permalink,
        )  # fmt: skip
    words = piece.text if isinstance(piece, Head) else ""
    return TemplatePiece(_kind(piece), html, words)


def _kind(piece: Head | Prose | Pictured | Listing | Table | Rule) -> str:
    match piece:
        case Prose(_, kind):
            return kind
        case Head():
            return "heading"
        case Pictured():
            return "pictures"
        case Listing():
            return "list"
        case Table():
            return "table"
        case Rule():
            return "rule"


def font_family(font: str) -> str:
    """Return the value of a font-family, for a style within double quotes.

    Nothing is fetched: a reader whose device lacks the font sees the next one.
    """
    names = [" ".join(name.split()) for name in font.split(",")]
    for name in names:
        if not _FONT.fullmatch(name):
            raise LookError(
                tr("“{font}” is no name of a font. Write it like Georgia, or Georgia, serif.",
                    font=name)
            )  # fmt: skip
    last = [] if names[-1] in _GENERIC else ["sans-serif"]
    return ",".join(name if name in _GENERIC else f"'{name}'" for name in [*names, *last])


def readable(colour: str) -> str:
    """Return a colour that can be read on white; refuse others, with the nearest that can be."""
    accent_styles(colour)
    return colour


def restyled(styles: Mapping[str, str], swaps: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return styles in which each first text stands replaced by the second."""
    found = dict(styles)
    for before, after in swaps:
        found = {part: style.replace(before, after) for part, style in found.items()}
    return found


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((_light_of(one), _light_of(other)))
    return (high + 0.05) / (low + 0.05)


def page_styles(own: OwnLook) -> str:
    """Return the style sheet that gives a page a colour and a font, to come after its own."""
    css = accent_styles(own.accent) if own.accent else ""
    if own.font:
        css += f"body,h1,h2,h3,.pull blockquote p{{font-family:{font_family(own.font)}}}"
    return css


def accent_styles(colour: str) -> str:
    """Return styles that give a page its accent, in the dark a lighter one.

    A colour that cannot be read on white is refused, with the nearest one that can.
    """
    if not _COLOUR.fullmatch(colour):
        raise LookError(
            tr("“{colour}” is no colour. Write it as six digits, like #0B6A70.", colour=colour)
        )
    found = contrast(colour, _LIGHT_PAPER)
    if found < LEAST:
        raise LookError(
            tr(
                "{colour} is too pale to be read on white: its contrast is {found}, and 4.5 is"
                " needed. {other} would do.",
                colour=colour,
                found=f"{found:.1f}",
                other=_readable(colour, _LIGHT_PAPER, "#000000"),
            )
        )
    dark = _readable(colour, _DARK_PAPER, "#ffffff")
    return (
        f":root{{--accent:{colour}}}"
        f"@media (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}"
        "@media print{:root{--accent:#000}}"
    )


def own_template(source: str, filters: Mapping[str, Callable[[str], str]]) -> Template:
    """Return a template of the user's, which cannot reach into the program."""
    environment = SandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(filters)
    try:
        return environment.from_string(source)
    except TemplateSyntaxError as error:
        raise LookError(
            tr(
                "Line {number} of the template: {why}. Nothing was written.",
                number=error.lineno,
                why=str(error.message).rstrip("."),
            )
        ) from error


def fault_in(error: TemplateError) -> LookError:
    """Return, as a sentence, what is wrong with a template that failed while being filled."""
    trace, number = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            number = trace.tb_lineno
        trace = trace.tb_next
    return LookError(
        tr(
            "Line {number} of the template: {why}. Nothing was written.",
            number=number,
            why=str(error).rstrip("."),
        )
    )


def _light_of(colour: str) -> float:
    """Return the luminance of a colour, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  sRGB
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _readable(colour: str, paper: str, towards: str) -> str:
    """Return the readable colour nearest to one, on the way to another."""
    share = 0.0
    while share < 1:
        mixed = _mixed(colour, towards, share)
        if contrast(mixed, paper) >= LEAST:
            return mixed
        share += _STEP
    return towards


def _mixed(one: str, other: str, share: float) -> str:
    """Return a mixture of two colours."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in pairs)
