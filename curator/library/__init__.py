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
    Order,
    PersonId,
    PostId,
    Row,
    SavedSearch,
    SearchId,
    Seen,
    SnapshotId,
    StoryId,
    StoryInfo,
    Thread,
)
from curator.library.search import Query, tokens, typed
from curator.library.snapshots import SNAPSHOTS, Snapshot
from curator.library.undo import Changes, Step
from curator.library.words import folded

__all__ = [
    "ARCHIVE",
    "SNAPSHOTS",
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
    "Snapshot",
    "SnapshotId",
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
