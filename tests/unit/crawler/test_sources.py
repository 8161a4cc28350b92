from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from crawler import cms
from crawler.cms import base
from crawler.cms.base import Answer, Family, Reading, family, register
from crawler.cms.rows import entries
from crawler.cms.select import parse
from crawler.sources import SHIPPED, load_source, load_sources
from domain.crawl import Listing, Outcome
from domain.document import PublicationLevel
from domain.errors import ConfigError
from domain.source import Source

DOCS = Path(__file__).resolve().parents[3] / "docs" / "sources.md"
FILE = """
id = "test_mpa"
name = "某省药监局·政策文件"
province = "某省"
authority = "某省药品监督管理局"
channel = "政策文件"
family = "trs_wcm"
listing = "https://mpa.test.example/zwgk/index.html"
"""


def load(folder: Path, more: str = "", text: str = FILE, name: str = "test_mpa") -> Source:
    path = folder / f"{name}.toml"
    path.write_text(text + more, "utf-8")
    return load_source(path)


def test_a_small_file_has_slow_and_safe_defaults(tmp_path: Path) -> None:
    """Three seconds, one request at a time, public addresses only."""
    source = load(tmp_path)
    assert (source.pace.delay, source.pace.concurrency, source.loopback, source.enabled) == (3.0, 1, False, True)
    assert source.level is PublicationLevel.OFFICIAL


def test_every_key_can_be_written(tmp_path: Path) -> None:
    """Tables and enumerations become values of the domain; a whole number does for a delay."""
    more = 'level = "interpretation"\nsite_code = "bm12345678"\nmax_pages = 3\n[pace]\ndelay = 6\n[expect]\nentries = 4\n[options]\nrows = "li"\n'
    source = load(tmp_path, more)
    assert (source.level, source.pace.delay, source.expect.entries, source.options) == (
        "interpretation",
        6.0,
        4,
        {"rows": "li"},
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('provnce = "某省"', "unknown key provnce; did you mean province?"),
        ("[pace]\ndelai = 3", "unknown key pace.delai; did you mean pace.delay?"),
        ("[expect]\nrows = 3", "unknown key expect.rows; known keys are entries, pages"),
        ('[options]\nrow = "li"', "unknown key options.row; did you mean options.rows?"),
        ("[options]\nrows = 3", "options[...]: Expected `str`, got `int`"),
        ('[pace]\ndelay = "slow"', "pace.delay: Expected `float`, got `str`"),
        ('level = "offical"', "level: Invalid enum value 'offical'"),
        ("enabled = 1", "enabled: Expected `bool`, got `int`"),
        ("[pace]\ndelay = 0.2", "pace.delay is 0.2; ask this host at most once in 1 seconds"),
        ("[pace]\nconcurrency = 40", "pace.concurrency is 40; it may be 1 to 8"),
        ("max_pages = 0", "max_pages is 0"),
        ("[visit]\nhead_pages = 0", "visit.head_pages is 0; it must be 1 or more"),
        ("[visit]\nsweep_days = -1", "visit.sweep_days is -1; it must be 0 or more"),
        ("[visit]\nsecond_look = 9999", "visit.second_look is 9999; it may be 0 to 3600 seconds"),
        ("[visit]\nsweep = 7", "unknown key visit.sweep; did you mean visit.sweep_days?"),
        ("[budget]\nminutes = -5", "budget.minutes is -5; it must be 0 or more"),
        ('quiet = "8 to 18"', "quiet is '8 to 18'; write two times of the day, such as \"08:30-18:00\""),
        ('schedule = "08:00"', "schedule: Expected `array`, got `str`"),
        ('schedule = ["8 o\'clock"]', 'schedule: "8 o\'clock" is no time'),
        ('schedule = ["25:00"]', "schedule: '25:00' is no time"),
        ('schedule = ["0 9 * * 1-5"]', "the weekdays '1-5' must go by name, such as mon-fri"),
        ('schedule = ["0 9 31 feb *"]', "schedule: '0 9 31 feb *' never comes"),
        ('schedule = ["*/10 9-18 * * *"]', "schedule: it fires twice within 30 minutes"),
        ('schedule = ["08:00", "08:20"]', "schedule: it fires twice within 30 minutes"),
        ('quiet = "08:30-18:00"\nschedule = ["0 9-17 * * *"]', "always falls into the quiet hours"),
        ('site_code = "12"', "site_code is '12'"),
        ("loopback = true", "loopback is for listings on 127.0.0.1"),
        ("id = ", "is not valid TOML"),
    ],
)
def test_an_error_names_file_and_key(tmp_path: Path, more: str, said: str) -> None:
    """One sentence: which file, which key, what to do."""
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, more)
    assert str(caught.value).startswith(str(tmp_path / "test_mpa.toml"))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('family = "trs_wcm"', 'family = "trs_wmc"', "family: there is no CMS family called trs_wmc; did you mean trs_wcm?"),
        ('family = "trs_wcm"', 'family = "?"', "known families are easysite, gd_gkmlpt"),
        ("https://mpa", "ftp://mpa", "listing is 'ftp://mpa.test.example/zwgk/index.html'"),
        ('id = "test_mpa"', 'id = "other"', "make it 'test_mpa'"),
        ('channel = "政策文件"\n', "", "missing required field `channel`"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    """The id is the file's name, the family exists, the address is whole."""
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text=FILE.replace(old, new))
    assert said in str(caught.value)


