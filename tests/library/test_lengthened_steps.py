"""Words saved while they are typed are one step to undo."""

from curator.library import Library, Step, StoryId


def rename(library: Library, story: StoryId, title: str, onto: Step | None) -> Step | None:
    with library.edit("Edit title", onto):
        library.stories.rename(story, title)
    return library.next_undo


def titles(library: Library) -> list[str]:
    return [story.title for story in library.stories.all()]


def test_drafts_of_one_visit_are_undone_together(library: Library) -> None:
    with library.edit("New story"):
        story = library.stories.new("First")
    step: Step | None = None
    for title in ("Se", "Seco", "Second"):
        step = rename(library, story, title, step)
    library.undo()
    assert titles(library) == ["First"]
    library.redo()
    assert titles(library) == ["Second"]


def test_a_draft_after_another_edit_is_a_step_of_its_own(library: Library) -> None:
    with library.edit("New story"):
        story = library.stories.new("First")
    step = rename(library, story, "Second", None)
    with library.edit("New story"):
        library.stories.new("Other")
    rename(library, story, "Third", step)
    library.undo()
    assert titles(library) == ["Second", "Other"]


def test_an_undone_step_is_not_lengthened(library: Library) -> None:
    with library.edit("New story"):
        story = library.stories.new("First")
    step = rename(library, story, "Second", None)
    library.undo()
    rename(library, story, "Third", step)
    library.undo()
    assert titles(library) == ["First"]
