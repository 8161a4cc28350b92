"""From placed glyphs to text: rows, columns, tables, page edges, footnotes, paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain.document import Repair
from normalizer.formats.layout.compose import compose
from normalizer.formats.layout.sheet import Rule, Sheet

Make = Callable[..., Sheet]

FULL = "各部门应当把海藻加工企业的登记情况逐月汇总并且按照统一的格式报送省级平台保存"  # 38 characters: 456 points of 12


def full(*turns: int) -> list[str]:
    """Full lines, each another text."""
    return [FULL[turn:] + FULL[:turn] for turn in turns]


def lines_of(*sheets: Sheet) -> list[str]:
    return compose(list(sheets))[0].split("\n")


def prose(*texts: str, left: float = 70.0, top: float = 100.0, leading: float = 20.0) -> list[tuple[str, float, float]]:
    return [(text, left, top + at * leading) for at, text in enumerate(texts)]


def test_a_full_line_goes_on_without_an_indent(sheet: Make) -> None:
    """Indents tell paragraphs: a full line that ends with a sentence goes on if the next has none."""
    page = sheet(
        ("甲地先行试点。", 94.0, 80.0),
        (FULL[2:-1] + "。", 94.0, 100.0),
        ("乙地随后跟进。", 70.0, 120.0),
        ("丙地另行安排。", 94.0, 140.0),
        (FULL[2:-1] + "。", 94.0, 160.0),
        ("（二）丁地暂不实施。", 94.0, 180.0),
    )
    assert lines_of(page) == [
        "甲地先行试点。",
        FULL[2:-1] + "。乙地随后跟进。",
        "丙地另行安排。",
        FULL[2:-1] + "。",
        "（二）丁地暂不实施。",
    ]


def test_a_wide_gap_parts_paragraphs_without_indents(sheet: Make) -> None:
    """Where nothing is indented a gap of more than the usual leading begins a paragraph."""
    page = sheet(*prose(FULL, FULL, FULL), *prose(FULL, "到此为止。", top=175))
    assert lines_of(page) == [FULL * 3, FULL + "到此为止。"]


def test_a_number_that_a_line_begins_with_by_chance_begins_nothing(sheet: Make) -> None:
    """2.5 at the start of an unindented line is in mid-sentence."""
    before = [
        (words, 94.0, 60.0 + 20 * at) for at, words in enumerate(["一是登记。", FULL[2:-1] + "。", "二是报送。", FULL[2:]])
    ]
    page = sheet(*before, ("1.至少保存五年，逾期删除。", 70.0, 140.0))
    assert lines_of(page)[-1] == FULL[2:] + "1.至少保存五年，逾期删除。"


def test_a_short_column_keeps_its_own_margins(sheet: Make) -> None:
    """Lines that fill a column fill it, however wide the title above is."""
    left = [
        (words, 60.0 + 24 * (at == 0), 120.0 + 18 * at)
        for at, words in enumerate([*(line[:18] for line in full(2)), *(line[:20] for line in full(5, 9)), "到此为止。"])
    ]
    right = [(line[:20], 330.0, 120.0 + 18 * at) for at, line in enumerate(full(11, 13, 17, 19))]
    page = sheet(("关于进一步加强沿海各地海藻登记管理工作并且按月汇总报送的通知", 60.0, 80.0, 16.0), *left, *right)
    assert lines_of(page)[1].endswith("到此为止。")
    assert lines_of(page)[1].startswith(full(2)[0][:18])


def test_what_a_browser_prints_round_a_page_is_off(sheet: Make) -> None:
    """Date and title above, address and number below: known by their form where a single page repeats nothing."""
    page = sheet(
        ("2026/5/1 09:30", 24.0, 20.0, 8.0),
        ("海藻通知", 300.0, 20.0, 8.0),
        *prose(FULL),
        ("https://example.org/a.html", 24.0, 830.0, 8.0),
        ("1/1", 560.0, 830.0, 8.0),
    )
    assert lines_of(page) == [FULL]


@pytest.mark.parametrize("shift", [0.0, 9.0], ids=["line by line", "shifted"])
def test_two_columns_are_read_one_after_the_other(sheet: Make, shift: float) -> None:
    """The left column first, under a title that runs over both; the right one need not keep the left one's lines."""
    left = [("左栏的文字在这里排满一整行共二十个字。", 60.0, 120.0 + 18 * at) for at in range(6)]
    right = [("右栏的文字在这里排满一整行共二十个字。", 320.0, 120.0 + shift + 18 * at) for at in range(6)]
    text = "\n".join(lines_of(sheet(("关于海藻登记的通知", 240.0, 80.0, 18.0), *left, *right)))
    assert text.startswith("关于海藻登记的通知\n左栏")
    assert text.rindex("左栏") < text.index("右栏")


