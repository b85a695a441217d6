"""Customisation of the page: a readable accent colour, a template."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from curator.errors import CuratorError
from curator.i18n import tr

LEAST = 4.5
"""Least contrast for readable text (WCAG 2)."""

_LIGHT_PAPER, _DARK_PAPER = "#ffffff", "#171919"
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_STEP = 0.04


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((_light_of(one), _light_of(other)))
    return (high + 0.05) / (low + 0.05)


def accent_styles(colour: str) -> str:
    """Return styles that give a page its accent, in the dark a lighter one.

    A colour that cannot be read on white is refused, with the nearest one that can.
    """
    if not _COLOUR.fullmatch(colour):
        raise CuratorError(
            tr("“{colour}” is no colour. Write it as six digits, like #0B6A70.", colour=colour)
        )
    found = contrast(colour, _LIGHT_PAPER)
    if found < LEAST:
        raise CuratorError(
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
        raise CuratorError(
            tr(
                "Line {number} of the template: {why}. Nothing was written.",
                number=error.lineno,
                why=str(error.message).rstrip("."),
            )
        ) from error


def fault_in(error: TemplateError) -> CuratorError:
    """Return, as a sentence, what is wrong with a template that failed while being filled."""
    trace, number = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            number = trace.tb_lineno
        trace = trace.tb_next
    return CuratorError(
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
