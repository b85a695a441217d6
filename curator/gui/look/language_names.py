"""Names of the languages that posts are written in, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from curator.gui.look.safe_text import isolated
from curator.i18n import tr

_LONGEST = 40


def language_name(code: str) -> str:
    """Return the name of a language by its code, 'pt' or 'pt-BR'; an unknown code as it is.

    Languages that are rare in chats are called as their speakers call them.
    """
    found = QLocale.codeToLanguage(code.partition("-")[0])
    if found in {QLocale.Language.AnyLanguage, QLocale.Language.C}:
        return isolated(code[:_LONGEST])
    known = _names().get(QLocale.languageToCode(found))
    native = QLocale(found).nativeLanguageName()
    return known or isolated(native or QLocale.languageToString(found))


def _names() -> dict[str, str]:
    return {
        "ar": tr("Arabic"), "bg": tr("Bulgarian"), "bn": tr("Bengali"), "ca": tr("Catalan"),
        "cs": tr("Czech"), "cy": tr("Welsh"), "da": tr("Danish"), "de": tr("German"),
        "el": tr("Greek"), "en": tr("English"), "es": tr("Spanish"), "et": tr("Estonian"),
        "eu": tr("Basque"), "fa": tr("Persian"), "fi": tr("Finnish"), "fr": tr("French"),
        "ga": tr("Irish"), "gl": tr("Galician"), "he": tr("Hebrew"), "hi": tr("Hindi"),
        "hr": tr("Croatian"), "hu": tr("Hungarian"), "id": tr("Indonesian"), "it": tr("Italian"),
        "ja": tr("Japanese"), "ko": tr("Korean"), "lt": tr("Lithuanian"), "lv": tr("Latvian"),
        "nl": tr("Dutch"), "no": tr("Norwegian"), "pl": tr("Polish"), "pt": tr("Portuguese"),
        "ro": tr("Romanian"), "ru": tr("Russian"), "sk": tr("Slovak"), "sl": tr("Slovenian"),
        "sr": tr("Serbian"), "sv": tr("Swedish"), "ta": tr("Tamil"), "th": tr("Thai"),
        "tr": tr("Turkish"), "uk": tr("Ukrainian"), "ur": tr("Urdu"), "vi": tr("Vietnamese"),
        "zh": tr("Chinese"),
    }  # fmt: skip
