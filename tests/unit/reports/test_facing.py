"""Two versions face to face, and the new text as revisions of the old one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from differ.compare import compare
from domain.card import Edition, Paper
from domain.document import Document, RawDocument, RawPart
from normalizer.normalize import normalize
from reports.facing import Facing, align, blocks, same
from reports.revisions import after, before, revise
from reports.rewording import Mark

AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
OLD = """\
海岭省药品监管若干措施
海药监规〔2026〕1号
一、服务
（一）优化受理。受理时限由5个工作日压缩为4个工作日。（省药监局负责）
（二）强化辅导。对重点品种实行专人辅导。（省药监局负责）
（三）公开指南。编制并公开办事指南。（省药监局负责）
二、保障
（四）加强协同。与卫生部门定期会商。（省药监局、省卫生健康委负责）
本措施自2026年3月1日起施行。
"""
NEW = """\
海岭省药品监管若干措施
海药监规〔2026〕9号
一、服务
（一）公开指南。编制并公开办事指南。（省药监局负责）
（二）优化受理。受理时限由5个工作日压缩为2个工作日。（省药监局负责）
（三）设立窗口。设立综合窗口并在网上公布地址。（省药监局负责）
二、保障措施
（四）加强协同。与卫生部门定期会商。（省药监局、省卫生健康委负责）
本措施自2026年10月1日起施行。
"""


def read(text: str, name: str = "text.txt") -> Document:
    return normalize(RawDocument((RawPart(text.encode(), name=name),)))


def edition(name: str) -> Edition:
    return Edition(1, name * 64, "1.4", AT, origin=f"{name}.txt", title="海岭省药品监管若干措施")


def facing(old: str = OLD, new: str = NEW, **paper: str) -> Facing:
    one, other = read(old), read(new)
    named = replace(Paper(1, other.title or "文件", url="https://hl.example/art/1.html"), **paper)  # type: ignore[arg-type]
    return Facing(named, one, other, edition("a"), edition("b"), compare(one, other), AT)


def test_every_block_stands_in_one_row() -> None:
    """Blocks joined are the text; each stands in exactly one row, measures beside their counterparts."""
    held = facing()
    aligned = align(held.old, held.new, held.comparison)
    for document, side in ((held.old, aligned.old), (held.new, aligned.new)):
        assert "".join(one.span.of(document.text) for one in side) == document.text
        assert blocks(document) == side
    assert sorted(place for row in aligned.rows for place in row.old) == list(range(len(aligned.old)))
    assert sorted(place for row in aligned.rows for place in row.new) == list(range(len(aligned.new)))


def test_rows_follow_the_new_text_with_deletions_where_they_stood() -> None:
    """（二）强化辅导 is gone and stands behind 优化受理, which it followed."""
    held = facing()
    aligned = align(held.old, held.new, held.comparison)
    news = [row.new[0] for row in aligned.rows if row.new]
    assert news == sorted(news)
    said = [aligned.old[row.old[0]].span.of(held.old.text)[:8] if row.old else "" for row in aligned.rows]
    assert said[said.index("（二）强化辅导。") - 1].startswith("（一）优化受理")


def test_lines_outside_of_measures_are_paired_by_likeness() -> None:
    """A heading that grew and a date of effect that moved are one line each, changed; equal lines are the same."""
    held = facing()
    aligned = align(held.old, held.new, held.comparison)
    changed = {
        (aligned.old[row.old[0]].span.of(held.old.text).strip(), aligned.new[row.new[0]].span.of(held.new.text).strip())
        for row in aligned.rows
        if row.change is None and row.old and row.new and not same(row, aligned, held.old, held.new)
    }
    assert ("二、保障", "二、保障措施") in changed
    assert any(one.startswith("本措施自2026年3月") and other.startswith("本措施自2026年10月") for one, other in changed)


def test_revisions_lead_from_one_text_to_the_other() -> None:
    """Rejected they are the old text, accepted the new one; a number keeps its unit."""
    held = facing()
    revisions = revise(held)
    assert before(revisions) == held.old.text and after(revisions) == held.new.text
    assert {"4个工作日", "2个工作日"} <= {one.text for one in revisions if one.mark is not Mark.KEPT}
    assert any(one.mark is Mark.DELETED and "强化辅导" in one.text for one in revisions)


def test_words_beside_a_change_are_no_revision() -> None:
    """不 alone is put in, a unit alone is added: what the differ shows for context stays as it is."""
    new = OLD.replace("对重点品种实行", "对重点品种不实行").replace("省卫生健康委负责", "省卫生健康委、省财政厅负责")
    marked = [(one.mark, one.text) for one in revise(facing(OLD, new)) if one.mark is not Mark.KEPT]
    assert marked == [(Mark.INSERTED, "不"), (Mark.INSERTED, "、省财政厅")]


@pytest.mark.parametrize(
    "pair", [(OLD, OLD), (OLD, ""), ("", NEW), ("甲\n乙", "乙\n甲"), ("Ａ甲", "A甲"), ("甲\n", "甲\n\n\n乙")]
)
def test_revisions_of_any_two_texts(pair: tuple[str, str]) -> None:
    """Equal, empty, swapped and differently spaced texts too."""
    old, new = (replace(read(OLD), text=text, measures=(), sections=()) for text in pair)
    held = replace(facing(), old=old, new=new, comparison=compare(old, new))
    revisions = revise(held)
    assert (before(revisions), after(revisions)) == pair
    assert all(one.text for one in revisions)


def test_revisions_of_real_laws(shared: Path) -> None:
    """Ten amended laws, to the last character, with nothing marked that stayed: the marks are fewer than the texts' edit shares."""
    for folder in sorted((shared / "gold" / "laws").iterdir()):
        old, new = (read((folder / name).read_text("utf-8")) for name in ("old.txt", "new.txt"))
        revisions = revise(replace(facing(), old=old, new=new, comparison=compare(old, new)))
        assert before(revisions) == old.text and after(revisions) == new.text
        assert sum(len(one.text) for one in revisions if one.mark is Mark.KEPT) > 0.6 * len(old.text), folder.name
