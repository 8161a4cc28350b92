"""What a second look leaves alone, and what comes of a page that gets none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.crawl import Outcome, PageKind
from domain.errors import CrawlError
from monitor.run import RunResult, run
from monitor.wiring import Rooms
from tests.faults.life import Life, Lived, Look, lived
from tests.faults.papers import ANNEX, Paper, policy
from tests.faults.shapes import Place, Row, Show
from tests.faults.spoilt import SPOILS, instead, page
from tests.faults.wire import Reply

PAUSE = 4.0
ADDRESS = f"/col/col78/art/2025/art_{'ab' * 16}.html"
ABOUT = f"<a id='zcjdlink' href='{ADDRESS}'>政策解读</a><h1>"
SAID = instead(page(f"<div class='TRS_Editor'><p>{'本解读说明了措施出台的背景和主要内容。' * 12}</p></div>", "政策解读"))


def show(number: int, paper: Paper | None = None) -> Show:
    return Show((Row(paper or policy(number), Place.POLICY, f"{number}0", "2025-11-03", ANNEX),), 11)


def short(number: int) -> Show:
    whole = policy(number)
    return show(number, replace(whole, lines=whole.lines[:6]))


def barred(place: Place, reply: Reply) -> Reply:
    return SPOILS["412 with $_ts"](reply) if place is Place.ANNEX else reply


def with_link(place: Place, reply: Reply) -> Reply:
    return replace(reply, body=reply.text.replace("<h1>", ABOUT).encode()) if place is Place.POLICY else reply


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    life = Life(tmp_path_factory.mktemp("bounds") / "watch")
    life.add("pause", "trs", Look(show(850)), Look(short(850)), visit=f"{{ second_look = {PAUSE} }}")
    life.add("rests", "trs", Look(show(851)), Look(short(851), barred))
    life.add("about", "jpaas", *(Look(seen, with_link, {ADDRESS: SAID}) for seen in (show(852), short(852))))
    life.add("bare", "trs", Look(show(853), lambda place, reply: SPOILS["404"](reply) if place is Place.ANNEX else reply))
    with lived(life, 2) as lived_:
        yield lived_


def test_the_pause_of_the_source_file_is_kept(life: Lived) -> None:
    """By the times that the two looks were noted with."""
    first, second = life.looks(1, "pause", PageKind.DOCUMENT)
    assert second.at - first.at >= timedelta(seconds=PAUSE)


def test_a_host_that_rests_is_not_asked_again(life: Lived) -> None:
    """Its gate was met in the same run: the doubt is told, and nothing is asked for."""
    told = life.told(1, "rests")
    assert told.row.outcome is Outcome.CHALLENGE
    assert (told.cards, len(told.suspects), told.row.suspect) == ((), 1, 1)
    assert len(life.looks(1, "rests", PageKind.DOCUMENT)) == 1


def test_what_is_about_the_paper_is_looked_at_once(life: Lived) -> None:
    """Page and file twice, the interpretation once."""
    counts = [len(life.looks(1, "about", kind)) for kind in (PageKind.DOCUMENT, PageKind.ATTACHMENT, PageKind.INTERPRETATION)]
    assert counts == [2, 2, 1]


def test_a_page_whose_file_never_came_was_looked_at_once(life: Lived) -> None:
    """Two fetches, one look: the paper is a version of what could be had."""
    assert life.texts("bare") == {policy(853).title: [policy(853).text]}
    assert [len(life.looks(0, "bare", kind)) for kind in (PageKind.DOCUMENT, PageKind.ATTACHMENT)] == [1, 1]


def none_to_be_had(rooms: Rooms) -> RunResult:
    """A run whose budget lets nothing be asked for again."""
    return run(replace(rooms, crawl_again=lambda *_: None))


def test_without_a_second_look_the_doubt_is_told(tmp_path: Path) -> None:
    """And the next run, which cannot have one either, agrees."""
    life = Life(tmp_path / "watch", run=none_to_be_had)
    life.add("one", "trs", Look(show(860)), Look(short(860)))
    with lived(life, 3) as found:
        first, second = found.told(1, "one"), found.told(2, "one")
        assert (first.cards, len(first.suspects), first.row.suspect) == ((), 1, 1)
        assert (len(second.cards), second.suspects, second.row.suspect) == (6, (), 0)
        assert not found.store.pending(found.runs[1])


def forced(rooms: Rooms) -> RunResult:
    """A run that ends after its crawl and is gone on with by force: every page is fetched twice."""

    def crawl(*arguments: object) -> None:
        rooms.crawl(*arguments)  # type: ignore[arg-type] # passed on as they came
        raise CrawlError("stopped")

    try:
        return run(replace(rooms, crawl=crawl))
    except CrawlError:
        return run(rooms, force=True)


def test_a_page_that_was_fetched_twice_for_other_reasons_was_in_no_doubt(tmp_path: Path) -> None:
    """Its amendment is a version, and the line of the source has nothing to say of it."""
    slower = policy(870).edited(lambda line: line.replace("压缩至45个工作日", "压缩至40个工作日"))
    life = Life(tmp_path / "watch", run=forced)
    life.add("one", "trs", Look(show(870)), Look(show(870, slower)))
    with lived(life, 2) as found:
        assert [len(found.looks(day, "one", PageKind.DOCUMENT)) for day in (0, 1)] == [2, 2]
        told = found.told(1, "one")
        assert (len(told.cards), told.suspects, told.row.detail) == (1, (), "")
