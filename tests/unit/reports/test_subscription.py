"""A report as one recipient asked for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.card import Card
from domain.correction import Correction, Fix
from domain.digest import Digest, Row, Step
from domain.document import PublicationLevel
from domain.errors import ConfigError
from domain.handling import Doing, Handling, Matter, assignments
from domain.report import Hidden, Line, Report, ReportKind
from domain.subscription import Subscription
from reports.digest_counts import counted, tallied
from reports.figures import figures
from reports.matrix_part import only_changed
from reports.notifiers import Letter, brief
from reports.notifiers.mail import html as mail
from reports.recount import measures
from reports.renderers import render
from reports.subscription import check, filtered, words
from tests.unit.reports.desk import Desk
from tests.unit.reports.matrices import table
from tests.unit.reports.mornings import busy, report_of


@pytest.fixture(scope="module")
def monday(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(busy(tmp_path_factory.mktemp("monday")))


def shown(report: Report) -> set[str]:
    return {one.id for group in (report.cards, report.new_papers, report.notices) for one in group}


def test_a_subscription_to_everything_changes_nothing(monday: Report) -> None:
    """The very same report, and nothing is said of hiding."""
    assert filtered(monday, Subscription(only_substantive=False)) == monday


def test_what_is_hidden_is_counted_and_the_verdict_tells_what_is_shown(monday: Report) -> None:
    """Zhejiang only: its new document stays; five changes of Shanghai, a repeal and a reminder are hidden."""
    found = filtered(monday, Subscription(provinces=("浙江",)))
    assert [one.paper.province for one in found.new_papers] == ["浙江"]
    assert (found.cards, found.notices) == ((), ())
    assert (found.verdict.substantive, found.verdict.documents, found.verdict.new_documents, found.verdict.effects) == (
        0,
        0,
        1,
        0,
    )
    assert found.hidden == Hidden(7, 7)
    assert words(found.hidden) == "已按订阅隐藏 7 项（含 7 项实质）"
    assert {line.province for line in found.lines} == {"浙江"}


def test_the_health_of_the_sources_is_never_filtered(monday: Report) -> None:
    """Shanxi's site is down, whoever reads it."""
    found = filtered(monday, Subscription(provinces=("浙江",), keywords=("没有的词",)))
    assert found.sources == monday.sources and found.suspects == monday.suspects
    assert found.lines == ()


@pytest.mark.parametrize("form", ["html", "markdown", "text"])
def test_every_renderer_says_what_was_hidden(monday: Report, form: str) -> None:
    """The count stays on the first screen."""
    found = filtered(monday, Subscription(provinces=("浙江",)))
    text = render(found, form).decode().replace("\\", "")
    assert "已按订阅隐藏 7 项（含 7 项实质）" in text
    assert "已按订阅隐藏" not in render(monday, form).decode()


@pytest.mark.parametrize(
    ("kinds", "ids"),
    [
        (("时限",), {"C1", "C2"}),
        (("情态",), {"C2", "C5"}),
        (("责任",), {"C3"}),
        (("新增",), {"C4"}),
        (("删除",), set()),
    ],
)
def test_kinds_choose_cards_by_their_edits(monday: Report, kinds: tuple[str, ...], ids: set[str]) -> None:
    """A card with several edits is shown if one of them is of a kind asked for; a new document is 新增, a repeal 废止."""
    found = filtered(monday, Subscription(kinds=kinds))
    assert {card.id for card in found.cards} == ids
    assert bool(found.new_papers) == (kinds == ("新增",))
    assert found.verdict.substantive == len(ids)


def test_a_repeal_is_asked_for_by_its_name(monday: Report) -> None:
    """废止 shows the notice and its line."""
    found = filtered(monday, Subscription(kinds=("废止",)))
    assert len(found.notices) == 1 and found.cards == ()
    assert [line.tag for line in found.lines] == ["废止"]


def test_a_hidden_reminder_takes_its_line_along(monday: Report) -> None:
    """Lines of dates have no id of their own."""
    found = filtered(monday, Subscription(kinds=("时限",)))
    assert any(line.target == "dates" for line in monday.lines)
    assert not any(line.target == "dates" for line in found.lines)


@pytest.mark.parametrize("keyword", ["医疗机构", "醫療機構", "第二类器械", "第二類器械"])
def test_keywords_are_found_in_any_script(monday: Report, keyword: str) -> None:
    """Traditional and Simplified mean the same word."""
    assert shown(filtered(monday, Subscription(keywords=(keyword,)))) != set()


def test_keywords_are_found_in_any_width(monday: Report) -> None:
    """１５ is 15."""
    assert {card.id for card in filtered(monday, Subscription(keywords=("１５个工作日",))).cards} == {"C1"}


