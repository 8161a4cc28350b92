"""A mail before it is sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from domain.delivery import Failure, Smtp
from domain.report import Report
from reports.notifiers import Address, Letter, NotSent, mail
from reports.notifiers.mail import CARDS
from tests.unit.reports.mornings import busy, report_of
from tests.unit.reports.test_hostile import hostile

HERE = Address("ra@example.com", smtp=Smtp(host="h", sender="regdelta@example.com"))


def letter(report: Report, *attachments: str) -> Letter:
    return Letter(1, "0123456789abcdef" * 2, report, "reports/2026-11-23.html", attachments)


@pytest.fixture(scope="module")
def monday(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(busy(tmp_path_factory.mktemp("monday")))


def test_hostile_text_is_inert_and_stays_out_of_the_headers(tmp_path: Path) -> None:
    """Tags, handlers, javascript: and direction marks are words in the body; headers hold none of them."""
    made = mail.message(mail.compose(letter(hostile(tmp_path), "xlsx")), HERE)
    page = made.get_body(("html",))
    assert page is not None
    content = page.get_content()
    assert "<script" not in content and 'href="javascript' not in content and "\u202e" not in content
    assert all(str(value).isprintable() for value in made.values())
    assert not any(word in str(value) for value in made.values() for word in ("script", "alert", "onerror"))
    assert [one.get_filename() for one in made.iter_attachments()] == ["药械日报_20261122_v1.xlsx"]


@pytest.mark.parametrize(
    "given", ["ra@example.com\r\nBcc: all@example.com", "a@example.com, b@example.com", "nobody", "", "x@"]
)
def test_an_address_that_is_none_is_refused_without_being_repeated(monday: Report, given: str) -> None:
    """No header can be put in through a configured address."""
    with pytest.raises(NotSent) as caught:
        mail.message(mail.compose(letter(monday)), replace(HERE, value=given))
    assert caught.value.failure is Failure.SETTINGS and (not given or given not in caught.value.detail)


def test_a_day_with_a_thousand_changes_is_still_a_mail(monday: Report) -> None:
    """The cards that have no place are counted; the page stays below what mail programs clip."""
    many = replace(monday, cards=monday.cards * 200)
    parcel = mail.compose(letter(many))
    assert f"其余 {1000 - CARDS} 项见报告" in parcel.html
    assert len(parcel.html.encode()) < 150_000 and len(parcel.text.encode()) < 150_000


def test_the_message_id_is_that_of_the_letter(monday: Report) -> None:
    """However often it is made."""
    ids = {mail.message(mail.compose(letter(monday)), HERE)["Message-ID"] for _ in range(2)}
    assert ids == {f"<{'0123456789abcdef' * 2}@example.com>"}
