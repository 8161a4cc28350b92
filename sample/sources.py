"""The source files of the four, as a project's ``sources/`` folder holds them."""

from __future__ import annotations

from sample.posts import posts_on
from sample.regulators import Regulator

FILE = """\
# A made-up regulator of the sample, served on loopback: `python -m sample`.
id = "{id}"
name = "{authority}·{channel}"
province = "{province}"
authority = "{authority}"
channel = "{channel}"
family = "{family}"
listing = "{origin}{listing}"
level = "official"
evidence = "sample"
note = "示例来源：虚构的监管机构，只在本机回环地址上提供"
site_code = "{code}"
loopback = true

[pace]
delay = 0
concurrency = 4

# Every page on every run: the calendar changes a paper of any age, and the report is to say so the same morning.
[visit]
sweep_days = 0
recheck_days = 0
second_look = 1

[expect]
entries = {entries}
pages = {pages}
"""


def source_file(regulator: Regulator, origin: str) -> str:
    """The TOML of one source, served at ``origin``. Counts are those of day 0; later days only have more."""
    facts = {name: getattr(regulator, name) for name in ("id", "authority", "channel", "province", "family", "listing", "code")}
    entries = len(posts_on(regulator, 0))
    text = FILE.format(**facts, origin=origin, entries=entries, pages=pages(regulator, entries))
    options = "".join(f'{key} = "{value}"\n' for key, value in regulator.options.items())
    return f"{text}\n[options]\n{options}" if options else text


def pages(regulator: Regulator, entries: int) -> int:
    """How many listing pages hold so many rows; jpage inlines three screens and sends three at a time."""
    size = regulator.per_page * (3 if regulator.family == "hanweb_jpage" else 1)
    return -(-entries // size)
