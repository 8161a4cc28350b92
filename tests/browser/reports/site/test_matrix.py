"""省际比较表 in a real browser: on a phone, on a desk, on paper and without a mouse."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from reports.matrix_files import write
from tests.browser.reports.site.conftest import DESKTOP, LOOKS, PHONE, Looker
from tests.unit.reports.desk import MONDAY, SHANGHAI, paper
from tests.unit.reports.matrices import table
from tests.unit.reports.mornings import based, busy, shanghai_changes, shanghai_new
from tests.unit.reports.site.shelf import build, publish

NARROW = {"width": 320, "height": 568}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The table of the busy Monday by itself."""
    folder = tmp_path_factory.mktemp("matrix")
    path = folder / "matrix.html"
    path.write_bytes(write(table(busy(folder)), "html", MONDAY))
    return path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a site with two provinces that say the same, one of them in a version of today."""
    folder = tmp_path_factory.mktemp("shared")
    desk = based(folder)
    desk.begin()
    twin = replace(paper("江苏省药械审评服务若干措施", "江苏", SHANGHAI), document_number="苏政办发〔2026〕3号")
    desk.publish("sd", twin, url="https://sd.example/twin.html")
    desk.publish("sh", shanghai_new(), known=1, changes=shanghai_changes())
    desk.store.save_baseline("两省", desk.at, [(1, 2), (4, 1)])
    publish(desk, folder / "reports")
    build(desk, folder / "reports")
    return folder / "reports" / "site" / "matrix.html"


@pytest.fixture(scope="module", params=["alone", "in the site"])
def page(request: pytest.FixtureRequest, file: Path, site: Path) -> Path:
    return file if request.param == "alone" else site


def test_axe_finds_nothing(looker: Looker, page: Path) -> None:
    """WCAG 2.2 A and AA and best practice, light and dark; the console is silent, nothing is asked for from outside."""
    seen = looker(page, bypass_csp=True)
    for scheme, viewport in LOOKS:
        assert seen.faults(scheme, viewport) == [], (scheme, viewport)
    assert seen.console == [] and all(one.startswith("file:") for one in seen.requests)


@pytest.mark.parametrize("viewport", [NARROW, PHONE, DESKTOP], ids=["small phone", "phone", "desktop"])
def test_the_page_never_scrolls_sideways(looker: Looker, page: Path, viewport: dict[str, int]) -> None:
    """Nor does anything stand past its edge."""
    seen = looker(page, viewport=viewport)
    assert seen.width == viewport["width"]


def test_a_row_is_a_card_on_a_phone(looker: Looker, file: Path) -> None:
    """Each cell under the name of its province, and still a table to a screen reader."""
    seen = looker(file, viewport=PHONE)
    cell = seen.page.get_by_role("cell").first
    assert cell.evaluate("one => getComputedStyle(one, '::before').content") == '"上海"'
    assert cell.bounding_box()["width"] > 300  # type: ignore[index]
    assert seen.page.get_by_role("table").count() == 3 and seen.page.get_by_role("rowheader").count() == 4


def test_columns_stand_in_line_on_a_desk(looker: Looker, file: Path) -> None:
    """The tables of all topics have their provinces one below the other."""
    seen = looker(file, viewport=DESKTOP)
    lefts = seen.page.eval_on_selector_all(
        "table",
        "all => all.map(one => [...one.querySelectorAll('thead th')].map(th => Math.round(th.getBoundingClientRect().left)))",
    )
    assert lefts[0] == lefts[1] == lefts[2]


def test_a_click_shows_the_quote(looker: Looker, file: Path) -> None:
    """Without a script, and with the sentence in sight."""
    seen = looker(file, viewport=PHONE, java_script_enabled=False)
    link = seen.page.locator("td .say a").first
    target = link.get_attribute("href")
    link.click()
    assert target is not None
    quote = seen.page.locator(target)
    expect(quote).to_be_in_viewport()
    expect(quote.locator("q")).to_contain_text("25个工作日压缩为15个工作日")


def test_the_keyboard_reaches_every_cell(looker: Looker, file: Path) -> None:
    """Tab goes from link to link, and Enter follows one."""
    seen = looker(file, viewport=DESKTOP)
    links = seen.page.locator("td .say a")
    reached = set()
    for _press in range(40):
        seen.page.keyboard.press("Tab")
        place = seen.page.evaluate("[...document.querySelectorAll('td .say a')].indexOf(document.activeElement)")
        reached.add(place)
    assert set(range(links.count())) <= reached
    links.first.focus()
    seen.page.keyboard.press("Enter")
    assert "#q" in seen.page.url


def test_what_is_shaded_says_so(looker: Looker, file: Path) -> None:
    """A shade of its own in both schemes, and the day in words in the cell."""
    for scheme in ("light", "dark"):
        seen = looker(file, viewport=DESKTOP, color_scheme=scheme)
        shades = seen.page.eval_on_selector_all(
            "td", "all => all.map(one => [one.className, getComputedStyle(one).backgroundColor])"
        )
        changed = {shade for name, shade in shades if "chg" in name}
        assert len(changed) == 1 and not changed & {shade for name, shade in shades if "chg" not in name}
    expect(seen.page.locator("td.chg").first).to_contain_text("11-23 修改")


def test_it_prints_on_a3_landscape(looker: Looker, page: Path) -> None:
    """Every sheet of it."""
    printed = looker(page).page.pdf(prefer_css_page_size=True)
    for sheet in PdfReader(io.BytesIO(printed)).pages:
        width, height = (round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:])
        assert (width, height) == (420, 297)


def test_the_page_of_the_site_leads_on(looker: Looker, site: Path) -> None:
    """From a cell to its quote, from there to the measure in the whole text; Word and Excel are files beside it."""
    seen = looker(site, viewport=PHONE)
    seen.page.locator("td .say a").first.click()
    seen.page.locator(".quoted .full").first.click()
    assert "/documents/" in seen.page.url and "#m" in seen.page.url
    expect(seen.page.locator(".measure:target")).to_be_in_viewport()
    assert [(site.parent / name).stat().st_size > 5000 for name in ("matrix.docx", "matrix.xlsx")] == [True, True]


def test_many_provinces_scroll_inside_their_box(looker: Looker, tmp_path: Path) -> None:
    """Thirty columns are wider than any desk; the page is not, and the names of the rows stay in sight."""

    made = table(busy(tmp_path))
    wide = replace(
        made,
        columns=made.columns * 8,
        rows=tuple(replace(row, cells=row.cells * 8) for row in made.rows),
    )
    (tmp_path / "wide.html").write_bytes(write(wide, "html", MONDAY))
    seen = looker(tmp_path / "wide.html", viewport=DESKTOP)
    assert seen.width == DESKTOP["width"]
    box = seen.page.locator(".wide").first
    assert box.evaluate("one => one.scrollWidth > one.clientWidth")
    box.evaluate("one => one.scrollLeft = 900")
    head, edge = seen.page.get_by_role("rowheader").first.bounding_box(), box.bounding_box()
    assert head and edge and abs(head["x"] - edge["x"]) <= 2
