"""Pages on disk: whole, only what changed, and nothing of anybody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.site.writing import LIST, Page, Written, key, put_all


class Drawn:
    """Pages that note when they are drawn."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def page(self, path: str, words: str, mark: str = "") -> Page:
        def draw() -> bytes:
            self.paths.append(path)
            return words.encode()

        return Page(path, key(mark or words), draw)


def counts(done: Written) -> tuple[int, int, int]:
    return done.written, done.kept, done.removed


def test_only_what_changed_is_drawn(tmp_path: Path) -> None:
    """A page whose data are the same is neither drawn nor written; a changed one is both."""
    drawn = Drawn()
    assert counts(put_all(tmp_path, [drawn.page("site/a.html", "一"), drawn.page("site/b.html", "二")])) == (2, 0, 0)
    assert counts(put_all(tmp_path, [drawn.page("site/a.html", "一"), drawn.page("site/b.html", "三")])) == (1, 1, 0)
    assert drawn.paths == ["site/a.html", "site/b.html", "site/b.html"]
    assert (tmp_path / "site/b.html").read_text("utf-8") == "三"


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    """New data that draw the same page leave the file alone."""
    put_all(tmp_path, [Drawn().page("site/a.html", "一", "甲")])
    before = (tmp_path / "site/a.html").stat().st_mtime_ns
    assert counts(put_all(tmp_path, [Drawn().page("site/a.html", "一", "乙")])) == (0, 1, 0)
    assert (tmp_path / "site/a.html").stat().st_mtime_ns == before


def test_a_lost_or_cut_page_comes_back(tmp_path: Path) -> None:
    """The list is not believed where the file says otherwise."""
    pages = [Drawn().page("site/a.html", "一二三")]
    put_all(tmp_path, pages)
    (tmp_path / "site/a.html").write_bytes("一".encode())
    assert counts(put_all(tmp_path, pages)) == (1, 0, 0)
    (tmp_path / "site/a.html").unlink()
    assert counts(put_all(tmp_path, pages)) == (1, 0, 0)


def test_a_page_no_longer_made_is_taken_away(tmp_path: Path) -> None:
    """Only our own: a report or a stranger's file in the folder stays."""
    put_all(tmp_path, [Drawn().page("site/a.html", "一"), Drawn().page("site/b.html", "二")])
    (tmp_path / "2026-11-23.html").write_text("report")
    (tmp_path / "site/note.txt").write_text("mine")
    assert counts(put_all(tmp_path, [Drawn().page("site/a.html", "一")])) == (0, 1, 1)
    assert not (tmp_path / "site/b.html").exists()
    assert (tmp_path / "2026-11-23.html").read_text() == "report" and (tmp_path / "site/note.txt").read_text() == "mine"


@pytest.mark.parametrize("path", ["2026-11-23.html", "../regdelta.db", "site/../2026-11-23.html", "/etc/hosts"])
def test_a_list_that_names_other_files_takes_nothing_away(tmp_path: Path, path: str) -> None:
    """A list that was written to by somebody else cannot make us delete a report."""
    (tmp_path / "site").mkdir()
    (tmp_path / "2026-11-23.html").write_text("report")
    (tmp_path / LIST).write_text(f'{{"{path}":{{"key":"x","size":6}}}}')
    assert counts(put_all(tmp_path, [])) == (0, 0, 0)
    assert (tmp_path / "2026-11-23.html").read_text() == "report"


def test_a_broken_list_only_costs_time(tmp_path: Path) -> None:
    """Everything is drawn again, and is the same."""
    pages = [Drawn().page("site/a.html", "一")]
    put_all(tmp_path, pages)
    before = (tmp_path / LIST).read_bytes()
    (tmp_path / LIST).write_bytes(b"\xff{")
    assert counts(put_all(tmp_path, pages)) == (0, 1, 0)
    assert (tmp_path / LIST).read_bytes() == before


def test_a_page_that_cannot_be_drawn_keeps_the_others(tmp_path: Path) -> None:
    """What was put before it is not drawn again, and no page is taken away for it."""
    drawn = Drawn()
    put_all(tmp_path, [drawn.page("site/z.html", "旧")])

    def broken() -> bytes:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        put_all(tmp_path, [drawn.page("site/a.html", "一"), Page("site/b.html", "k", broken), drawn.page("site/z.html", "旧")])
    assert (tmp_path / "site/z.html").exists()
    assert not list(tmp_path.rglob("*.part"))
    assert counts(put_all(tmp_path, [drawn.page("site/a.html", "一"), drawn.page("site/z.html", "旧")])) == (0, 2, 0)