def grid(*xs: float, ys: tuple[float, ...]) -> list[Rule]:
    return [Rule(x, ys[0], x, ys[-1]) for x in xs] + [Rule(xs[0], y, xs[-1], y) for y in ys]


def test_a_ruled_table_is_rows_of_cells(sheet: Make) -> None:
    """Cells are parted by tabs, a cell of two lines is one cell, text before and after keeps its place."""
    page = sheet(
        ("附表", 70.0, 80.0),
        *(("序号", 74.0, 120.0), ("事项", 124.0, 120.0), ("时限", 304.0, 120.0)),
        *(("1", 74.0, 150.0), ("首次注册的技术审", 124.0, 144.0), ("评", 124.0, 160.0), ("40 日", 304.0, 150.0)),
        ("以上由省局负责。", 70.0, 200.0),
        rules=grid(70.0, 120.0, 300.0, 400.0, ys=(105.0, 128.0, 168.0)),
    )
    assert lines_of(page) == ["附表", "序号\t事项\t时限", "1\t首次注册的技术审评\t40 日", "以上由省局负责。"]


def test_a_cell_over_two_rows_is_said_once(sheet: Make) -> None:
    """Where no line is drawn between two places they are one cell."""
    rules = [rule for rule in grid(70.0, 120.0, 300.0, ys=(100.0, 130.0, 160.0)) if rule != Rule(70.0, 130.0, 300.0, 130.0)]
    page = sheet(
        ("类别", 74.0, 134.0), ("甲事", 124.0, 118.0), ("乙事", 124.0, 148.0), rules=[*rules, Rule(120.0, 130.0, 300.0, 130.0)]
    )
    assert lines_of(page) == ["类别\t甲事", "\t乙事"]


def test_a_frame_round_a_page_is_no_table(sheet: Make) -> None:
    """Text in a single box stays text."""
    page = sheet(*prose(FULL, "到此为止。"), rules=grid(60.0, 540.0, ys=(70.0, 800.0)))
    assert lines_of(page) == [FULL + "到此为止。"]


def test_page_number_and_head_vanish_from_mid_sentence(sheet: Make) -> None:
    """A word cut by the end of a page is whole again; number and head are on record with their kinds."""
    bodies = [full(0, 1, 2, 3), full(4, 5, 6, 7), [*full(8, 9), "完毕。"]]
    pages = [
        sheet(("海藻工作简报", 250.0, 50.0, 9.0), *prose(*body), (f"- {number} -", 280.0, 800.0, 9.0))
        for number, body in enumerate(bodies, 3)
    ]
    text, repairs = compose(pages)
    assert text == "".join(line for body in bodies for line in body)
    assert repairs.count(Repair("furniture", "海藻工作简报", "")) == 3
    assert [repair.before for repair in repairs if repair.kind == "page_number"] == ["- 3 -", "- 4 -", "- 5 -"]


@pytest.mark.parametrize(
    "numbers", [("1", "2"), ("第1页 共2页", "第2页 共2页"), ("i", "ii"), ("1/2", "2/2"), ("— 8 —", "— 9 —")]
)
def test_numbers_that_count_the_pages_are_page_numbers(sheet: Make, numbers: tuple[str, str]) -> None:
    """Bare ones too, if they go up with the pages."""
    bodies = full(0, 1, 2, 3), full(4, 5, 6, 7)
    pages = [sheet(*prose(*body), (number, 290.0, 800.0)) for body, number in zip(bodies, numbers, strict=True)]
    assert lines_of(*pages) == ["".join(bodies[0] + bodies[1])]