def _with(report: Report, **fields: object) -> Report:
    return replace(report, cards=tuple(replace(card, **fields) for card in report.cards))  # type: ignore[arg-type]


def test_topics_and_products_choose_and_what_has_none_passes(monday: Report) -> None:
    """A card that could not be given a topic is shown rather than lost."""
    asked = Subscription(topics=("中药",), products=("医疗器械",))
    assert filtered(_with(monday, topics=(), products=()), asked).cards != ()
    assert filtered(_with(monday, topics=("中药", "其他"), products=("医疗器械",)), asked).cards != ()
    assert filtered(_with(monday, topics=("其他",), products=("医疗器械",)), asked).cards == ()
    assert filtered(_with(monday, topics=("中药",), products=("药品",)), asked).cards == ()


def test_levels_and_sources_choose(monday: Report) -> None:
    """By how near the page is to the issuer, and by the id of the source; a paper of unknown source passes."""
    media = replace(monday, cards=tuple(_of_media(card) for card in monday.cards))
    assert filtered(media, Subscription(levels=("官方原文",))).cards == ()
    assert filtered(media, Subscription(levels=("媒体转载",))).cards == media.cards
    assert filtered(monday, Subscription(sources=("sh",)), {1: "sh", 4: "zj"}).new_papers == ()
    assert filtered(monday, Subscription(sources=("sh",)), {}).new_papers == monday.new_papers


def _of_media(card: Card) -> Card:
    return replace(card, paper=replace(card.paper, level=PublicationLevel.MEDIA))


def test_only_substantive_folds_the_rest_away(monday: Report) -> None:
    """文字更正 is an item that was hidden, and none of substance."""
    edited = replace(monday, editorial=monday.cards[:2], verdict=replace(monday.verdict, editorial=2))
    found = filtered(edited, Subscription())
    assert (found.editorial, found.verdict.editorial, found.hidden) == ((), 0, Hidden(2, 0))
    assert found.verdict.substantive == monday.verdict.substantive


def test_a_card_of_several_changes_is_counted_too(monday: Report) -> None:
    """A digest's net card is called after all of its changes."""
    net = [replace(card, id=f"{card.id}+C999") for card in monday.cards]
    assert measures(net) == monday.verdict.substantive


def test_measures_are_counted_as_the_verdict_counts_them(monday: Report) -> None:
    """Counting the cards gives the number that was counted from the changes; a second change of one measure adds nothing."""
    assert measures(monday.cards) == monday.verdict.substantive
    first = next(card for card in monday.cards if card.id == "C1")
    again = replace(
        first,
        id="C99",
        old=first.new,
        old_edition=first.new_edition,
        new_edition=replace(first.new_edition, sequence=first.new_edition.sequence + 1),
    )
    assert measures([*monday.cards, again]) == monday.verdict.substantive


@pytest.mark.parametrize(("name", "word"), [("kinds", "时间"), ("levels", "官方")])
def test_an_unknown_word_is_named_with_those_there_are(name: str, word: str) -> None:
    """A subscription that could never let anything through is an error, not silence."""
    with pytest.raises(ConfigError, match=rf"recipient 'a': {name} knows no '{word}'; use any of: "):
        check(Subscription(**{name: (word,)}), "recipient 'a'")


def test_a_correction_strikes_the_line_it_means_also_where_lines_are_hidden(monday: Report) -> None:
    """By its number in this copy; where the line is not shown, and for another day, by its 变动号."""
    card = next(card for card in monday.cards if card.id == "C3")
    number = next(number for number, line in enumerate(monday.lines, 1) if line.target == card.id)
    own = Correction(monday.on, 1, Fix.STRUCK, number, card.id, "一行", "有误", monday.generated)
    other = replace(own, on=monday.on - timedelta(days=3))
    revised = replace(monday, revision=2, corrects=1, corrections=(own, other))
    shown = filtered(revised, Subscription(kinds=("责任",)))
    assert [line.target for line in shown.lines] == ["C3"]
    assert shown.struck == {1} and [one.number for one in shown.corrections] == [1, 0]
    gone = filtered(revised, Subscription(kinds=("时限",)))
    assert gone.struck == frozenset() and [one.number for one in gone.corrections] == [0, 0]


