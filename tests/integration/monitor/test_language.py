"""``--lang`` and ``[report] lang``: another frame over the same stored data."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bench.catalogue import PO, entries
from cli.commands import app
from domain.errors import ConfigError
from monitor.config import load_project
from monitor.demo import DemoDay

Lived = tuple[Path, list[DemoDay]]
HAN = re.compile(r"[一-鿿]+")


def asked(root: Path, *arguments: str) -> str:
    done = CliRunner().invoke(app, [*arguments, "--project", str(root)])
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout


def test_a_report_that_was_sent_is_drawn_in_english(lived: Lived) -> None:
    """Verdict and headings are English; without --lang it is what was sent."""
    root = lived[0]
    english, chinese = asked(root, "report", "--lang", "en"), asked(root, "report")
    assert english.startswith("# Drug & device policy daily ")
    assert chinese.startswith("# 药械政策变动日报 ")
    assert asked(root, "report", "--lang", "zh") == chinese


def test_an_unknown_language_is_refused(lived: Lived) -> None:
    """In one sentence that names those there are."""
    done = CliRunner().invoke(app, ["report", "--lang", "fr", "--project", str(lived[0])])
    assert "there are no reports in 'fr'; use one of: zh, en" in str(done.exception)


def test_a_project_has_one_language(lived: Lived, tmp_path: Path) -> None:
    """[report] lang speaks wherever --lang is not given; an unknown one is refused with its place."""
    root = tmp_path / "project"
    shutil.copytree(lived[0], root)
    config = root / "regdelta.toml"
    text = config.read_text("utf-8")
    config.write_text(text.replace('lang = "zh"\n', 'lang = "en"\n'), "utf-8")
    assert asked(root, "report", "--format", "text").startswith("Drug & device policy daily ")
    config.write_text(text.replace('lang = "zh"\n', 'lang = "fr"\n'), "utf-8")
    with pytest.raises(ConfigError, match=r"regdelta.toml: \[report\] lang: there are no reports in 'fr'"):
        load_project(root)


def test_the_site_in_english(lived: Lived, tmp_path: Path) -> None:
    """No heading, label or button of any page is a Chinese frame word; the words of the documents are what they were."""
    asked(lived[0], "site", "--lang", "en", "--output", str(tmp_path / "www"))
    frame = set(entries(PO.read_text("utf-8")))
    for path in sorted((tmp_path / "www").rglob("*.html")):
        if path.name.startswith("2"):
            continue
        page = path.read_text("utf-8")
        assert '<html lang="en">' in page
        labels = re.findall(r"<(?:h1|h2|dt|th|button|label|legend|summary)\b[^>]*>([^<]+)<", page)
        labels += re.findall(r'(?:aria-label|placeholder|title)="([^"]+)"', page)
        assert [words for words in labels if words.strip() in frame and HAN.search(words)] == [], path
