"""Long tasks, each a generator that yields its progress and returns its result.

Whoever runs a task only iterates it: the command line in a loop, the window on a thread,
a test with finish(). To cancel is to stop iterating; a task cleans up in finally.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curator.work.alternatives import (
        Swap,
        choices,
        insert_swap,
        more_of_the_same,
        note_swapped,
        other_choices,
        take,
    )
    from curator.work.archive_files import Found, archives_in
    from curator.work.assumed_zones import doubts_about_zones, fill_in_zone
    from curator.work.backup import (
        back_up_before,
        back_up_if_due,
        back_up_library,
        backup_place,
        backup_reason,
        backup_words,
        backups_of,
        keep_backups_in,
        restore_library,
        write_journal,
    )
    from curator.work.card_check import cards_compared, is_of_cards
    from curator.work.codebook import (
        CodebookRead,
        codebook_in,
        codes_of,
        export_codebook,
        export_coded,
        take_in_codes,
    )
    from curator.work.conflict_words import ConflictWords
    from curator.work.derived import catch_up, is_worked_out, work_out
    from curator.work.do_not_quote import (
        DoNotQuote,
        listed_words,
        read_do_not_quote,
        withhold_listed,
    )
    from curator.work.editor_agreement import Agreement, agreement, agreement_words
    from curator.work.export import (
        StoppedError,
        export_story,
        masked_story,
        refuse_stopped,
        still_named,
        stops,
        warnings,
        words_of_blocks,
    )
    from curator.work.facets import FacetCounts, count_facets, count_search
    from curator.work.following_thanks import story_edit
    from curator.work.full_picture import enlarge
    from curator.work.history_log import history_csv, history_size, step_kind, step_name
    from curator.work.id_lists import ids_of, read_ids
    from curator.work.imports import go_to, import_archive, preview, redo, remove_archive, undo
    from curator.work.keeping_up import KeptUp, keep_up
    from curator.work.library_copy import copy_library
    from curator.work.library_merge import (
        Merged,
        merge_conflicts,
        merge_library,
        merged_words,
        unmerged_copies,
    )
    from curator.work.link_titles import without_withheld_titles
    from curator.work.minors import protect_minors
    from curator.work.news import take_in_news
    from curator.work.overwriting import (
        OverwriteError,
        Replaceable,
        another_export,
        target_words,
        title_of,
    )
    from curator.work.people import list_people, people_csv, withheld_words
    from curator.work.people_table import PeopleTable, read_people_csv, take_people
    from curator.work.picture_fetch import (
        Failure,
        Fetched,
        fetch_pictures,
        look_for_pictures,
        servers,
    )
    from curator.work.publication import Draft, draft
    from curator.work.publications import (
        applies,
        forget_states,
        kept_states,
        rewrite_publications,
        take_down,
        take_out,
    )
    from curator.work.publish_kit import export_everything, export_kit, left_out_of_kit
    from curator.work.recap_templates import (
        Recipe,
        RecipeKind,
        built_in,
        copy_of,
        discard,
        keep,
        recipe,
        recipes,
    )
    from curator.work.recognition import Recognised, place_of, recognise
    from curator.work.remains import states_counted
    from curator.work.report import ImportReport, Preview
    from curator.work.rough_cuts import RoughCut, rough_cut, snippet_blocks
    from curator.work.salvage import check_library, salvage_library, salvaged_words
    from curator.work.sample import open_sample
    from curator.work.series import Carried, carried_words, carry_from, carry_over, same_series
    from curator.work.taken_down import left_outside, outside
    from curator.work.task import Progress, Work, finish
    from curator.work.thread_post import thread_post
    from curator.work.watch import Watched
    from curator.work.whole_file import digest_of, write_whole

__all__ = [
    "Agreement",
    "Carried",
    "CodebookRead",
    "ConflictWords",
    "DoNotQuote",
    "Draft",
    "FacetCounts",
    "Failure",
    "Fetched",
    "Found",
    "ImportReport",
    "KeptUp",
    "Merged",
    "OverwriteError",
    "PeopleTable",
    "Preview",
    "Progress",
    "Recipe",
    "RecipeKind",
    "Recognised",
    "Replaceable",
    "RoughCut",
    "StoppedError",
    "Swap",
    "Watched",
    "Work",
    "agreement",
    "agreement_words",
    "another_export",
    "applies",
    "archives_in",
    "back_up_before",
    "back_up_if_due",
    "back_up_library",
    "backup_place",
    "backup_reason",
    "backup_words",
    "backups_of",
    "built_in",
    "cards_compared",
    "carried_words",
    "carry_from",
    "carry_over",
    "catch_up",
    "check_library",
    "choices",
    "codebook_in",
    "codes_of",
    "copy_library",
    "copy_of",
    "count_facets",
    "count_search",
    "digest_of",
    "discard",
    "doubts_about_zones",
    "draft",
    "enlarge",
    "export_codebook",
    "export_coded",
    "export_everything",
    "export_kit",
    "export_story",
    "fetch_pictures",
    "fill_in_zone",
    "finish",
    "forget_states",
    "go_to",
    "history_csv",
    "history_size",
    "ids_of",
    "import_archive",
    "insert_swap",
    "is_of_cards",
    "is_worked_out",
    "keep",
    "keep_backups_in",
    "keep_up",
    "kept_states",
    "left_out_of_kit",
    "left_outside",
    "list_people",
    "listed_words",
    "look_for_pictures",
    "masked_story",
    "merge_conflicts",
    "merge_library",
    "merged_words",
    "more_of_the_same",
    "note_swapped",
    "open_sample",
    "other_choices",
    "outside",
    "people_csv",
    "place_of",
    "preview",
    "protect_minors",
    "read_do_not_quote",
    "read_ids",
    "read_people_csv",
    "recipe",
    "recipes",
    "recognise",
    "redo",
    "refuse_stopped",
    "remove_archive",
    "restore_library",
    "rewrite_publications",
    "rough_cut",
    "salvage_library",
    "salvaged_words",
    "same_series",
    "servers",
    "snippet_blocks",
    "states_counted",
    "step_kind",
    "step_name",
    "still_named",
    "stops",
    "story_edit",
    "take",
    "take_down",
    "take_in_codes",
    "take_in_news",
    "take_out",
    "take_people",
    "target_words",
    "thread_post",
    "title_of",
    "undo",
    "unmerged_copies",
    "warnings",
    "withheld_words",
    "withhold_listed",
    "without_withheld_titles",
    "words_of_blocks",
    "work_out",
    "write_journal",
    "write_whole",
]

_HOMES = {
    "editor_agreement": "Agreement agreement agreement_words",
    "library_merge": "Merged merge_conflicts merge_library merged_words unmerged_copies",
    "backup": "back_up_before back_up_if_due back_up_library backup_reason backup_words"
    " backup_place backups_of keep_backups_in restore_library write_journal",
    "codebook": "CodebookRead codebook_in codes_of export_codebook export_coded take_in_codes",
    "conflict_words": "ConflictWords",
    "library_copy": "copy_library",
    "card_check": "cards_compared is_of_cards",
    "do_not_quote": "DoNotQuote read_do_not_quote listed_words withhold_listed",
    "minors": "protect_minors",
    "assumed_zones": "doubts_about_zones fill_in_zone",
    "publication": "Draft draft",
    "following_thanks": "story_edit",
    "full_picture": "enlarge",
    "export": "StoppedError export_story masked_story refuse_stopped still_named stops"
    " warnings words_of_blocks",
    "whole_file": "digest_of write_whole",
    "overwriting": "OverwriteError Replaceable another_export target_words title_of",
    "facets": "FacetCounts count_facets count_search",
    "picture_fetch": "Failure Fetched fetch_pictures look_for_pictures servers",
    "history_log": "history_csv history_size step_kind step_name",
    "id_lists": "ids_of read_ids",
    "imports": "go_to import_archive preview redo remove_archive undo",
    "people": "list_people people_csv withheld_words",
    "people_table": "PeopleTable read_people_csv take_people",
    "publications": "forget_states kept_states rewrite_publications applies take_down take_out",
    "remains": "states_counted",
    "link_titles": "without_withheld_titles",
    "taken_down": "left_outside outside",
    "publish_kit": "export_everything export_kit left_out_of_kit",
    "recap_templates": "Recipe RecipeKind built_in copy_of discard keep recipe recipes",
    "recognition": "Recognised place_of recognise",
    "report": "ImportReport Preview",
    "keeping_up": "KeptUp keep_up",
    "rough_cuts": "RoughCut rough_cut snippet_blocks",
    "salvage": "check_library salvage_library salvaged_words",
    "sample": "open_sample",
    "series": "Carried carry_from carry_over same_series carried_words",
    "thread_post": "thread_post",
    "alternatives": "Swap choices more_of_the_same note_swapped other_choices insert_swap take",
    "task": "Progress Work finish",
    "archive_files": "Found archives_in",
    "news": "take_in_news",
    "watch": "Watched",
    "derived": "catch_up is_worked_out work_out",
}
"""Which module defines what: each is loaded on first use, because a start needs few of them."""


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        for each in names.split():
            own, _, called = each.partition("=")
            if name == (called or own):
                globals()[name] = found = getattr(import_module(f"curator.work.{module}"), own)
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
