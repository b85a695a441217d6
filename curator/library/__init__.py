"""The only place that speaks SQL."""

from curator.library.echoing import EchoGroup
from curator.library.facets import FACETS, Facet, FacetKind
from curator.library.facts import Figures, definitions
from curator.library.library import ARCHIVE, STORIES, Library
from curator.library.meanings import TERMS, moment
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
    Tag,
    TagId,
    Thread,
)
from curator.library.search import Query, tokens, typed
from curator.library.tags import KEYS, LONGEST_TAG, renamed
from curator.library.undo import Changes, Step
from curator.library.words import folded

__all__ = [
    "ARCHIVE",
    "FACETS",
    "KEYS",
    "LONGEST_TAG",
    "STORIES",
    "TERMS",
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
    "Figures",
    "Library",
    "Order",
    "PersonId",
    "PostId",
    "Query",
    "Row",
    "SavedSearch",
    "SearchId",
    "Seen",
    "Step",
    "StoryId",
    "StoryInfo",
    "Tag",
    "TagId",
    "Thread",
    "definitions",
    "folded",
    "moment",
    "renamed",
    "tokens",
    "typed",
]
