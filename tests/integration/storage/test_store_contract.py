"""What every engine does with documents, versions, changes and events."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from domain.change import EventKind
from domain.crawl import Outcome
from domain.document import (
    DocumentKind,
    Fact,
    FactKind,
    Measure,
    PublicationLevel,
    Repair,
    Section,
)
from domain.errors import NotFound
from domain.record import Outline, Visit
from domain.relation import New, Novelty, Place
from domain.run import Window
from domain.text import Run, Span, SpanMap


def test_a_new_document_is_known_by_all_its_facts(desk, reopen):
    """The first visit makes a document and its version 1."""
    dates = {"effective_on": date(2031, 4, 1), "expires_on": date(2036, 3, 31)}
    text = desk.text(province="临州", issuing_authorities=("临州市药监局", "临州市卫健委"), kind=DocumentKind.POLICY, **dates)
    made = desk.read(desk.page(), text)
    (known,) = reopen().documents()
    assert (made.document, made.sequence, made.created, made.seen) == (known.id, 1, desk.now, desk.now)
    assert made.fingerprint == hashlib.sha256(text.text.encode()).hexdigest()
    assert (made.normalizer, made.run, made.fetches) == ("1", desk.run.id, (1,))
    assert (known.title, known.document_number, known.versions) == (text.title, text.document_number, 1)
    assert (known.province, known.authority, known.kind) == ("临州", "临州市药监局", DocumentKind.POLICY)
    assert (known.source, known.url, known.level) == ("lin", "https://lin.example/a.html", PublicationLevel.OFFICIAL)
    assert (known.first_seen, known.repealed) == (desk.now, False)
    assert (known.effective_on, known.expires_on) == (dates["effective_on"], dates["expires_on"])


def test_a_text_comes_back_equal(desk, reopen):
    """Every part of a document survives: spans, dates, enumerations, empty and missing tuples."""
    measure = Measure(
        1, "（一）", None, "缩短时限。", "由20日缩短为15日。", "（一）…", Span(0, 9), Span(3, 9), commitments=(Span(3, 9),)
    )
    fact = Fact(1, "15日", Span(6, 9), FactKind.TIME_LIMIT, 20, 15.5, "日", "以内")
    text = desk.text(
        addressees=None,
        measures=(measure,),
        facts=(fact, Fact(None, "2031年底", Span(0, 2), FactKind.DATE_DEADLINE, None, "2031-12-31", "")),
        sections=(Section(1, "一、", "总则", Span(0, 2)),),
        repairs=(Repair("zero_width", "\u200b", "", None),),
        disclosure=(("索引号", "L-7"),),
        issued_on=date(2031, 2, 27),
        status_words=("试行",),
    )
    made = desk.read(desk.page(), text)
    assert reopen().version(made.document) == (made, text)


@pytest.mark.parametrize(
    "runs", [(), (Run(0, 0, 4),), (Run(0, 2, 3), Run(3, 9, 1), Run(7, 10, 40)), (Run(5, 0, 2), Run(7, 2, 2))]
)
def test_a_span_map_comes_back_equal(desk, runs):
    """Whatever was put in or left out between its runs."""
    text = desk.text()
    text = type(text)(text.title, text.text, text.published, SpanMap(runs), "1")
    made = desk.read(desk.page(), text)
    assert desk.store.version(made.document)[1].spans == SpanMap(runs)


def test_a_text_that_comes_back_is_a_third_version(desk):
    """A -> B -> A: versions are numbered, never keyed by their hash."""
    a, b = desk.text("甲"), desk.text("乙")
    first = desk.read(desk.page(), a)
    for text in (b, a):
        desk.next_run()
        desk.read(desk.page(), text, first.document)
    versions = desk.store.versions(first.document)
    assert [version.sequence for version in versions] == [1, 2, 3]
    assert versions[0].fingerprint == versions[2].fingerprint != versions[1].fingerprint
    assert [desk.store.version(first.document, n)[1].text for n in (1, 2, 3, None)] == ["甲", "乙", "甲", "甲"]


def test_the_outline_is_that_of_the_newest_version(desk):
    """Empty for a document without measures, and for one that there is not."""
    made = desk.read(desk.page(), desk.text())
    assert desk.store.outline(made.document).measures == len(desk.text().measures) == 0
    one = Measure(1, "（一）", None, "题", "", "字", Span(0, 1), Span(1, 1))
    desk.next_run()
    desk.read(desk.page(), replace(desk.text("又"), measures=(one, one)), made.document)
    assert desk.store.outline(made.document).measures == 2
    assert desk.store.outline(99) == Outline()


def test_unknown_documents_and_versions_are_not_found(desk):
    """NotFound names what was asked for."""
    made = desk.read(desk.page(), desk.text())
    for ask in (lambda: desk.store.document(9), lambda: desk.store.version(9), lambda: desk.visit(None, desk.text(), 9)):
        with pytest.raises(NotFound, match="document 9"):
            ask()
    with pytest.raises(NotFound, match="no version 2"):
        desk.store.version(made.document, 2)
    assert len(desk.store.versions(made.document)) == 1


def test_seen_unchanged_moves_only_the_time(desk):
    """A visit without a version notes that the newest version was seen again."""
    first = desk.read(desk.page(), desk.text())
    desk.next_run()
    assert desk.read(desk.page(), None, first.document) is None
    (version,) = desk.store.versions(first.document)
    assert (version.created, version.seen) == (first.created, desk.now)
    assert desk.store.pending(desk.run.id) == []


def test_a_304_moves_the_time_of_the_version_it_vouches_for(desk):
    """The server says that the bytes of the last good fetch still stand, and this version was read from them."""
    first = desk.read(desk.page(), desk.text())
    desk.next_run()
    seen = desk.fetch(desk.page(), Outcome.NOT_MODIFIED)
    assert desk.store.versions(first.document)[0].seen == seen.at


def test_a_304_vouches_for_the_version_that_its_own_page_carries(desk):
    """Another page has a newer text; it was not looked at."""
    first = desk.read(desk.page("old.html"), desk.text("甲"))
    second = desk.read(desk.page("new.html"), desk.text("乙"), first.document)
    desk.next_run()
    seen = desk.fetch(desk.page("old.html"), Outcome.NOT_MODIFIED)
    assert [version.seen for version in desk.store.versions(first.document)] == [seen.at, second.seen]


def test_a_clock_set_back_never_moves_the_time_back(desk):
    """``seen`` is the latest time there was a look."""
    first = desk.read(desk.page(), desk.text())
    desk.later(-60)
    desk.read(desk.page(), None, first.document)
    desk.fetch(desk.page(), Outcome.NOT_MODIFIED)
    assert desk.store.versions(first.document)[0].seen == first.seen


def test_a_304_of_refused_bytes_moves_nothing(desk):
    """The text that was refused still stands on the page; the version kept was not seen."""
    first = desk.read(desk.page(), desk.text())
    desk.next_run()
    desk.read(desk.page(), None, first.document, events=(desk.event(EventKind.SUSPECT_SHRINK),))
    desk.next_run()
    desk.fetch(desk.page(), Outcome.NOT_MODIFIED)
    assert desk.store.versions(first.document)[0].seen == first.seen


@pytest.mark.parametrize("kind", [EventKind.NOT_A_VERSION, EventKind.SUSPECT_SHRINK, EventKind.WITHDRAWN])
def test_a_refused_or_withdrawn_text_was_not_seen_again(desk, kind):
    """The event is kept; the version keeps the time it was last really seen."""
    first = desk.read(desk.page(), desk.text())
    desk.next_run()
    desk.read(desk.page(), None, first.document, events=(desk.event(kind),))
    assert desk.store.versions(first.document)[0].seen == first.seen
    (event,) = desk.store.events(first.document)
    assert event.sequence == (0 if kind.suspect else 1)


def test_a_copy_does_not_vouch_for_the_official_text(desk):
    """A media page without a version of its own is noted as a publication, no more."""
    first = desk.read(desk.page(), desk.text())
    desk.read(desk.page("copy.html", source="news"), None, first.document, level=PublicationLevel.MEDIA)
    known = desk.store.document_at("news", "copy.html")
    assert (known.id, known.source) == (first.document, "lin")
    assert desk.store.versions(first.document)[0].seen == first.seen


def test_an_unreadable_page_without_a_document_only_has_its_fetches_processed(desk):
    """Otherwise it would be read again for ever."""
    assert desk.read(desk.page(), None) is None
    assert desk.store.documents() == []
    assert desk.store.pending(desk.run.id) == []


def test_a_version_names_the_good_fetches_it_was_read_from(desk):
    """In page order, those of earlier runs with them, failures left out; renormalizing reads these again."""
    page = desk.fetch(desk.page())
    old = desk.fetch(desk.attachment("甲.pdf", position=1))
    first = desk.visit(desk.page(), desk.text("甲"))
    desk.next_run()
    desk.fetch(desk.page(), Outcome.NOT_MODIFIED)
    desk.fetch(desk.attachment("甲.pdf", position=1), Outcome.RESET)
    new = desk.fetch(desk.attachment("乙.pdf", position=2))
    second = desk.visit(desk.page(), desk.text("乙"), first.document)
    assert first.fetches == (page.id, old.id)
    assert second.fetches == (page.id, old.id, new.id)


def test_a_version_names_no_fetch_that_came_after_it(desk):
    """The page was fetched again before its visit was written."""
    early = desk.fetch(desk.page())
    desk.fetch(desk.page(), body="y")
    assert desk.visit(desk.page(), desk.text(), fetches=(early.id,)).fetches == (early.id,)
    assert len(desk.store.pending(desk.run.id)) == 1


def test_an_imported_file_has_an_origin_and_no_page(desk):
    """It makes a document that no source carries yet, until a page is found to."""
    made = desk.visit(None, desk.text(), level=PublicationLevel.UNKNOWN, origin="corpus/lin.txt")
    known = desk.store.document(made.document)
    assert (made.origin, made.fetches, known.source, known.url) == ("corpus/lin.txt", (), None, None)
    desk.read(desk.page(), None, known.id, level=PublicationLevel.MEDIA)
    desk.read(desk.page("b.html", source="gov"), None, known.id)
    assert desk.store.document(known.id).source == "gov"
    assert desk.store.document(known.id).level is PublicationLevel.OFFICIAL


def test_a_copy_of_an_imported_official_text_leaves_it_official(desk):
    """The copy only lends its address."""
    made = desk.visit(None, desk.text(), level=PublicationLevel.OFFICIAL, origin="corpus/lin.txt")
    desk.read(desk.page(source="news"), None, made.document, level=PublicationLevel.MEDIA)
    known = desk.store.document(made.document)
    assert (known.source, known.level) == ("news", PublicationLevel.OFFICIAL)


def test_the_best_publication_gives_source_and_address(desk):
    """Official beats media beats mirror, whichever was met first."""
    made = desk.read(desk.page(source="copy"), desk.text(), level=PublicationLevel.MIRROR)
    seen = []
    for source, level in (
        ("news", PublicationLevel.MEDIA),
        ("gov", PublicationLevel.OFFICIAL),
        ("late", PublicationLevel.MEDIA),
    ):
        desk.read(desk.page(source=source), None, made.document, level=level)
        known = desk.store.document(made.document)
        seen.append((known.source, known.level.value))
    assert seen == [("news", "media"), ("gov", "official"), ("gov", "official")]
    assert known.url == "https://gov.example/a.html"


def test_a_copy_only_fills_gaps_in_what_is_known_of_a_document(desk):
    """The title of a press article does not replace the official one."""
    first = desk.read(desk.page(), desk.text(number=None))
    press = desk.text("转载", title="一图读懂", number="临药监〔2031〕7号", kind=DocumentKind.INTERPRETATION)
    desk.read(desk.page(source="news"), press, first.document, level=PublicationLevel.MEDIA)
    known = desk.store.document(first.document)
    assert (known.title, known.document_number, known.kind) == (
        "临州市药品管理若干措施",
        "临药监〔2031〕7号",
        DocumentKind.OTHER,
    )


def test_a_new_official_version_brings_new_facts(desk):
    """Dates follow the newest text, also when it no longer has any."""
    first = desk.read(desk.page(), desk.text("甲", expires_on=date(2033, 1, 1), effective_on=date(2031, 1, 1)))
    desk.next_run()
    desk.read(
        desk.page(), desk.text("乙", title="临州市药品管理若干措施（修订）", effective_on=date(2031, 6, 1)), first.document
    )
    known = desk.store.document(first.document)
    assert (known.title, known.effective_on, known.expires_on) == ("临州市药品管理若干措施（修订）", date(2031, 6, 1), None)
    assert known.versions == 2


def test_a_document_without_a_title_goes_by_its_page(desk):
    """Or by its file."""
    page = desk.read(desk.page(title="列表标题"), desk.text(title=None, number=None))
    file = desk.visit(None, desk.text(title=None, number=None), origin="corpus/lin.txt")
    assert [desk.store.document(one.document).title for one in (page, file)] == ["列表标题", "corpus/lin.txt"]


@pytest.mark.parametrize(
    "typed",
    [
        "临药监〔2031〕7号",
        "临药监[2031]7号",
        "临药监【2031】7号",
        "临药监﹝2031﹞7号",
        "临药监［２０３１］７号",
        "临药监（2031）7号",
        " 临药监\u200b〔2031〕 7 号 ",
    ],
)
def test_a_document_is_named_by_any_form_of_its_number(desk, typed):
    """Brackets, width, spaces and invisible characters aside."""
    made = desk.read(desk.page(), desk.text())
    assert desk.store.document_named(typed, None).id == made.document
    assert [one.id for one in desk.store.find_documents(typed)] == [made.document]


@pytest.mark.parametrize("typed", ["《临州市药品管理若干措施》", "临州市 药品管理若干措施", "临州市药品管理若干措施\u3000"])
def test_a_document_is_named_by_any_form_of_its_title(desk, typed):
    """《》, width and spaces aside; but not by a part of it."""
    made = desk.read(desk.page(), desk.text())
    assert desk.store.document_named(None, typed).id == made.document
    assert desk.store.document_named(None, "药品管理若干措施") is None
    assert desk.store.document_named(None, None) is None
    assert desk.store.document_named("", " ") is None


def test_a_number_that_is_unknown_falls_back_on_the_title_of_a_document_without_one(desk):
    """The listing page did not print the 文号 that the text has."""
    made = desk.read(desk.page(), desk.text(number=None))
    assert desk.store.document_named("临药监〔2031〕7号", "临州市药品管理若干措施").id == made.document


def test_the_same_title_under_another_number_is_another_document(desk):
    """Measures are issued again under their old title."""
    desk.read(desk.page(), desk.text())
    assert desk.store.document_named("临药监〔2033〕2号", "临州市药品管理若干措施") is None


def test_of_two_documents_with_one_title_the_later_is_meant(desk):
    """When only the title is known."""
    desk.read(desk.page(), desk.text())
    later = desk.read(desk.page("b.html"), desk.text(number="临药监〔2033〕2号"))
    assert desk.store.document_named(None, "临州市药品管理若干措施").id == later.document


def test_a_document_is_still_found_by_its_former_title_and_by_its_variants(desk):
    """A renamed document, and the notice that carries it."""
    made = desk.read(desk.page(), desk.text("甲", title="旧题", number=None, title_variants=("关于印发旧题的通知",)))
    desk.next_run()
    desk.read(desk.page(), desk.text("乙", title="新题", number=None), made.document)
    for title in ("旧题", "新题", "关于印发《旧题》的通知"):
        assert desk.store.document_named(None, title).id == made.document


def test_find_documents_takes_an_id_a_number_or_words_of_the_title(desk):
    """As a person types them."""
    one = desk.read(desk.page("a"), desk.text()).document
    two = desk.read(desk.page("b"), desk.text(title="海州医疗器械100条", number="海药监〔2030〕12号")).document
    find = lambda words: [document.id for document in desk.store.find_documents(words)]  # noqa: E731
    assert find(str(two)) == find(f"#{two}") == find(f" # {two}") == [two]
    assert find("100") == [two]
    assert find("#100") == []
    assert find("2031") == find("药品 若干措施") == [one]
    assert find("海药监[2030]") == find("海州 12号") == [two]
    assert find("药监") == [one, two]
    assert find("药品 器械") == find("") == find(" 《》 ") == find("%") == find("_") == []


def test_a_page_is_known_to_carry_its_document(desk):
    """By source and key, once it was visited."""
    page = desk.page()
    assert desk.store.document_at("lin", page.key) is None
    made = desk.read(page, desk.text())
    assert desk.store.document_at("lin", page.key).id == made.document
    assert desk.store.document_at("hai", page.key) is None


def test_changes_and_events_come_with_their_version(desk, reopen):
    """Numbered for ever, in the order in which they were found, and undelivered."""
    first = desk.read(desk.page(), desk.text("甲"), events=(desk.event(),))
    desk.next_run()
    desk.read(desk.page(), desk.text("乙"), first.document, changes=(desk.change("15日"), desk.change("10日")))
    changes, events = reopen().undelivered()
    assert [record.change for record in changes] == [desk.change("15日"), desk.change("10日")]
    assert {(c.document, c.from_sequence, c.to_sequence, c.run, c.created, c.report) for c in changes} == {
        (first.document, 1, 2, desk.run.id, desk.now, None)
    }
    assert changes[0].id < changes[1].id
    assert [(e.event, e.sequence, e.run, e.report) for e in events] == [(desk.event(), 1, desk.run.id - 1, None)]


def test_changes_are_filtered_by_document_and_by_time(desk):
    """A window is half-open."""
    one = desk.read(desk.page("a"), desk.text("甲"), changes=(desk.change(),), events=(desk.event(),))
    early = desk.now
    two = desk.read(desk.page("b"), desk.text("乙", "另题", None), changes=(desk.change(),), events=(desk.event(),))
    for ask in (desk.store.changes, desk.store.events):
        assert [found.document for found in ask()] == [one.document, two.document]
        assert [found.document for found in ask(two.document)] == [two.document]
        assert [found.document for found in ask(window=Window(early, desk.now))] == [one.document]
        assert ask(two.document, Window(early, desk.now)) == []


def test_a_repeal_is_noted_on_the_document_unless_it_names_measures(desk):
    """``repealed`` for one measure leaves the document in force."""
    made = desk.read(desk.page(), desk.text())
    desk.visit(None, None, made.document, events=(desk.event(EventKind.REPEALED, "（三）"), desk.event(EventKind.REPLACED)))
    assert not desk.store.document(made.document).repealed
    desk.visit(None, None, made.document, events=(desk.event(EventKind.REPEALED),))
    assert desk.store.document(made.document).repealed


def test_novelty_is_kept_with_the_baseline_it_was_held_against(desk):
    """None and nothing for a document that was held against none."""
    novelty = (Novelty(Place(0, 1), New.PARTLY, (Span(0, 4), Span(6, 9))), Novelty(Place(0, 2), New.NONE))
    one = desk.read(desk.page("a"), desk.text(), novelty=novelty, baseline="2031")
    two = desk.read(desk.page("b"), desk.text(title="另题", number=None))
    assert desk.store.novelty(one.document) == ("2031", novelty)
    assert desk.store.novelty(two.document) == (None, ())


def test_a_visit_is_there_whole_or_not_at_all(desk):
    """A mistake in its last part takes back the first."""
    first = desk.read(desk.page(), desk.text("甲"))
    desk.next_run()
    desk.fetch(desk.page(), body="乙")
    broken = Visit(
        desk.run.id,
        desk.later(),
        desk.page(),
        (2,),
        first.document,
        desk.text("乙"),
        novelty=(object(),),
        changes=(desk.change(),),
    )
    with pytest.raises(TypeError):
        desk.store.record_visit(broken)
    assert len(desk.store.versions(first.document)) == 1
    assert desk.store.changes() == []
    assert len(desk.store.pending(desk.run.id)) == 1


@pytest.mark.parametrize("field", ["changes", "events"])
def test_changes_and_events_need_something_to_be_about(desk, field):
    """A visit without a document and without a version has none."""
    with pytest.raises(ValueError, match="need"):
        desk.visit(None, None, **{field: (getattr(desk, field[:-1])(),)})


def test_changes_need_a_new_version(desk):
    """An unchanged text has no changes."""
    made = desk.read(desk.page(), desk.text())
    with pytest.raises(ValueError, match="version"):
        desk.visit(None, None, made.document, changes=(desk.change(),))


def test_a_version_read_again_is_no_new_version(desk, reopen):
    """A better normalizer changes the words of a version and what is known of its document, never the history."""
    first = desk.read(desk.page(), desk.text("旧读法"))
    desk.read(desk.page(), desk.text("新版本"), first.document)
    better = replace(desk.text("好读法"), normalizer="2", title="好题目")
    desk.store.rewrite_version(first.document, 1, better)
    again = reopen()
    assert [version.normalizer == "2" for version in again.versions(first.document)] == [True, False]
    assert again.version(first.document, 1)[1] == better
    assert again.document(first.document).title != "好题目"
    again.rewrite_version(first.document, 2, better)
    assert again.document(first.document).title == "好题目"
    assert again.changes(first.document) == []
    with pytest.raises(NotFound):
        again.rewrite_version(first.document, 9, better)


def test_publications_are_the_pages_that_carry_a_document(desk, reopen):
    """Each with its level and the version it was last read as; by document, then as the pages were first met."""
    official, mirror, other = (desk.page(key) for key in ("a", "b", "c"))
    first = desk.read(official, desk.text("甲"))
    second = desk.read(other, desk.text("丙", "另一文件", None))
    desk.read(mirror, None, first.document, level=PublicationLevel.MEDIA)
    desk.next_run()
    desk.read(official, desk.text("乙"), first.document)
    again = reopen()
    told = [(one.page.key, one.level, one.sequence) for one in again.publications(first.document)]
    assert told == [("a", PublicationLevel.OFFICIAL, 2), ("b", PublicationLevel.MEDIA, None)]
    assert [one.document for one in again.publications()] == [first.document, first.document, second.document]
    assert again.publications(999) == []


def test_documents_that_may_have_a_date_ahead(desk):
    """By their own dates or by a deadline in their newest text; those of an older version do not count."""
    on = date(2031, 3, 1)
    by = Fact(None, "年底前", Span(0, 2), FactKind.DATE_DEADLINE, None, "2031-12-31", "")
    made = {
        "none": desk.text(title="none", number=None),
        "past": desk.text(
            title="past", number=None, effective_on=date(2030, 1, 1), facts=(replace(by, to_value="2030-12-31"),)
        ),
        "force": desk.text(title="force", number=None, effective_on=on),
        "ends": desk.text(title="ends", number=None, expires_on=date(2032, 1, 1)),
        "target": desk.text(title="target", number=None, facts=(by,)),
    }
    for key, text in made.items():
        desk.read(desk.page(key), text)
    assert [one.title for one in desk.store.documents_ahead(on)] == ["force", "ends", "target"]
    target = desk.store.documents()[-1].id
    desk.next_run()
    desk.read(desk.page("target"), replace(made["target"], text="另有规定。", facts=()), target)
    assert [one.title for one in desk.store.documents_ahead(on)] == ["force", "ends"]
    desk.store.rewrite_version(target, 2, replace(made["target"], text="另有规定。"))
    assert [one.title for one in desk.store.documents_ahead(on)] == ["force", "ends", "target"]
