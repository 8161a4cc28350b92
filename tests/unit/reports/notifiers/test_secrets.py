"""What a server says never carries a secret on."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from reports.notifiers import Address
from reports.notifiers.secrets import LONGEST, masked

TOKEN = "tok/en+1234567890=="  # noqa: S105 made up


@pytest.mark.parametrize(
    "value",
    [
        f"https://qyapi.example/cgi-bin/webhook/send?key={quote(TOKEN, safe='')}",
        f"https://oapi.example/robot/send?access_token={quote(TOKEN, safe='')}&x=1",
        f"https://open.example/open-apis/bot/v2/hook/{quote(TOKEN, safe='')}",
        f"slack://{quote(TOKEN, safe='')}@workspace/channel",
        f"tgram://{quote(TOKEN, safe='')}/12345678",
    ],
)
def test_no_part_of_an_address_is_left(value: str) -> None:
    """The whole address, its token as written and as meant."""
    said = masked(f"refused {value} because of {TOKEN} or {quote(TOKEN, safe='')}", Address(value), secret_address=True)
    assert TOKEN not in said and quote(TOKEN, safe="") not in said and value not in said
    assert said.startswith("refused ***")


def test_a_signing_secret_is_masked_and_a_mail_address_is_not() -> None:
    """A mail address is no secret; the password is."""
    said = masked("535 ra@example.com hunter2-hunter2", Address("ra@example.com", "hunter2-hunter2"), secret_address=False)
    assert said == "535 ra@example.com ***"


def test_what_is_kept_is_one_short_line() -> None:
    """Line breaks and control characters of a server do not reach log or database."""
    said = masked("a\r\nb\x1b[31m" + "x" * 900, Address("u@example.com"), secret_address=False)
    assert len(said) == LONGEST and "\n" not in said and "\x1b" not in said


def test_an_address_does_not_print_its_secrets() -> None:
    """Also not in a traceback."""
    assert TOKEN not in repr(Address(TOKEN, TOKEN))
