from __future__ import annotations

import pytest

from crawler.outcomes import Received
from crawler.robots import LARGEST, LONGEST_DELAY, Rules, rules
from domain.crawl import Outcome

URL = "https://mpa.test.example/robots.txt"
FILE = b"User-agent: *\nDisallow: /d/\nCrawl-delay: 7\n"


def read(body: bytes, status: int = 200, content_type: str = "text/plain") -> Rules:
    return rules(Received(URL, URL, status, body, body.decode("utf-8", "replace"), {"content-type": content_type}))


def allowed(found: Rules, path: str) -> bool:
    return found.refused is None and found.allow(f"https://mpa.test.example{path}")


def test_rules_are_read_and_kept() -> None:
    """What is barred, what is not, and the pace; a group of our own name comes before that of everybody."""
    found = read(FILE)
    assert (allowed(found, "/d/x.html"), allowed(found, "/e/x.html"), found.delay) == (False, True, 7.0)
    assert allowed(read(b"User-agent: regdelta\nAllow: /\n\n" + FILE), "/d/x.html")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_file_that_is_not_there_means_no_rules(status: int) -> None:
    """RFC 9309, section 2.3.1.3; what such an answer holds is no rule either."""
    assert allowed(read(b"User-agent: *\nDisallow: /", status), "/d/x.html")


@pytest.mark.parametrize(
    ("body", "status", "outcome"),
    [
        (b"", 500, Outcome.HTTP_ERROR),
        (b"", 503, Outcome.BLOCKED),
        (b"", 429, Outcome.BLOCKED),
        (b"<script>$_ts={}</script>", 412, Outcome.CHALLENGE),
        (b"", 521, Outcome.CHALLENGE),
        ("<html><body>安全验证</body></html>".encode(), 200, Outcome.CHALLENGE),
        ("<html><title>某局</title><body>欢迎</body></html>".encode(), 200, Outcome.DRIFTED),
    ],
    ids=["error", "unavailable", "too many", "gate", "gate 521", "gate 200", "front page"],
)
def test_rules_that_could_not_be_read_let_nothing_out(body: bytes, status: int, outcome: Outcome) -> None:
    """A server error, a gate, or a page in the place of the file: the rules exist, and are not known."""
    found = read(body, status, "text/html")
    assert found.refused and found.refused.outcome is outcome
    assert "robots.txt 读取失败" in found.refused.detail


def test_a_page_that_says_not_found_is_a_missing_file() -> None:
    """Though its status is 200."""
    assert allowed(read("<html><body>您访问的页面不存在</body></html>".encode(), 200, "text/html"), "/d/x.html")


def test_the_right_file_under_the_wrong_type_is_read() -> None:
    """Many servers call everything HTML; a byte order mark hides no rule."""
    assert not allowed(read(b"\xef\xbb\xbf" + FILE, 200, "text/html"), "/d/x.html")


def test_only_the_first_500_kib_count() -> None:
    """An endless file neither hides its beginning nor is read to its end."""
    filler = b"# nothing\n" * (LARGEST // 10)
    assert not allowed(read(FILE + filler + b"Disallow: /e/\n"), "/d/x.html")
    assert allowed(read(FILE + filler + b"Disallow: /e/\n"), "/e/x.html")


@pytest.mark.parametrize(("asked", "kept"), [("0.5", 0.5), ("3600", LONGEST_DELAY), ("-3", 0.0), ("much", 0.0)])
def test_a_delay_has_bounds(asked: str, kept: float) -> None:
    """A minute at the most; nonsense asks for nothing."""
    assert read(f"User-agent: *\nCrawl-delay: {asked}\n".encode()).delay == kept


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "gb18030"])
def test_rules_are_read_whatever_they_were_saved_as(codec: str) -> None:
    """Notepad's "Unicode" is UTF-16; rules in it are rules."""
    found = read("# 说明\r\nUser-agent: *\r\nDisallow: /d/\r\n".encode(codec))
    assert (allowed(found, "/d/x.html"), allowed(found, "/e/x.html")) == (False, True)


def test_the_line_that_the_limit_cuts_is_no_rule() -> None:
    """``Disallow: /`` is what would be left of it, and would bar the whole site."""
    head, long = b"User-agent: *\nDisallow: /d/\n#", b"\nDisallow: /private/\n"
    found = read(head + b"x" * (LARGEST - len(head) - len(b"\nDisallow: /")) + long)
    assert (allowed(found, "/d/x.html"), allowed(found, "/e/x.html")) == (False, True)


def test_half_a_file_is_no_rules() -> None:
    """A connection that ended too early: what it would have barred is not known."""
    answer = Received(URL, URL, 200, FILE, "", {"content-type": "text/plain"}, partial=True)
    assert rules(answer).refused is not None


def test_a_page_of_empty_lines_is_read() -> None:
    """A megabyte of them, said to be HTML."""
    assert read(b"." + b"\n" * 2**20, content_type="text/html").refused is not None
