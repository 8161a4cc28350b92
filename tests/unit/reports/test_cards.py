"""One changed measure: old over new by whole sentences, with marks, quotes that are true, and what did not change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.card import Card, Passage
from domain.change import Change, Direction, EditKind, Severity, Status
from domain.document import Document, Repair
from domain.report import Report
from domain.text import Run, Span, SpanMap
from reports import citing, phrases
from reports.passages import passage
from tests.unit.reports.desk import Item, amended, edit, paper, ref, where
from tests.unit.reports.mornings import based, report_of


def marked(passage: Passage | None) -> str:
    assert passage is not None
    return "".join(f"【{piece.text}】" if piece.changed else piece.text for piece in passage.pieces)


def card_of(tmp_path: Path, old: Document, new: Document, change: Change) -> Card:
    """The card of one change to a document that is published on one morning and amended on the next."""
    desk = based(tmp_path)
    desk.begin()
    desk.publish("zj", old)
    desk.deliver()
    desk.begin()
    number = desk.store.documents()[-1].id
    desk.publish("zj", new, known=number, changes=[change])
    report = report_of(desk)
    return (*report.cards, *report.editorial)[0]


def two(
    before: str, after: str, units: tuple[str, ...] = ("甲局",), others: tuple[str, ...] | None = None
) -> tuple[Document, Document]:
    old: list[Item] = [("（一）", "优化服务", before, units)]
    new: list[Item] = [("（一）", "优化服务", after, others if others is not None else units)]
    return paper("甲省若干措施", "甲", old), paper("甲省若干措施", "甲", new)


def test_the_same_sentence_old_over_new(monday: Report) -> None:
    """Only the changed characters are marked; the context is the whole sentence."""
    card = next(card for card in monday.cards if card.value == "20 → 15个工作日")
    (pair,) = card.pairs
    assert marked(pair.old) == "临床急需器械的检验时限由25个工作日压缩为【20个工作日】。"
    assert marked(pair.new) == "临床急需器械的检验时限由25个工作日压缩为【15个工作日】。"
    assert card.tag == "提速" and phrases.numbering(card) == "编号未变"


def test_several_edits_are_one_pair_a_sentence(monday: Report) -> None:
    """Two sentences changed, one did not: two pairs, and the third is said to be unchanged."""
    card = next(card for card in monday.cards if len(card.pairs) == 2)
    assert [pair.kinds for pair in card.pairs] == [(EditKind.TIME_LIMIT,), (EditKind.MODAL,)]
    assert [pair.direction for pair in card.pairs] == [Direction.FASTER, Direction.TIGHTER]
    assert phrases.unchanged(card) == "本项其余 1 句、责任单位均未变。"
    assert card.value == "四 → 三个月 等2处"


def test_two_edits_of_one_sentence_stand_in_one_pair(tmp_path: Path) -> None:
    """Marks of both in one old and one new sentence."""
    old, new = two("支架、瓣膜等4类耗材免于限价。", "支架、瓣膜、起搏器等5类耗材免于限价。")
    change = amended(
        (old, 1),
        (new, 1),
        edit((old, 1), (new, 1), "", "、起搏器", EditKind.SCOPE, Direction.WIDER, keep="瓣膜"),
        edit((old, 1), (new, 1), "4类", "5类", EditKind.QUANTITY, Direction.WIDER),
    )
    card = card_of(tmp_path, old, new, change)
    (pair,) = card.pairs
    assert marked(pair.new) == "支架、瓣膜【、起搏器】等【5类】耗材免于限价。"
    assert pair.kinds == (EditKind.QUANTITY, EditKind.SCOPE) and pair.direction is Direction.WIDER
    assert phrases.unchanged(card) == "本项无其他句子；责任单位未变。"


def test_a_single_not_taken_out(monday: Report) -> None:
    """不包括 → 包括: the old sentence marks the 不, the new one stands whole, and no direction is guessed."""
    card = next(card for card in monday.cards if "标准复核" in card.value)
    assert marked(card.pairs[0].old) == "医疗机构委托配制的制剂检验，【不】包括标准复核。"
    assert marked(card.pairs[0].new) == "医疗机构委托配制的制剂检验，包括标准复核。"
    assert card.tag == "变动" and phrases.numbering(card) == "原（五）"


def test_a_sentence_put_in_has_no_old_side(tmp_path: Path) -> None:
    """The pair says that the old version has no such sentence; the others are counted as unchanged."""
    old, new = two("主审单位统一审查。", "主审单位统一审查。成员单位应在5个工作日内确认。")
    change = amended(
        (old, 1), (new, 1), edit((old, 1), (new, 1), "", "成员单位应在5个工作日内确认。", EditKind.SENTENCE, keep="统一审查。")
    )
    card = card_of(tmp_path, old, new, change)
    assert card.pairs[0].old is None
    assert marked(card.pairs[0].new) == "【成员单位应在5个工作日内确认。】"
    assert card.unchanged == 1


def test_words_put_in_at_the_head_of_a_sentence(tmp_path: Path) -> None:
    """The old side is the sentence that got longer, not the one before it."""
    old, new = two("每年评估一次。结果向社会公布。", "每年评估一次。原则上结果向社会公布。")
    change = amended((old, 1), (new, 1), edit((old, 1), (new, 1), "", "原则上", EditKind.MODAL, keep="一次。"))
    card = card_of(tmp_path, old, new, change)
    assert marked(card.pairs[0].old) == "结果向社会公布。"
    assert marked(card.pairs[0].new) == "【原则上】结果向社会公布。"


def test_who_leads_is_a_change_of_its_own(tmp_path: Path) -> None:
    """The same two units in another order: no unit came or went, the lead changed."""
    old, new = two("建设服务站。", "建设服务站。", ("甲厅", "乙厅"), ("乙厅", "甲厅"))
    old = replace(old, measures=(replace(old.measures[0], lead_unit="甲厅"),))
    new = replace(new, measures=(replace(new.measures[0], lead_unit="乙厅"),))
    one = edit((old, 1), (new, 1), "甲厅", "乙厅", EditKind.LEAD, Direction.RESPONSIBILITY, field="responsible_units")
    card = card_of(tmp_path, old, new, amended((old, 1), (new, 1), one))
    assert (card.what, card.value, card.tag) == ("责任单位", "牵头 甲厅 → 乙厅", "责任")
    assert "牵头变更 甲厅 → 乙厅" in phrases.units(card)


def test_a_split_is_a_map_of_sentences(tmp_path: Path) -> None:
    """Each sentence with the number it stood under and stands under; the lost one has an empty right side."""
    old = paper("甲省若干措施", "甲", [("（一）", "提升服务", "设立咨询窗口。公开办理进度。建立首席专员制度。", ())])
    new = paper(
        "甲省若干措施", "甲", [("（一）", "设立窗口", "设立咨询窗口。", ()), ("（二）", "公开进度", "公开办理进度和结果。", ())]
    )
    change = Change(Status.SPLIT, Severity.SUBSTANTIVE, (ref(old, 1),), (ref(new, 1), ref(new, 2)), ("body",))
    card = card_of(tmp_path, old, new, change)
    rows = [(row.old and row.old.text, row.new_number, row.new and row.new.text) for row in card.rows]
    assert rows == [
        ("设立咨询窗口。", "（一）", "设立咨询窗口。"),
        ("公开办理进度。", "（二）", "公开办理进度和结果。"),
        ("建立首席专员制度。", "", None),
    ]
    assert (card.tag, card.value) == ("拆分", "（一） → （一）、（二）")


def test_a_merger_keeps_the_order_of_the_new_text(tmp_path: Path) -> None:
    """Two measures become one; the sentence that went missing stands where it used to."""
    old = paper(
        "甲省若干措施",
        "甲",
        [("（一）", "设立窗口", "设立咨询窗口。预约优先办理。", ()), ("（二）", "公开进度", "公开办理进度。", ())],
    )
    new = paper("甲省若干措施", "甲", [("（一）", "提升服务", "设立咨询窗口。公开办理进度。", ())])
    change = Change(Status.MERGED, Severity.SUBSTANTIVE, (ref(old, 1), ref(old, 2)), (ref(new, 1),), ("body",))
    card = card_of(tmp_path, old, new, change)
    assert [(row.old_number, row.old and row.old.text, row.new is None) for row in card.rows] == [
        ("（一）", "设立咨询窗口。", False),
        ("（一）", "预约优先办理。", True),
        ("（二）", "公开办理进度。", False),
    ]


def test_a_sentence_taken_up_in_others_did_not_disappear(tmp_path: Path) -> None:
    """Its clauses stand in two new sentences: it is shown beside the one that took up most of it."""
    old = paper(
        "甲省若干措施",
        "甲",
        [
            ("（一）", "甲", "加快临床前成果转移，按照投资额给予新药补助。", ()),
            ("（二）", "乙", "把重大事项列入年度清单，逐项解决办理难点。", ()),
        ],
    )
    words = "加快临床前成果转移，把重大事项列入年度清单，逐项解决办理难点。对申报单位按照投资额给予新药补助。"
    new = paper("甲省若干措施", "甲", [("（一）", "甲乙", words, ())])
    change = Change(Status.MERGED, Severity.SUBSTANTIVE, (ref(old, 1), ref(old, 2)), (ref(new, 1),), ("body",))
    card = card_of(tmp_path, old, new, change)
    assert all(row.new is not None for row in card.rows)
    assert {row.old_number for row in card.rows} == {"（一）", "（二）"}


def test_a_move_is_one_line(tmp_path: Path) -> None:
    """Old path → new path, no card."""
    desk = based(tmp_path)
    items = [("（一）", "甲事", "办理甲事。", ()), ("（二）", "乙事", "办理乙事。", ())]
    old, new = (
        paper("甲省若干措施", "甲", items),
        paper("甲省若干措施", "甲", [("（一）", *items[1][1:]), ("（二）", *items[0][1:])]),
    )
    desk.begin()
    desk.publish("zj", old)
    desk.deliver()
    desk.begin()
    move = Change(Status.MOVED, Severity.NONE, (ref(old, 1),), (ref(new, 2),), ("number",))
    desk.publish("zj", new, known=desk.store.documents()[-1].id, changes=[move])
    report = report_of(desk)
    assert not report.cards and report.verdict.moved == 1
    assert (report.moves[0].old.number, report.moves[0].new.number) == ("（一）", "（二）")


def test_published_text_is_the_quote(monday: Report, monday_desk) -> None:
    """Every quote of every card stands byte for byte in a stored page text."""
    texts = [monday_desk.store.version(1, sequence)[1].published for sequence in (1, 2)]
    passages = [one for card in monday.cards for pair in card.pairs for one in (pair.old, pair.new) if one]
    assert passages and all(one.quote and any(one.quote in text for text in texts) for one in passages)
    assert all(citing.label(one) == "原文" for one in passages)


@pytest.fixture
def traditional() -> Document:
    """A page in Traditional script: canonical text character for character beside it."""
    document = paper("甲省意见", "甲", [("1.", "检验", "压缩检验时限。", ())])
    return replace(document, published=document.text.replace("压缩检验时限", "壓縮檢驗時限"))


def test_converted_script_is_labelled_and_its_page_form_kept(traditional: Document) -> None:
    """The words shown are 规范化文本; the quote beside them is what the page says."""
    found = passage(traditional, where(traditional, 1, "压缩检验时限。"))
    assert not found.verbatim and found.quote == "壓縮檢驗時限。"
    assert citing.label(found) == "规范化文本"


def test_repaired_or_unmapped_text_cannot_be_quoted() -> None:
    """Words read back from damage, or that a repair put in, have no quote."""
    document = paper("甲省意见", "甲", [("1.", "检验", "提升检验能力。", ())])
    span = where(document, 1, "提升检验能力。")
    damaged = replace(document, repairs=(Repair("byte_shift", "?", "检", Span(span.start + 2, span.start + 3)),))
    assert passage(damaged, span).quote is None and "乱码" in citing.label(passage(damaged, span))
    missing = replace(document, spans=SpanMap((Run(0, 0, span.start + 1),)))
    assert passage(missing, span).quote is None
    assert citing.label(passage(missing, span)) == "规范化文本（不能逐字引用）"


def test_hidden_characters_are_not_quoted() -> None:
    """A quote that holds a direction override cannot be shown byte for byte, so it is no quote."""
    document = paper("甲省意见", "甲", [("1.", "检验", "提升\u202e检验能力。", ())])
    assert passage(document, document.measure(1).body_span).quote is None


def test_a_citation_uses_printed_numbers_and_named_dates(monday: Report) -> None:
    """文号, 章 and 项 as printed; a date the page does not carry is said to be missing."""
    card = next(card for card in monday.cards if len(card.pairs) == 2)
    cited = citing.reference(card)
    assert cited.endswith("，一、重点任务，第（三）项。")
    assert "沪府办规〔2025〕8号，2026年11月6日成文，施行日期〔页面未载〕" in cited
    assert "2025年10月23日成文" in citing.reference(card, old=True)
    assert card.new_edition.issued_on == date(2026, 11, 6)
