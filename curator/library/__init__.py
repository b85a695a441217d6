"""The only place that speaks SQL."""

from curator.library.facets import Facet, FacetKind
from curator.library.groups import Echo, EchoGroup
from curator.library.library import ARCHIVE, ECHOES, PICTURES, QUESTIONS, STORIES, Library
from curator.library.meanings import TERMS, moment
from curator.library.people import FIELDS, Account, People, Person, Quoted
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
    SnapshotId,
    StoryId,
    StoryInfo,
    Thread,
)
from curator.library.search import Query, tokens, typed
from curator.library.snapshots import SNAPSHOTS, Snapshot
from curator.library.standings import person_of
from curator.library.undo import Changes, Step
from curator.library.words import folded

__all__ = [
    "ARCHIVE",
    "ECHOES",
    "FIELDS",
    "PICTURES",
    "QUESTIONS",
    "SNAPSHOTS",
    "STORIES",
    "TERMS",
    "Account",
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
    "GroupSize",
    "Library",
    "Order",
    "People",
    "Person",
    "PersonId",
    "PlacedBy",
    "Placement",
    "PostId",
    "Query",
    "Question",
    "QuestionId",
    "Quoted",
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
    "folded",
    "moment",
    "person_of",
    "tokens",
    "typed",
]
