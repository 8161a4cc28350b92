"""The servers: conditional requests, faults, the log, the command."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import sys
import time
import urllib.request
from urllib.parse import urlsplit

import pytest

from sample.calendar import DAYS
from sample.faults import Fault
from sample.regulators import REGULATORS
from sample.server import SampleRegulators

from .conftest import Client

STATIC = ["yunling_mpa", "canghai_mpa"]
MADE = ["beiyuan_mpa", "nanyu_mpa"]
MAIN = "/zwgk/zcwj/202511/t20251130_12011.html"  # changes on day 1


def test_static_sites_answer_304(client: Client) -> None:
    """With ETag or Last-Modified of the page at hand nothing but a head comes back."""
    for source in STATIC:
        fresh = client.get(source)
        assert fresh.status == 200
        by_etag = client.get(source, If_None_Match=fresh.headers["etag"])
        by_date = client.get(source, If_Modified_Since=fresh.headers["last-modified"])
        assert [(got.status, got.body) for got in (by_etag, by_date)] == [(304, b""), (304, b"")]
        assert client.get(source, If_None_Match='W/"0000"', If_Modified_Since=fresh.headers["last-modified"]).status == 200


def test_a_page_is_modified_on_the_day_its_text_changes(client: Client) -> None:
    """Day 1 amends the main paper: its old validators no longer hold, those of an untouched page do."""
    other = "/zwgk/zcwj/202312/t20231214_12141.html"
    main, retail = client.get("yunling_mpa", MAIN), client.get("yunling_mpa", other)
    client.sample.set_day(1)
    changed = client.get("yunling_mpa", MAIN, If_None_Match=main.headers["etag"])
    assert (changed.status, changed.headers["last-modified"]) == (200, "Mon, 02 Nov 2026 23:30:00 GMT")
    assert client.get("yunling_mpa", other, If_None_Match=retail.headers["etag"]).status == 304
    client.sample.set_day(2)
    assert client.get("yunling_mpa", MAIN).headers["last-modified"] == "Mon, 02 Nov 2026 23:30:00 GMT"


def test_sites_made_on_request_have_no_validators(client: Client) -> None:
    """Two of the four give neither ETag nor Last-Modified and never answer 304."""
    for source in MADE:
        got = client.get(source, If_None_Match="*", If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT")
        assert got.status == 200
        assert not {"etag", "last-modified"} & got.headers.keys()


def test_an_unparseable_date_is_ignored(client: Client) -> None:
    """A broken If-Modified-Since gets the whole page."""
    assert client.get("yunling_mpa", If_Modified_Since="gestern").status == 200


@pytest.mark.parametrize(
    ("kind", "status", "mark"),
    [
        (Fault.ERROR_PAGE, 200, "系统繁忙"),
        (Fault.CHALLENGE, 412, "$_ts"),
        (Fault.CHALLENGE_JSL, 521, "__jsl"),
        (Fault.BLOCKED, 403, "访问异常"),
        (Fault.HTTP_500, 500, "500"),
    ],
)
def test_faults_answer_for_the_whole_site(client: Client, kind: Fault, status: int, mark: str) -> None:
    """Every address shows the fault, robots.txt does not, the other sites go on; healed, all is as before."""
    client.sample.fault("nanyu_mpa", kind)
    for path in (None, "/gkmlpt/api/all/3051?page=1&sid=940021", "/anything"):
        got = client.get("nanyu_mpa", path)
        assert got.status == status
        assert mark in got.text() + got.headers.get("set-cookie", "")
    assert client.get("nanyu_mpa", "/robots.txt").text().startswith("User-agent")
    assert client.get("yunling_mpa").status == 200
    client.sample.heal("nanyu_mpa")
    assert "_CONFIG" in client.get("nanyu_mpa").text()


def test_a_reset_gives_no_answer(client: Client) -> None:
    """The connection is cut before a status line."""
    client.sample.fault("canghai_mpa", "reset")
    with pytest.raises(ConnectionError):
        client.get("canghai_mpa")
    assert client.sample.requests[-1].status == 0


def test_half_a_page_is_less_than_announced(client: Client) -> None:
    """Content-Length promises more bytes than come."""
    client.sample.fault("canghai_mpa", "half_page")
    with pytest.raises(http.client.IncompleteRead) as caught:
        client.get("canghai_mpa")
    assert caught.value.expected is not None
    assert 0 < len(caught.value.partial) <= caught.value.expected + 1


def test_an_empty_listing_has_its_container(client: Client) -> None:
    """The column is there with site number and pager, and without a row."""
    for source in client.sample.urls:
        client.sample.fault(source, "empty_listing")
    assert "createPageHTML(1, 0," in client.get("yunling_mpa").text("gb18030")
    assert '<li><a href="./' not in client.get("yunling_mpa").text("gb18030").split("yl-list")[1]
    assert "totalRecord:0" in client.get("canghai_mpa").text()
    assert json.loads(client.get("nanyu_mpa", "/gkmlpt/api/all/3051?page=1&sid=940021").body)["articles"] == []
    client.sample.heal()
    assert "totalRecord:20" in client.get("canghai_mpa").text()


def test_a_slow_site_answers_late(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole answer comes, but not at once."""
    monkeypatch.setattr("sample.handler.LATE", 0.2)
    client.sample.fault("yunling_mpa", "slow")
    started = time.monotonic()
    assert client.get("yunling_mpa").status == 200
    assert time.monotonic() - started >= 0.2


