"""The protection of minors: everybody is shown by role at most until cleared."""

from __future__ import annotations

from collections.abc import Iterator

from curator.i18n import tr, trn
from curator.library import Library


def protect_minors(library: Library, *, on: bool) -> str:
    """Begin or end the protection, as one step; return what was done, in a sentence."""
    if not on:
        with library.edit(tr("End the protection of minors")):
            library.consents.protect_minors(on=False)
        return tr(
            "People imported from now on are not protected. Everybody else is shown as before."
        )
    count = len(library.consents.unprotected())
    with library.edit(tr("Protect minors")):
        library.consents.protect_minors(on=True)
    return trn(
        "{count} person is shown by role at most now, without pictures and places.",
        "{count} people are shown by role at most now, without pictures and places.",
        count,
    )


def protect_newcomers(library: Library) -> Iterator[str]:
    """Protect those who came in with an import, if the library asks for it, and say so."""
    if not library.consents.protects_minors:
        return
    people = library.consents.unprotected()
    if people:
        label = trn(
            "Protect {count} newly imported person",
            "Protect {count} newly imported people",
            len(people),
        )
        with library.edit(label):
            library.consents.protect(people)
        yield trn(
            "{count} newly imported person is protected: shown by role at most.",
            "{count} newly imported people are protected: shown by role at most.",
            len(people),
        )
