"""Laws of revisions: whatever the two texts are, nothing of either is lost and nothing is made up."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from differ.compare import compare
from reports.facing import align
from reports.revisions import after, before, revise
from reports.rewording import Mark
from tests.unit.reports.test_facing import OLD, facing, read

SENTENCES = st.sampled_from(
    [
        "受理时限为5个工作日。",
        "受理时限为3个工作日。",
        "不得另行收费。",
        "可以另行收费。",
        "在网上公布结果。",
        "",
        "\n",
        "与《海岭条例》一致。",
    ]
)
NUMBERS = st.sampled_from(["（一）", "（二）", "（三）", "第一条　", "第二条　", "二、", ""])
LINES = st.lists(st.tuples(NUMBERS, st.lists(SENTENCES, max_size=4).map("".join)).map("".join), max_size=7)
TEXTS = LINES.map(lambda lines: "海岭省若干措施\n" + "\n".join(lines))


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_any_two_papers(one: str, other: str) -> None:
    """Rejecting gives the old text, accepting the new one; equal texts have no revision; every block stands in one row."""
    old, new = read(one + "附则。"), read(other + "附则。")
    held = replace(facing(OLD, OLD), old=old, new=new, comparison=compare(old, new))
    revisions = revise(held)
    assert before(revisions) == old.text and after(revisions) == new.text
    assert old.text != new.text or all(revision.mark is Mark.KEPT for revision in revisions)
    aligned = align(old, new, held.comparison)
    for side, places in (
        (aligned.old, [p for row in aligned.rows for p in row.old]),
        (aligned.new, [p for row in aligned.rows for p in row.new]),
    ):
        assert sorted(places) == list(range(len(side)))