def test_the_calendar_has_faults_of_its_own(client: Client) -> None:
    """On day 6 one site shows a challenge, on day 9 another an error page; the day after both are well."""
    client.sample.set_day(6)
    assert client.get("nanyu_mpa").status == 412
    client.sample.set_day(9)
    assert "系统繁忙" in client.get("beiyuan_mpa").text()
    client.sample.set_day(10)
    assert {client.get(source).status for source in client.sample.urls} == {200}


def test_unknown_kinds_sites_and_days_are_errors(client: Client) -> None:
    """A typing mistake in a test does not pass for a fault."""
    with pytest.raises(ValueError, match="fire"):
        client.sample.fault("nanyu_mpa", "fire")
    with pytest.raises(KeyError):
        client.sample.fault("nanyu", "reset")
    with pytest.raises(IndexError, match=f"0 to {len(DAYS) - 1}"):
        client.sample.set_day(len(DAYS))


def test_the_log_knows_who_asked_for_what(client: Client) -> None:
    """Source, method, path with query, status and user agent, in the order of the answers."""
    client.sample.forget()
    client.get("nanyu_mpa", "/gkmlpt/api/all/0?page=1", User_Agent="one/1.0")
    client.get("yunling_mpa", "/nowhere", method="HEAD")
    first, second = client.sample.requests
    assert (first.source, first.method, first.path, first.status) == ("nanyu_mpa", "GET", "/gkmlpt/api/all/0?page=1", 200)
    assert first.user_agent == "one/1.0"
    assert (second.method, second.status) == ("HEAD", 404)


def test_connections_are_kept_alive(client: Client) -> None:
    """Many requests go over one connection."""
    parts = urlsplit(client.sample.urls["yunling_mpa"])
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.connect()
    first = connection.sock
    for _ in range(50):
        connection.request("GET", parts.path)
        assert connection.getresponse().read()
        assert connection.sock is first
    connection.close()


def test_a_form_may_be_posted(client: Client) -> None:
    """The jpage proxy takes its parameters from a form as well."""
    parts = urlsplit(client.sample.urls["canghai_mpa"])
    form = "columnid=5127&unitid=318402&startrecord=1&endrecord=4"
    request = urllib.request.Request(f"http://{parts.netloc}" + "/module/web/jpage/dataproxy.jsp", form.encode())
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own server
        assert answer.read().decode().count("<record>") == 4


def test_the_command_serves_and_changes_days() -> None:
    """``python -m sample --day 3`` prints the four addresses and takes a day's number on standard input."""
    command = [sys.executable, "-m", "sample", "--day", "3"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        urls = [process.stdout.readline().split() for _ in REGULATORS]
        assert [source for source, _ in urls] == [regulator.id for regulator in REGULATORS]
        assert process.stdout.readline().startswith("day 3: ")
        with urllib.request.urlopen(urls[3][1], timeout=10) as answer:  # noqa: S310 - our own server
            assert re.search("SID:'", answer.read().decode())
        process.stdin.write("6\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith("day 6: ")
        process.terminate()


def test_ports_can_be_fixed_and_are_given_back() -> None:
    """A port named by the caller is used, and free again afterwards."""
    with SampleRegulators() as first:
        port = urlsplit(first.urls["nanyu_mpa"]).port
        assert port is not None
    for _ in range(2):
        with SampleRegulators(ports={"nanyu_mpa": port}) as again:
            assert urlsplit(again.urls["nanyu_mpa"]).port == port
