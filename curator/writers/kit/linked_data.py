"""A story as linked data (JSON-LD): for machines, who said what where, and nothing that runs."""

from __future__ import annotations

from typing import Any

import orjson

from curator.writers.kit.manuscript import Manuscript, Quoted


def linked_data(found: Manuscript) -> str:
    """Return a manuscript as JSON-LD in which no sign can end a script element."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": found.title,
        "inLanguage": "en",
        "about": list(found.topics),
        "citation": [_posting(quote) for quote in found.quotes],
    }
    if found.days:
        told["temporalCoverage"] = "/".join(day.isoformat() for day in found.days)
    written = orjson.dumps(told).decode()
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written


def _posting(quote: Quoted) -> dict[str, Any]:
    person = {"@type": "Person", "name": quote.by.name}
    if quote.by.handle:
        person["alternateName"] = quote.by.handle
    told = {
        "@type": "SocialMediaPosting",
        "author": person,
        "datePublished": quote.when.machine,
    }
    return told | ({"url": quote.permalink} if quote.permalink else {})
