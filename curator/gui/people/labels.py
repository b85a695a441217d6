"""Labels of steps about people."""

from __future__ import annotations

from curator.i18n import tr, trn


def set_label(name: str, value: str | bool, count: int) -> str:  # noqa: FBT001  what a cell gives
    """Return the label of a step that sets a field for a number of people."""
    match name, value:
        case "muted", True:
            return trn("Mute {count} person", "Mute {count} people", count)
        case "muted", _:
            return trn("Unmute {count} person", "Unmute {count} people", count)
        case "consent", "withheld":
            return trn("Withhold {count} person", "Withhold {count} people", count)
        case _:
            return trn(
                "Change the {what} of {count} person",
                "Change the {what} of {count} people",
                count,
                what=_names()[name],
            )


def _names() -> dict[str, str]:
    return {
        "role": tr("role"),
        "organisation": tr("organisation"),
        "sector": tr("sector"),
        "consent": tr("consent"),
        "seat": tr("seat"),
        "newcomer": tr("newcomer note"),
        "wishes": tr("wishes"),
    }
