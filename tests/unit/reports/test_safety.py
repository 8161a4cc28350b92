"""Text from outside: what acts unseen is written out, and only web addresses become links."""

from __future__ import annotations

import pytest

from reports.safety import acts, link, visible


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x00", "\x1b", "\u2028", "\x85", "\u061c"])
def test_unseen_characters_are_written_out(mark: str) -> None:
    """A direction override or a control character cannot act in any output."""
    assert acts(f"甲{mark}乙")
    assert visible(f"甲{mark}乙") == f"甲⟦U+{ord(mark):04X}⟧乙"


def test_layout_stays() -> None:
    """Line feeds and tabs are layout; a carriage return becomes a line feed."""
    assert visible("甲\r\n乙\t丙") == "甲\n乙\t丙"
    assert not acts("《办法》（一）100%\n")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://a.example",
        "data:text/html,x",
        "//a.example/x",
        "file:///etc/passwd",
        "https://",
        "https://user:word@a.example/",
        'https://a.example/"onmouseover=x',
        "https://a.example/\u202egpj.exe",
        "https://[bad/",
        "",
        None,
    ],
)
def test_no_link(url: str | None) -> None:
    """Anything but a plain web address is shown as text."""
    assert link(url) is None


def test_a_web_address_is_a_link() -> None:
    """http and https, with a query and Chinese letters in the path."""
    assert link("https://a.example/art/1.html?id=2&x=甲") == "https://a.example/art/1.html?id=2&x=甲"
    assert link("http://127.0.0.1:8080/1") == "http://127.0.0.1:8080/1"
