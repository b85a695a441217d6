"""The only place that speaks SQL."""

from curator.library.facets import Facet, FacetKind
from curator.library.facts import Figures, definitions
from curator.library.groups import Echo, EchoGroup
from curator.library.library import ARCHIVE, ECHOES, STORIES, Library
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
    PlacedBy,
    Placement,
    PostId,
    Question,
    QuestionId,
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
    "ECHOES",
    "STORIES",
    "TERMS",
    "Archive",
    "ArchiveId",
    "Bin",
    "BlockId",
    "Changes",
    "Counts",
    "Echo",
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
    "PlacedBy",
    "Placement",
    "PostId",
    "Query",
    "Question",
    "QuestionId",
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
