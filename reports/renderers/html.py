"""One self-contained HTML file: no script, no remote asset, readable on a phone, in print and without colour."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from domain.report import Report
from reports import citing, delivery, forward, matrix_words, phrases, subscription, text, wording
from reports.direction import event_words
from reports.language import DEFAULT, _, html_lang, language
from reports.lines import date_words, novelty_words
from reports.outline import conclusion, sections
from reports.proofs import proof
from reports.renderers import register
from reports.safety import link, visible
from reports.stored import told

FULL_CARDS = 100
"""Cards drawn with their citation. What comes after them is drawn short, so that a day with a thousand changes stays
under 2 MB (about 3 KB a full card, 1 KB a short one) and can still be opened on a phone."""


@register("html", ".html", "text/html; charset=utf-8")
def render(report: Report) -> bytes:
    """The page with the style sheets that a screen, small or wide, light or dark, and a browser's printer want."""
    latin = () if language() == DEFAULT else ("latin.css",)
    return page(report, ("report.css", *(("digest.css",) if report.digest else ()), *latin))


def page(report: Report, sheets: Sequence[str]) -> bytes:
    """The same page under other style sheets, by their names in the templates."""
    numbers = {line.target: index for index, line in enumerate(report.lines, 1) if line.target != "dates"}
    if report.digest:
        return _digest().render(report=report, numbers=numbers, sheets=sheets).encode()
    return _template().render(report=report, numbers=numbers, sheets=sheets, full=FULL_CARDS).encode()


@cache
def _template() -> Template:
    return environment().get_template("report.html.j2")


@cache
def _digest() -> Template:
    return environment().get_template("digest.html.j2")


def environment() -> Environment:
    """Everything printed is escaped, and characters that act unseen are written out, whatever a template forgets."""
    made = Environment(
        loader=PackageLoader("reports", "templates"),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        say=wording,
        phrase=phrases,
        cite=citing,
        forward=forward,
        t=text,
        link=link,
        _=_,
        told=told,
        proof=proof,
        html_lang=html_lang,
        delivery=delivery,
        subscription=subscription,
        novelty_words=novelty_words,
        date_words=date_words,
        event_words=event_words,
        sections=sections,
        conclusion=conclusion,
        matrix=matrix_words,
    )
    return made


def _finalize(value: Any) -> Any:
    if isinstance(value, Markup):
        return value
    return visible(str(value)) if value is not None else ""
