"""Where pages stand, and how one leads to another."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest

from reports.site import places


@pytest.mark.parametrize(
    ("start", "target", "way"),
    [
        ("index.html", "site/search.html", "site/search.html"),
        ("site/documents/3/1-2.html", "index.html", "../../../index.html"),
        ("site/documents/3.html", "2026-11-23.html#C12", "../../2026-11-23.html#C12"),
        ("site/documents/3.html", "site/documents/3/1-2.html", "3/1-2.html"),
        ("index.html", "药械 日报#C1.html", "%E8%8D%AF%E6%A2%B0%20%E6%97%A5%E6%8A%A5#C1.html"),
    ],
)
def test_links_are_relative(start: str, target: str, way: str) -> None:
    """They work from disk and under any address of a web server."""
    assert places.link(start, target) == way


@pytest.mark.parametrize("name", ["../../etc", "甲省", "index", "a b", "x" * 300, "a/b", "", "<b>"])
def test_a_source_has_a_page_of_its_own_whatever_its_id(name: str) -> None:
    """In the folder of sources, under a plain name, and never the overview's."""
    path = places.source(name)
    assert posixpath.dirname(posixpath.normpath(path)) == "site/sources"
    assert path != places.SOURCES and unquote(path) == path and len(path) < 120


def test_alike_ids_do_not_share_a_page() -> None:
    """What is folded away for the file's name comes back as a mark."""
    assert len({places.source(name) for name in ("a b", "a-b", "a/b", "a.b")}) == 4
