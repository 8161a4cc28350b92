"""The Report of a morning: counted, ordered, and never more than what is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from domain.card import Rank
from domain.change import EditKind, Event, EventKind, Severity
from domain.crawl import Outcome
from domain.document import DocumentKind, PublicationLevel
from domain.report import Attention, Report, ReportKind
from domain.run import Window
from reports.build import build_window
from tests.unit.reports.desk import MONDAY, SHANXI, Desk, amended, deleted, edit, paper
from tests.unit.reports.mornings import TITLES, based, busy, report_of, shanghai_new, shanghai_old, shanxi


def test_a_document_and_a_measure_are_counted_once(monday: Report) -> None:
    """Five measures of one document changed, one more slid to another number: 5 items, 1 document, 1 renumbered."""
    verdict = monday.verdict
    assert (verdict.substantive, verdict.documents, verdict.renumbered) == (5, 1, 1)
    assert (verdict.new_documents, verdict.effects, verdict.editorial) == (1, 2, 0)


def test_one_inserted_measure_is_one_line(monday: Report) -> None:
    """The measures it pushed down are counted beside it and listed nowhere."""
    lines = [line for line in monday.lines if line.tag == "新增" and line.subject.startswith("（五）")]
    assert [line.what for line in lines] == ["新增一项（其后 1 项顺延改号）"]
    assert not any("畅通意见反馈" in line.subject for line in monday.lines)


def test_lines_stand_in_the_reader_s_order(monday: Report) -> None:
    """效力, then 时限/金额/情态, 新增/删除, 责任; within a class Shanghai comes first."""
    ranks = [line.rank.order for line in monday.lines]
    assert ranks == sorted(ranks)
    assert [line.tag for line in monday.lines] == ["废止", "到期", "提速", "提速", "变动", "新增", "新增", "责任"]
    whole = [line.province for line in monday.lines if line.rank is Rank.WHOLE]
    assert whole == ["上海", "浙江"]


def test_only_dates_values_and_duties_must_be_acted_on(monday: Report) -> None:
    """须处理 are the first two classes; the rest is 须知晓."""
    assert {line.rank for line in monday.lines if line.attention is Attention.ACT} == {Rank.EFFECT, Rank.VALUE}


def test_every_line_leads_somewhere(monday: Report) -> None:
    """A line's target is a card, a notice, a new paper, or the table of dates."""
    targets = {one.id for one in (*monday.cards, *monday.notices, *monday.new_papers)} | {"dates"}
    assert {line.target for line in monday.lines} <= targets


def test_ids_are_those_of_the_stored_changes(monday_desk: Desk, monday: Report) -> None:
    """Building again gives the same ids: they come from the store, not from the order of a report."""
    changes, events = monday_desk.store.undelivered()
    assert {card.id for card in monday.cards} <= {f"C{change.id}" for change in changes}
    assert {paper.id for paper in monday.new_papers} <= {f"E{event.id}" for event in events}
    assert report_of(monday_desk) == monday


def test_the_gap_over_a_week_end_is_said(monday: Report, tmp_path: Path) -> None:
    """Friday to Monday is more than the ordinary day and is said to be; Monday to Tuesday is not."""
    assert monday.gap
    desk = busy(tmp_path)
    desk.deliver()
    desk.begin()
    assert not report_of(desk).gap


def test_a_failed_source_is_named_and_deletes_nothing(monday: Report) -> None:
    """Shanxi's site answered with an error page: one bad source, no deletion, and its paper's date still stands."""
    assert [row.name for row in monday.sources.bad] == ["山西省药监局"]
    assert (monday.sources.planned, monday.sources.succeeded) == (4, 3)
    assert not any(line.tag == "删除" for line in monday.lines)
    assert monday.upcoming[0].paper.province == "山西"


def test_a_planned_source_without_any_record_is_bad(tmp_path: Path) -> None:
    """A source that left no health row was not looked at, and silence must not pass for 无变动."""
    desk = based(tmp_path)
    desk.begin()
    desk.looked("sh")
    rows = report_of(desk).sources
    assert (rows.planned, rows.succeeded, len(rows.bad)) == (4, 1, 3)
    assert all(row.outcome is None and row.last_success == MONDAY - timedelta(days=3) for row in rows.bad)


def test_quiet_day(tmp_path: Path) -> None:
    """Nothing happened and everything was looked at: no line, the health and the next date are still there."""
    desk = based(tmp_path)
    desk.begin(desk.at + timedelta(days=1))
    for source in desk.sources:
        desk.looked(source.id)
    report = report_of(desk)
    assert report.verdict.quiet and not report.lines and not report.cards
    assert (report.sources.planned, report.sources.succeeded) == (4, 4)
    assert report.upcoming[0].on == date(2027, 5, 22)


def test_first_day_lays_a_baseline(tmp_path: Path) -> None:
    """What is seen on the first day is not new: it is counted as the foundation."""
    desk = Desk(tmp_path)
    desk.source("sx", "山西省药监局", "山西")
    desk.begin()
    desk.publish("sx", shanxi())
    report = report_of(desk)
    assert report.foundation is not None
    assert (report.foundation.documents, report.foundation.measures) == (1, len(SHANXI))
    assert not report.new_papers and not report.lines and len(report.seen) == 1
    assert not report.gap


def test_what_was_delivered_is_not_said_again(tmp_path: Path) -> None:
    """After delivery the next report has none of it, though the documents stand in the store."""
    desk = busy(tmp_path)
    desk.deliver()
    desk.begin()
    report = report_of(desk)
    assert not report.cards and not report.new_papers and not report.notices


