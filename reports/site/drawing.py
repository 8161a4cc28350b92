"""Templates of the site, and what all of them may use."""

from __future__ import annotations

from functools import cache, partial

from jinja2 import Environment
from markupsafe import Markup

from reports.language import DEFAULT, N_, _, language
from reports.renderers.html import environment
from reports.site import places
from reports.site.wording import KINDS, STATUSES, at, dates, event_word, file_word
from reports.wording import OUTCOMES

MENU = (
    (places.HOME, N_("日报")),
    (places.PAPERS, N_("文件")),
    (places.MATRIX, N_("比较")),
    (places.SOURCES, N_("来源")),
    (places.TRENDS, N_("走势")),
    (places.SEARCH, N_("搜索")),
)

CLOSED = "default-src 'none'; style-src 'self' file:; base-uri 'none'; form-action 'none'"
"""What a page may load: its style sheet. ``file:`` is for browsers that take no two files on disk for the same origin; from a web server
it allows nothing, because no browser lets a page of the web read files."""

SCRIPTED = CLOSED + "; script-src 'self' file:"
"""The search page also loads our own script and the index beside it."""


@cache
def _environment() -> Environment:
    made = environment()
    made.globals.update(
        say_outcomes=OUTCOMES, KINDS=KINDS, STATUSES=STATUSES, event_word=event_word, file_word=file_word, at=at, dates=dates
    )
    return made


def draw(template: str, path: str, **data: object) -> bytes:
    """The page at ``path``; in its template ``to`` makes the relative address of another page."""
    to = partial(places.link, path)
    policy = SCRIPTED if path == places.SEARCH else CLOSED
    menu = [(to(target), _(words), _stands_under(path, target)) for target, words in MENU]
    text = _environment().get_template(f"site/{template}").render(to=to, menu=menu, policy=policy, place=places, **data)
    return text.encode()


def _stands_under(path: str, target: str) -> bool:
    """True if the page belongs to this part of the menu."""
    if target == places.HOME:
        return path == target or path.startswith(f"{places.FOLDER}/days/")
    if target.endswith("/index.html"):
        return path.startswith(target.removesuffix("index.html"))
    return path == target


def style() -> bytes:
    """The style sheet of the daily report, and what the site adds."""
    loader = _environment()
    names = ("report.css", "site/site.css", "matrix.css", *(() if language() == DEFAULT else ("latin.css",)))
    return "\n".join(loader.get_template(name).render() for name in names).encode()


def script() -> bytes:
    """Our own script, as it stands in the templates."""
    return str(Markup(_environment().get_template("site/search.js").render())).encode()  # noqa: S704 - no data goes into it