def test_a_number_at_the_foot_that_counts_nothing_stays(sheet: Make) -> None:
    """A last line that happens to be a number is text."""
    pages = sheet(*prose(*full(0)), ("2026", 280.0, 800.0)), sheet(*prose(*full(1)), ("15", 280.0, 800.0))
    assert lines_of(*pages)[-1] == "15"


def test_a_line_on_one_page_is_no_running_head(sheet: Make) -> None:
    """What stands at the top of a single page is the title."""
    pages = sheet(("海藻工作方案", 250.0, 50.0, 18.0), *prose(*full(0))), sheet(*prose(*full(1)))
    assert lines_of(*pages)[0] == "海藻工作方案"


def test_heads_of_annexes_on_their_own_pages_stay(sheet: Make) -> None:
    """附件1, 附件2 stand at one height and count with the pages, and are text all the same; so does a head that only looks alike."""
    annexes = [sheet((f"附件{at + 1}", 70.0, 90.0), *prose(*full(at), top=140)) for at in range(3)]
    assert [line for line in lines_of(*annexes) if len(line) < 9] == ["附件1", "附件2", "附件3"]
    years = [sheet((f"{year}年度", 70.0, 90.0), *prose(*full(year % 7), "完毕。", top=140)) for year in (2024, 2026, 2025)]
    assert [line for line in lines_of(*years) if "年度" in line] == ["2024年度", "2026年度", "2025年度"]


def test_a_head_with_the_number_of_the_page_is_off(sheet: Make) -> None:
    """Title and number in one line, as journals set them."""
    pages = [sheet((f"海藻通讯  {at + 7}", 70.0, 50.0, 9.0), *prose(*full(at, at + 3, at + 6))) for at in range(3)]
    assert lines_of(*pages) == ["".join(line for at in range(3) for line in full(at, at + 3, at + 6))]


def test_footnotes_go_to_the_end(sheet: Make) -> None:
    """The note leaves the sentence that runs on over the page; its raised mark is taken off, with a record."""
    mark = ("1", 70.0 + 38 * 12, 155.0, 7.0)
    first = sheet(*prose(*[FULL] * 4), mark, ("1 海藻指可供食用的大型藻类。", 70.0, 760.0, 9.0))
    text, repairs = compose([first, sheet(*prose("完毕。"))])
    assert text.split("\n") == [FULL * 4 + "完毕。", "【注：1 海藻指可供食用的大型藻类。】"]
    assert Repair("footnote", "1", "") in repairs


def test_small_print_without_a_mark_in_the_text_is_no_footnote(sheet: Make) -> None:
    """The printer's lines at the end of a paper are often set smaller."""
    page = sheet(*prose(FULL, "到此为止。"), ("1份存档，印30份。", 70.0, 760.0, 9.0))
    assert lines_of(page)[-1] == "1份存档，印30份。"


def test_raised_and_lowered_digits_are_kept_as_such(sheet: Make) -> None:
    """10⁵ is not 105."""
    page = sheet(
        ("不超过10", 70.0, 100.0),
        ("5", 118.0, 95.0, 7.0),
        ("个，H", 122.0, 100.0),
        ("2", 152.0, 102.0, 7.0),
        ("O", 156.0, 100.0),
    )
    assert lines_of(page) == ["不超过10⁵个，H₂O"]


def test_bold_made_by_printing_twice_is_read_once(sheet: Make) -> None:
    """Some writers shift a second copy by a hair."""
    assert lines_of(sheet(("海藻通知", 70.0, 100.0), ("海藻通知", 70.4, 100.0))) == ["海藻通知"]


def test_latin_words_keep_their_spaces(sheet: Make) -> None:
    """A gap between Latin words is a space, drawn or not; between Chinese characters it is typesetting."""
    page = sheet(("按GMP", 70.0, 100.0), ("PIC", 108.0, 100.0), ("执", 132.0, 100.0), ("行", 148.0, 100.0))
    assert lines_of(page) == ["按GMP PIC执行"]