def test_a_past_window_is_told_again(tmp_path: Path) -> None:
    """``--from`` and ``--to`` gather what was made in the window, delivered or not, with the health of its runs."""
    desk = busy(tmp_path)
    report = report_of(desk)
    desk.deliver()
    window = Window(MONDAY - timedelta(hours=1), MONDAY + timedelta(hours=1))
    again = build_window(desk.store, window, at=desk.at, on=desk.on, sources=desk.sources)
    assert again.kind is ReportKind.WINDOW
    assert again.cards == report.cards and again.verdict.substantive == 5
    assert [row.name for row in again.sources.bad] == ["山西省药监局"]


def test_a_measure_changed_in_two_versions_counts_once(tmp_path: Path) -> None:
    """Two versions in one window touch the same measure: two cards, one measure."""
    desk = based(tmp_path)
    old = shanxi()
    second, third = _shanxi_with("最高90万元"), _shanxi_with("最高100万元")
    desk.begin()
    desk.publish(
        "sx",
        second,
        known=2,
        changes=[amended((old, 2), (second, 2), edit((old, 2), (second, 2), "80万元", "90万元", EditKind.AMOUNT))],
    )
    desk.publish(
        "sx",
        third,
        known=2,
        changes=[amended((second, 2), (third, 2), edit((second, 2), (third, 2), "90万元", "100万元", EditKind.AMOUNT))],
    )
    report = report_of(desk)
    assert (len(report.cards), report.verdict.substantive, report.verdict.documents) == (2, 1, 1)


def _shanxi_with(words: str):
    items = [(n, t, b.replace("最高80万元", words), u) for n, t, b, u in SHANXI]
    return paper(TITLES["山西"], "山西", items, issued_on=date(2026, 11, 20))


def test_a_deleted_measure_shows_its_full_old_text(tmp_path: Path) -> None:
    """The card holds the old words, no new place, and the day the measure was last seen."""
    desk = based(tmp_path)
    new = paper(TITLES["山西"], "山西", SHANXI[:2])
    desk.begin()
    desk.publish("sx", new, known=2, changes=[deleted(shanxi(), 3)])
    report = report_of(desk)
    (card,) = report.cards
    assert card.whole is not None and card.whole.text == shanxi().measure(3).text
    assert not card.new and card.old[0].number == "（三）"
    assert report.lines[-1].note == "最后一次见到 2026-11-20"


def test_a_suspect_text_is_named_and_nothing_is_deleted(tmp_path: Path) -> None:
    """A refused text makes no line and no card; the health line names the document."""
    desk = based(tmp_path)
    desk.begin()
    desk.publish("sx", None, known=2, events=[Event(EventKind.SUSPECT_SHRINK, "新文本只有旧文本的一成。")])
    report = report_of(desk)
    assert report.verdict.suspect == 1 and not report.cards
    assert [one.paper.id for one in report.suspects] == [2]


def test_interpretations_and_reprints_are_no_new_papers(tmp_path: Path) -> None:
    """A press report about a document is counted among the folded, never as a new document."""
    desk = based(tmp_path)
    desk.begin()
    talk = replace(paper("关于若干措施的解读", "山西", []), kind=DocumentKind.INTERPRETATION)
    desk.publish("sx", talk, level=PublicationLevel.INTERPRETATION)
    desk.publish("zj", paper("某媒体转载的意见", "浙江", []), level=PublicationLevel.MEDIA)
    report = report_of(desk)
    assert report.verdict.new_documents == 0 and report.verdict.interpretations == 2
    assert len(report.seen) == 2 and not report.lines


def test_editorial_changes_are_folded(tmp_path: Path) -> None:
    """A corrected character is counted and shown folded, not on the first screen."""
    desk = based(tmp_path)
    old, new = shanghai_old(), shanghai_old()
    new = replace(new, text=new.text.replace("联系", "联络"), published=new.published.replace("联系", "联络"))
    one = edit((old, 1), (new, 1), "联系", "联络", EditKind.TYPO, severity=Severity.EDITORIAL)
    desk.begin()
    desk.publish("sh", new, known=1, changes=[amended((old, 1), (new, 1), one, severity=Severity.EDITORIAL)])
    report = report_of(desk)
    assert report.verdict.editorial == 1 and report.verdict.quiet
    assert len(report.editorial) == 1 and not report.lines


def test_pages_that_changed_without_their_text_are_counted(tmp_path: Path) -> None:
    """浏览次数 changed, the text did not: one page in the folded line, nothing else."""
    desk = based(tmp_path)
    desk.begin()
    desk.publish("sh", None, known=1, content="f" * 64)
    report = report_of(desk)
    assert report.verdict.furniture == 1 and report.verdict.quiet


def test_no_baseline_is_said(tmp_path: Path) -> None:
    """Without a baseline a card claims nothing about other provinces."""
    desk = Desk(tmp_path)
    desk.source("sh", "上海市药品监管局", "上海")
    desk.begin()
    desk.publish("sh", shanghai_old())
    desk.deliver()
    desk.begin()
    new = shanghai_new()
    change = amended((shanghai_old(), 2), (new, 2), edit((shanghai_old(), 2), (new, 2), "20个工作日", "15个工作日"))
    desk.publish("sh", new, known=1, changes=[change])
    (card,) = report_of(desk).cards
    assert card.likes.baseline is None and not card.likes.found
    assert card.tag == "变动"


def test_a_challenge_page_is_never_a_success(tmp_path: Path) -> None:
    """Every outcome but OK is a bad source, and the words for it exist."""
    desk = based(tmp_path)
    desk.begin()
    desk.looked("sh", Outcome.CHALLENGE)
    assert "sh" in {row.source for row in report_of(desk).sources.bad}
