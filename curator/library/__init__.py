"""The only place that speaks SQL."""

from curator.library.echoing import EchoGroup
from curator.library.facets import Facet, FacetKind
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
    EchoWhy,
    GroupSize,
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
from curator.library.undo import Changes, Step
from curator.library.words import folded

__all__ = [
    "ARCHIVE",
    "STORIES",
    "TERMS",
    "Archive",
    "ArchiveId",
    "Bin",
    "BlockId",
    "Changes",
    "Counts",
    "EchoGroup",
    "EchoWhy",
    "Echoes",
    "Facet",
    "FacetKind",
    "Figures",
    "GroupSize",
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
    "Thread",
    "definitions",
    "folded",
    "moment",
    "tokens",
    "typed",
]
