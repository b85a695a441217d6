"""The only place that speaks SQL."""

from curator.library.echoing import EchoGroup
from curator.library.facets import Facet, FacetKind
from curator.library.library import ARCHIVE, STORIES, Library
from curator.library.meanings import TERMS, moment
from curator.library.people import FIELDS, Account, People, Person, Quoted
from curator.library.rows import (
    Archive,
    ArchiveId,
    Bin,
    BlockId,
    Counts,
    Echoes,
    Order,
    PersonId,
    PostId,
    Row,
    SavedSearch,
    SearchId,
    Seen,
    StoryId,
    StoryInfo,
    Thread,
)
from curator.library.search import Query, tokens, typed
from curator.library.standings import person_of
from curator.library.undo import Changes, Step
from curator.library.words import folded

__all__ = [
    "ARCHIVE",
    "FIELDS",
    "STORIES",
    "TERMS",
    "Account",
    "Archive",
    "ArchiveId",
    "Bin",
    "BlockId",
    "Changes",
    "Counts",
    "EchoGroup",
    "Echoes",
    "Facet",
    "FacetKind",
    "Library",
    "Order",
    "People",
    "Person",
    "PersonId",
    "PostId",
    "Query",
    "Quoted",
    "Row",
    "SavedSearch",
    "SearchId",
    "Seen",
    "Step",
    "StoryId",
    "StoryInfo",
    "Thread",
    "folded",
    "moment",
    "person_of",
    "tokens",
    "typed",
]
