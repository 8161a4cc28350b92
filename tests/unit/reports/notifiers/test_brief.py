"""The first screen as a few lines of text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from domain.correction import Correction, Fix
from domain.delivery import DeliveryTrouble, Failure
from domain.digest import Digest
from domain.report import Report, ReportKind, Sources, Verdict
from reports.notifiers import Letter
from reports.notifiers.brief import merged, plain, rows, size, subject
from tests.unit.reports.mornings import based, busy, report_of
from tests.unit.reports.test_hostile import hostile


@pytest.fixture(scope="module")
def monday(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(busy(tmp_path_factory.mktemp("monday")))


def letter(report: Report, number: int = 1) -> Letter:
    return Letter(number, f"{number:032x}"[::-1], report, "https://intranet.example/r.html")


def test_the_subject_carries_the_verdict(monday: Report) -> None:
    """Numbers that are 0 are left out; a correction says which version it is."""
    assert subject(monday) == "药械日报1123 实质5 新文件1 来源异常1"
    assert subject(replace(monday, revision=2)).startswith("药械日报1123第2版 实质5")


def test_a_quiet_day_says_so_and_never_more_than_it_knows(monday: Report) -> None:
    """无实质变动 only where everything was looked at; a repeal alone is not quiet."""
    quiet = replace(monday, verdict=Verdict())
    assert subject(quiet) == "药械日报1123 未见实质变动 来源异常1"
    whole = replace(quiet, sources=Sources(tuple(row for row in quiet.sources.rows if row.good)))
    assert subject(whole) == "药械日报1123 无实质变动"
    assert subject(replace(whole, verdict=Verdict(effects=1))) == "药械日报1123 效力提醒1"


def test_the_first_day_lays_the_foundation(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Nothing has changed yet."""
    desk = based(tmp_path)
    desk.begin(desk.at + timedelta(days=1))
    for source in desk.sources:
        desk.looked(source.id)
    assert subject(report_of(desk)).endswith("无实质变动")


@pytest.mark.parametrize("limit", [300, 600, 1000, 2048, 20_000])
def test_a_text_is_cut_at_a_line_and_counts_what_is_left(monday: Report, limit: int) -> None:
    """Whole lines only, then how many of the report's lines are missing, then the link."""
    text, carried = merged([letter(monday)], limit)
    *kept, last = text.split("\n")
    assert size(text) <= limit and carried == (1,)
    whole = [row.text for row in rows(monday)]
    assert kept == whole[: len(kept)]
    missing = len(monday.lines) - sum(row.item for row in rows(monday)[: len(kept)])
    assert last.startswith(f"其余 {missing} 项见报告 https" if missing else "全文 https")


def test_no_heading_stands_alone(monday: Report) -> None:
    """【须知晓】 is only there with something under it."""
    for limit in range(300, 1400, 7):
        lines = merged([letter(monday)], limit)[0].split("\n")
        assert not any(line.startswith("【") and after.startswith(("其余", "全文")) for line, after in pairwise(lines))


def test_what_is_late_comes_along_and_keeps_its_number(monday: Report) -> None:
    """The newest has its first screen; of the earlier ones as many as half the room holds, the newest of them first."""
    letters = [letter(replace(monday, on=monday.on - timedelta(days=20 - n)), n) for n in range(1, 21)]
    text, carried = merged(letters, 2048)
    assert size(text) <= 2048
    assert carried[0] == 20 and 2 <= len(carried) < 20
    assert carried == tuple(range(20, 20 - len(carried), -1))
    assert all(f"（编号 {letters[number - 1].key[:8]}）" in text for number in carried)


def test_words_from_outside_mention_nobody(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A crawled title cannot call everybody of a group or hide a direction mark."""
    text, _ = merged([letter(hostile(tmp_path))], 20_000)
    assert "<" not in text and "\u202e" not in text
    assert plain('<at user_id="all">x</at> @everyone') == '＜at user_id="all">x＜/at> ＠everyone'


def test_a_daily_report_goes_before_a_digest_of_the_same_pass(monday: Report) -> None:
    """Somebody waits for its first screen; the digest is a line with its link, and is never cut by lines it does not have."""
    week = replace(monday, kind=ReportKind.WEEKLY, digest=Digest(5))
    text, carried = merged([letter(monday, 1), letter(week, 2)], 2048)
    assert carried == (1, 2) and text.startswith("药械政策变动日报")
    assert text.split("\n")[-2:][0] == "同时送达：" and "药械周报1123 实质5" in text.split("\n")[-1]
    alone, _ = merged([letter(week)], 2048)
    assert "依据日报 5 期" in alone and alone.split("\n")[-1].startswith("全文 ")


def test_a_correction_is_told_and_its_line_is_struck(monday: Report) -> None:
    """In the corrected revision of its day."""
    wrong = Correction(monday.on, 1, Fix.STRUCK, 1, monday.lines[0].target, "原来的一行", "旧值有误", monday.generated)
    text, _ = merged([letter(replace(monday, revision=2, corrects=1, corrections=(wrong,)))], 20_000)
    assert "更正：11-23 第1条 原来的一行" in text and "旧值有误" in text
    assert "\n1 （已更正，不再有效）" in text


def test_everything_that_failed_is_named_before_the_lines(monday: Report) -> None:
    """Sources, pages that were not believed, channels of delivery; more than three of a kind are counted."""
    down = DeliveryTrouble("注册群", "wecom", monday.generated, Failure.TIMEOUT, 1)
    bad = monday.sources.bad[0]
    broken = replace(
        monday,
        sources=Sources(tuple(replace(bad, source=f"s{n}") for n in range(5))),
        suspects=monday.notices,
        deliveries=(down,),
    )
    told = [row.text for row in rows(broken)]
    first = next(number for number, row in enumerate(rows(broken)) if row.heading)
    assert sum(text.startswith("▲ 山西省药监局") for text in told[:first]) == 3
    assert "▲ 另有 2 个来源异常" in told[:first]
    assert any(text.startswith("▲") and "本次页面可疑" in text for text in told[:first])
    assert any(text.startswith("▲ 企业微信（注册群）自") for text in told[:first])