def test_missing_files_and_folders_are_said(tmp_path: Path) -> None:
    """With what to do about it."""
    with pytest.raises(ConfigError, match="regdelta init"):
        load_sources(tmp_path / "none")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_source(tmp_path / "none.toml")


def test_the_files_that_come_with_regdelta_are_valid_and_disabled() -> None:
    """Each says how its address is evidenced; nobody has looked since, so none is visited unasked."""
    sources = load_sources(SHIPPED)
    assert len(sources) > 40
    for source in sources.values():
        assert not source.enabled and not source.loopback and source.note, source.id
        assert source.pace.delay >= 3.0
        assert source.evidence != "unverified" or not source.listing, source.id
        assert bool(source.host) != bool(source.listing), source.id
    listings = [source.listing for source in sources.values() if source.listing]
    assert len(set(listings)) == len(listings)


def test_every_province_and_the_national_regulator_have_a_source() -> None:
    """31 drug administrations and the national one, however little is evidenced of their columns."""
    ids = {source.id for source in load_sources(SHIPPED).values()}
    provinces = {source.province for source in load_sources(SHIPPED).values() if "药品监督管理局" in source.authority}
    assert len(provinces) == 32 and {name.split("_")[0] for name in ids} >= {"nmpa", "nhsa"}


def test_a_source_without_address_waits(tmp_path: Path) -> None:
    """Where no listing is evidenced the file carries the host, and cannot be enabled."""
    waiting = FILE.replace("https://mpa.test.example/zwgk/index.html", "") + 'host = "mpa.test.example"\n'
    assert load(tmp_path, "enabled = false", text=waiting).host == "mpa.test.example"
    for text, said in (
        (waiting, "listing is empty; give the whole address of the list, or set enabled = false"),
        (waiting.replace("mpa.test.example", "") + "enabled = false", "listing is empty; say at least under host"),
        (FILE + 'host = "mpa.test.example"', "host is for a source whose listing is not known"),
    ):
        with pytest.raises(ConfigError) as caught:
            load(tmp_path, text=text)
        assert said in str(caught.value)


def test_a_selector_or_pattern_that_is_none_is_named(tmp_path: Path) -> None:
    """The generic family works from what the file says, so the file is read strictly."""
    text = FILE.replace("trs_wcm", "generic")
    for option, said in (
        ("rows = 'ul >> li'", "options.rows"),
        ("pages = 'a(b'", "options.pages"),
        ("total = 'ab'", "one group"),
    ):
        with pytest.raises(ConfigError) as caught:
            load(tmp_path, f"[options]\n{option}", text=text)
        assert said in str(caught.value) and "test_mpa.toml" in str(caught.value)


def test_every_key_option_and_outcome_is_documented() -> None:
    """A heading for each key, a row for each option and each outcome."""
    text = DOCS.read_text("utf-8")
    for key in fields(Source):
        assert f"\n### `{key.name}`\n" in text, key.name
    for known in cms.families():
        name = known.name
        assert f"`{name}`" in text
        for option in known.options:
            assert re.search(rf"^\| (?:[^|]*`{name}`[^|]*|all but [^|]*) \| `{option}` \|", text, re.MULTILINE), (name, option)
    for outcome in Outcome:
        assert f"`{outcome}`" in text, outcome


def test_the_smallest_file_of_the_documentation_loads(tmp_path: Path) -> None:
    """The example is a whole source."""
    text = DOCS.read_text("utf-8").split("```toml\n")[1].split("```")[0]
    assert load(tmp_path, text=text, name="sample_mpa_zcwj").enabled


@pytest.fixture
def families() -> Iterator[dict[str, Family]]:
    """The register, put back as it was."""
    before = dict(base._families)
    yield base._families
    base._families.clear()
    base._families.update(before)


def test_the_family_of_the_documentation_works(tmp_path: Path, families: dict[str, Family]) -> None:
    """An outsider registers as the built-in families do, and a source file may then name it."""
    code = DOCS.read_text("utf-8").split("```python\n")[1].split("```")[0]
    exec(code, {})  # noqa: S102 - our own documentation
    source = load(tmp_path, text=FILE.replace("trs_wcm", "plain"))
    html = '<ul class="list"><li><a href="a.html">甲</a>2026-03-04</li></ul>'
    listing = family("plain").read(Answer(source.listing, html), source).listing
    assert listing is not None and listing.entries[0].title == "甲"


def test_two_families_cannot_share_a_name(families: dict[str, Family]) -> None:
    """The second one is refused; registering the same class again is harmless."""

    class Other(Family):
        name = "trs_wcm"

        def read(self, answer: Answer, source: Source) -> Reading:
            return Reading(Listing(entries(parse(answer.text).css("li"), answer.url, source)))

    with pytest.raises(ConfigError, match="two CMS families are called trs_wcm"):
        register(Other())
    register(type(family("trs_wcm"))())
