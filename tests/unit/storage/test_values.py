"""How values stand in columns."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import Document, Measure, Repair
from domain.record import Outline
from domain.text import Run, Span, SpanMap
from storage.values import (
    day,
    from_json,
    maybe_day,
    maybe_moment,
    moment,
    outline_of,
    pack,
    pack_document,
    stamp,
    to_json,
    unpack_document,
)

ZONES = st.timedeltas(timedelta(hours=-14), timedelta(hours=14)).map(
    lambda gap: timezone(timedelta(minutes=gap // timedelta(minutes=1)))
)
TIMES = st.datetimes(datetime(1900, 1, 2), datetime(2999, 1, 1), timezones=ZONES)  # noqa: DTZ001
GAPS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 90), st.integers(1, 400)), max_size=40)


def document(text: str, spans: SpanMap) -> Document:
    return Document("题", text, text, spans, "1")


@given(TIMES, TIMES)
def test_times_sort_as_text(one, two):
    """And come back as the same instant in UTC."""
    assert moment(stamp(one)) == one
    assert moment(stamp(one)).tzinfo is UTC
    assert (stamp(one) < stamp(two)) == (one < two)
    assert len(stamp(one)) == len(stamp(two))


def test_what_is_missing_stays_missing():
    """None is None in a column too."""
    assert (maybe_moment(None), day(None), maybe_day(None)) == (None, None, None)
    assert maybe_day(day(date(2031, 3, 1))) == date(2031, 3, 1)


@given(GAPS)
def test_any_span_map_comes_back(gaps):
    """Runs in ascending order of both sides, with any gaps between."""
    runs, canonical, published = [], 0, 0
    for gap, published_gap, length in gaps:
        runs.append(Run(canonical + gap, published + published_gap, length))
        canonical, published = canonical + gap + length, published + published_gap + length
    made = document("", SpanMap(tuple(runs)))
    assert unpack_document(pack_document(made)) == made


def test_a_span_map_costs_a_fraction_of_its_objects():
    """2,000 runs of a line each take less than 2 bytes a run."""
    runs = SpanMap(tuple(Run(31 * n, 33 * n, 30) for n in range(2000)))
    with_map, without = (len(pack_document(document("字" * 60_000, spans))) for spans in (runs, SpanMap()))
    assert with_map - without < 4000


def test_fields_come_and_go_without_a_migration():
    """A payload of an older program gets the defaults of newer fields; what a newer one added is left out."""
    found = from_json(
        '{"title": null, "text": "甲", "published": "甲", "spans": {}, "normalizer": "1", "mood": "good"}', Document
    )
    assert found == Document(None, "甲", "甲", SpanMap(), "1")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text):
    """With control characters, private use, and beyond the basic plane."""
    made = replace(document(text, SpanMap()), published=text * 2)
    assert unpack_document(pack_document(made)) == made


def test_text_that_does_not_fit_is_refused():
    """A value of another kind is never guessed at."""
    with pytest.raises(msgspec.ValidationError):
        from_json(to_json(("1",)), tuple[int, ...])


def test_what_was_unpacked_last_is_stored_as_it_was():
    """And nothing else is: an equal document, or a changed one, is packed anew."""
    first, second = (document(text, SpanMap()) for text in ("甲", "乙"))
    payload = pack(msgspec.json.encode({"document": {**msgspec.to_builtins(first), "spans": {"runs": []}}, "runs": []}) + b"  ")
    read = unpack_document(payload)
    assert (read, pack_document(read)) == (first, payload)
    assert pack_document(first) != payload
    assert unpack_document(pack_document(replace(read, text="丙"))).text == "丙"
    unpack_document(pack_document(second))
    assert unpack_document(pack_document(read)) == first


@given(st.integers(0, 30), st.lists(st.tuples(st.sampled_from(["unread", "digit"]), st.text(max_size=5)), max_size=5))
def test_an_outline_is_that_of_the_whole_document(number, repairs):
    """Measures and unread attachments without reading the text."""
    one = Measure(1, "（一）", None, "题", "", "字", Span(0, 1), Span(1, 1))
    made = tuple(Repair(kind, name, "") for kind, name in repairs)
    whole = replace(document("字", SpanMap()), measures=(one,) * number, repairs=made)
    assert outline_of(pack_document(whole)) == Outline(number, tuple(name for kind, name in repairs if kind == "unread"))
