"""The paragraph for the boss, whatever the page says: short, in three lines, and the third party's line left empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from domain.card import Card, Edition, Paper, Rank, Spot
from domain.change import Severity, Status
from reports import forward

words = st.text(alphabet="甲乙丙由至为压缩（）《》、，。0123456789个工作日 abc", max_size=200)
addresses = st.text(alphabet="abcdefghij/0123456789", max_size=forward.ADDRESS - len("https://x.example/")).map(
    lambda path: f"https://x.example/{path}"
)


def card(title: str, what: str, value: str, item: str, url: str, status: Status) -> Card:
    edition = Edition(2, "0" * 64, "1.4", datetime(2026, 11, 23, tzinfo=UTC), issued_on=date(2026, 11, 6))
    spots = (Spot("（二）", item),)
    made = Card(
        "C1",
        Paper(1, title, None, "甲市", url=url),
        status,
        Severity.SUBSTANTIVE,
        Rank.VALUE,
        "变动",
        what,
        value,
        spots,
        spots,
        edition,
        edition,
    )
    if status is Status.ADDED:
        return replace(made, old=())
    return replace(made, new=()) if status is Status.DELETED else made


statuses = st.sampled_from([Status.AMENDED, Status.ADDED, Status.DELETED])


@given(words.filter(str.strip), words, words, words, addresses, statuses)
def test_at_most_150_characters_and_our_line_empty(
    title: str, what: str, value: str, item: str, url: str, status: Status
) -> None:
    """Three lines; 我司影响 stands alone on its line, because only the company knows; the link is whole."""
    said = forward.paragraph(card(title, what, value, item, url, status), date(2026, 11, 23))
    assert len(said) <= forward.LIMIT
    assert len(said.split("\n")) == 3
    assert said.split("\n")[1] == "我司影响："
    assert url in said.split("\n")[2]