@pytest.fixture
def month(monday: Report, monday_desk: Desk) -> Report:
    """The Monday as a month: a row for each line, one measure that came back, and something given out."""
    rows = tuple(_row(line, number, monday.on) for number, line in enumerate(monday.lines, 1) if line.target != "dates")
    back = replace(rows[0], target="", reverted=True, province="上海", subject="（九）复原的一项", topic="")
    provinces, tallies = tallied(rows, {card.id for card in monday.cards})
    given = Matter(monday.cards[0].id, monday.on, 1, 1, "上海", "若干措施", "（二）", "", "")
    log = [Handling(given, Doing.ASSIGNED, monday.generated, "李某", "王某")]
    compared = only_changed(table(monday_desk))
    digest = Digest(5, (*rows, back), (), figures(monday.cards), provinces, tallies, assignments(log), compared)
    return counted(replace(monday, kind=ReportKind.MONTHLY, digest=digest))


def _row(line: Line, number: int, on: date) -> Row:
    step = Step(on, 1, number, line.target, line.what, line.value, line.tag)
    return Row((step,), line.rank, line.province, "若干措施", line.subject, line.what, line.value, line.tag, line.target)


def test_a_digest_tells_the_part_that_was_asked_for(month: Report) -> None:
    """Rows, figures, tallies, dates and verdict agree with one another, and what was left out is said in every format."""
    found = filtered(month, Subscription(provinces=("浙江",)))
    assert month.digest and found.digest and found.hidden
    assert {row.province for row in found.digest.rows} <= {"浙江"}
    left = {row.target for row in found.digest.rows}
    assert (
        left
        == {one.id for one in (*found.cards, *found.new_papers, *found.notices)}
        < {row.target for row in month.digest.rows}
    )
    assert (found.digest.provinces, found.digest.figures) == ((), ())
    assert found.verdict.substantive == len(found.cards) == sum(one.total for one in found.digest.tallies)
    gone = [row for row in month.digest.rows if row.target not in left]
    dates = len(month.upcoming) - len(found.upcoming)
    assert found.hidden.items == len(gone) + dates
    said = words(found.hidden)
    for kind in ("html", "markdown", "text"):
        assert said in render(found, kind).decode()
    for letter in (Letter(1, "key", replace(found, kind=kind), "x", ()) for kind in (ReportKind.WEEKLY, ReportKind.MONTHLY)):
        assert mail(letter).count(said) == 1
    assert any(said in row.text for row in brief.rows(found))


def test_the_comparison_shows_the_changes_that_were_asked_for(month: Report) -> None:
    """Rows of others are left out; in a row that stays, the cells of others are there and not shaded."""
    found = filtered(month, Subscription(provinces=("上海",)))
    assert month.digest and month.digest.comparison and found.digest and found.digest.comparison
    shown = found.digest.comparison
    assert [row.name for row in shown.rows] == ["检验时限", "变更周期"] and shown.whole == month.digest.comparison.whole
    for row in shown.rows:
        assert [bool(cell.turned) for cell in row.cells] == [True, False, False, False]
        assert row.cells[0].entries and row.cells[3].entries
    everything = filtered(month, Subscription()).digest
    assert everything and everything.comparison == month.digest.comparison


def test_what_is_assigned_and_how_the_sources_fared_is_never_left_out(month: Report) -> None:
    """Whatever was asked for."""
    found = filtered(month, Subscription(provinces=("西藏",), keywords=("没有这个词",)))
    assert month.digest and found.digest
    assert [one.to for one in found.digest.assignments] == ["王某"]
    assert (found.digest.fortunes, found.sources) == (month.digest.fortunes, month.sources)


def test_lines_go_by_their_number_of_change_where_rows_are_left_out(month: Report) -> None:
    """The recipient's own daily reports may have had fewer lines; where only folded things are left out the lines are the same."""
    part = filtered(month, Subscription(provinces=("上海",)))
    assert part.digest and month.digest
    assert {step.number for row in part.digest.rows for step in row.steps} == {0}
    assert f"11-23 变动号 {part.cards[0].id}" in render(part, "text").decode()
    edited = counted(replace(month, editorial=month.cards[:1]))
    assert filtered(edited, Subscription()).digest == month.digest


def test_what_came_back_is_asked_for_by_what_is_known_of_it(month: Report) -> None:
    """It has no card: province, topic and words decide, and nothing unknown hides it."""

    def kept(**asked: tuple[str, ...]) -> bool:
        found = filtered(month, Subscription(**asked)).digest
        return bool(found and found.reverted)

    assert kept(provinces=("上海",)) and not kept(provinces=("浙江",))
    assert kept(topics=("检验",), kinds=("责任",), products=("药品",))
    assert kept(keywords=("复原",)) and not kept(keywords=("没有这个词",))


def test_a_digest_that_holds_nothing_else_is_the_same(month: Report) -> None:
    """Nothing is counted twice."""
    assert filtered(month, Subscription(only_substantive=False)) is month
