"""A story as linked data (JSON-LD): for machines, who said what where, and nothing that runs."""

from __future__ import annotations

from typing import Any

from curator.i18n import language
from curator.model import Origin
from curator.writers.kit.manuscript import Manuscript, Quoted
from curator.writers.kit.story_record import inert_json


def linked_data(found: Manuscript) -> str:
    """Return a manuscript as JSON-LD in which no sign can end a script element."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": found.title,
        "inLanguage": language(),
        "about": list(found.topics),
        "citation": [_posting(quote) for quote in found.quotes],
    }
    if found.days:
        told["temporalCoverage"] = "/".join(day.isoformat() for day in found.days)
    return inert_json(told)


def _posting(quote: Quoted) -> dict[str, Any]:
    person = {"@type": "Person", "name": quote.by.name}
    if quote.by.handle:
        person["alternateName"] = quote.by.handle
    told: dict[str, Any] = {
        "@type": "SocialMediaPosting",
        "author": person,
        "datePublished": quote.when.machine,
    }
    if quote.permalink:
        told["url"] = quote.permalink
    if quote.origin:
        told["isBasedOn"] = _file(quote.origin)
    return told


def _file(origin: Origin) -> dict[str, Any]:
    """Return the file in which a post can be looked up: digest, place, day of the import."""
    return {
        "@type": "DataDownload",
        "sha256": origin.digest,
        "description": origin.place,
        "uploadDate": origin.day,
    }
