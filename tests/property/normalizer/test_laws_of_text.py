"""Laws that hold for every text, by generated papers and by sweeps over whole alphabets."""

from __future__ import annotations

import random
import re
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from bench import fuzz_normalize
from domain.document import Document, RawDocument, RawPart
from domain.errors import NormalizeError
from domain.text import Span
from normalizer.normalize import normalize
from normalizer.script import _doubtful, simplify
from normalizer.trace import Traced

WORDS = st.sampled_from(
    ["推动", "加强", "临床急需器械", "审评审批", "注册检验", "优化流程", "GMP检查", "压缩至20个工作日", "由58日压缩为30日", "不得", "可以", "“一企一策”", "（疫苗）", "企业"]
)  # fmt: skip
UNITS = st.lists(st.sampled_from(["省药监局", "省科技厅", "省卫生健康委", "省财政厅"]), min_size=1, max_size=3, unique=True)
CLAUSE = st.lists(WORDS, min_size=2, max_size=5).map("".join)
SENTENCE = st.lists(CLAUSE, min_size=1, max_size=4).map(lambda clauses: "，".join(clauses) + "。")


@st.composite
def measures(draw: st.DrawFn) -> str:
    """A title, one to four sentences, and a bracket of units or none."""
    bracket = f"（{'、'.join(draw(UNITS))}按职责分工负责）" if draw(st.booleans()) else ""
    return draw(CLAUSE) + "。" + "".join(draw(st.lists(SENTENCE, min_size=1, max_size=4))) + bracket


@st.composite
def papers(draw: st.DrawFn) -> str:
    """A policy paper: title, preamble, sections of measures numbered through."""
    numbers = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    lines = ["甲省支持医药创新若干措施", "为支持医药创新，制定本措施。"]
    count = 0
    for section in range(draw(st.integers(1, 3))):
        lines.append(f"{numbers[section]}、{draw(CLAUSE)}")
        for _ in range(draw(st.integers(1, 4))):
            lines.append(f"（{numbers[count]}）{draw(measures())}")
            count += 1
    return "\n".join(lines)


def read(text: str) -> Document:
    return normalize(RawDocument((RawPart(text.encode(), "paper.txt"),)))


def shape(document: Document) -> list[tuple[object, ...]]:
    """What must not depend on how a text is set."""
    return [(m.number, m.section, m.title, m.body, m.responsible_units, m.lead_unit) for m in document.measures]


@given(papers())
@settings(max_examples=80, deadline=None)
def test_the_canonical_text_normalizes_to_itself(paper: str) -> None:
    """normalize(normalize(x).text).text == normalize(x).text, with the same measures and facts."""
    once = read(paper)
    twice = read(once.text)
    assert twice.text == once.text
    assert twice.measures == once.measures
    assert twice.facts == once.facts


def test_a_row_that_lost_its_tab_is_laid_out_again() -> None:
    """A tab between two brackets is taken out, and what was a row of a table is then a line like any other: found by the fuzz target."""
    once = read("遵循y\n7）\t〕期“由期：〕责≥\n|")
    assert "\t" not in once.text
    assert read(once.text).text == once.text


@given(papers())
@settings(max_examples=60, deadline=None)
def test_every_measure_is_found_where_it_is_published(paper: str) -> None:
    """The published span of a measure, a body and a sentence normalizes back to it."""
    document = read(paper)
    for measure in document.measures:
        for span in (measure.span, measure.body_span, *measure.commitments):
            quote = document.quote(span)
            assert quote is not None
            assert quote in document.published
            assert bare(quote) == bare(span.of(document.text))


@given(papers(), st.sampled_from(["full", "half", "trailing", "traditional", "crlf", "indent", "zero_width"]))
@settings(max_examples=120, deadline=None)
def test_setting_is_no_difference(paper: str, way: str) -> None:
    """Width, white space, line ends, script and invisible characters change nothing of the canonical text."""
    assert read(SETTINGS[way](paper)).text == read(paper).text


@given(papers(), st.integers(18, 34), st.booleans())
@settings(max_examples=60, deadline=None)
def test_hard_wrapped_text_gives_the_same_measures(paper: str, column: int, blanks: bool) -> None:
    """Lines cut at a column, with or without a blank line after each, are put together again."""
    assume(sum(len(line) // column for line in paper.split("\n")) >= 8)  # fewer cut lines are no evidence of a column
    gap = "\n\n" if blanks else "\n"
    wrapped = gap.join(line[at : at + column] for line in paper.split("\n") for at in range(0, len(line), column))
    assert [row[0] for row in shape(read(wrapped))] == [row[0] for row in shape(read(paper))]
    assert [bare(str(row[3])) for row in shape(read(wrapped))] == [bare(str(row[3])) for row in shape(read(paper))]


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_arbitrary_bytes_give_a_document_or_a_named_error(content: bytes) -> None:
    """No input makes the normalizer fail in another way than by an error of its tree."""
    try:
        document = normalize(RawDocument((RawPart(content, "noise"),)))
    except NormalizeError as error:
        assert str(error)
    else:
        assert all(span_inside(measure.span, document.text) for measure in document.measures)


@given(st.text(alphabet="药监局（）一二1.、：，。\n <p>&;/\t第条章附件2026年月日", max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_of_marks_is_mapped_faithfully(text: str) -> None:
    """Every kept character of the canonical text is one of the published text, whatever the marks."""
    try:
        document = read(text)
    except NormalizeError:
        return
    for index, char in enumerate(document.text):
        place = document.spans.offset(index)
        assert place is None or bare(document.published[place]) in (bare(char), "")


def test_one_script_is_stable_over_the_whole_block() -> None:
    """Simplifying twice is simplifying once for each of U+4E00-9FFF, the one character that t2s itself leaves moving included."""
    block = "".join(map(chr, range(0x4E00, 0xA000)))
    once = simplify(Traced.of(block))
    assert simplify(once).text == once.text


def test_only_doubtful_characters_are_changed() -> None:
    """What OpenCC changes in all of Unicode is among the characters for which it is asked."""
    every = [chr(code) for code in range(0x20, 0x110000) if not 0xD800 <= code <= 0xDFFF]
    given = OpenCC("t2s").convert("\n".join(every)).split("\n")
    changed = [char for char, simple in zip(every, given, strict=True) if char != simple]
    assert len(changed) > 3000
    assert all(map(_doubtful().match, changed))


def test_simplified_words_are_left_alone() -> None:
    """Words that phrase-level conversion ruins stay: 程序, 数据, 资料, 新增, 核心."""
    words = "程序数据资料新增核心指标影像执行档案整合区域性经验数据机制着力执着"
    assert simplify(Traced.of(words)).text == words


def test_a_simplified_text_is_no_traditional_one() -> None:
    """坏 is 壞 in Simplified script and 坯 in Traditional: what is broken stays broken, read once or twice."""
    words = "样机打坏的，凭毛坏清单更换。"
    assert simplify(Traced.of(words)).text == words
    assert simplify(simplify(Traced.of("樣機打壞的"))).text == "样机打坏的"
    assert simplify(Traced.of("樣機的毛坏")).text == "样机的毛坯"


def test_simplified_characters_stay(shared: Path) -> None:
    """Simplifying is a no-op on Simplified text: every character that it gives, and the texts of the baseline as rendered."""
    given = simplify(Traced.of("".join(map(chr, range(0x4E00, 0xA000))))).text
    assert simplify(Traced.of(given)).text == given
    for path in sorted((shared / "gold" / "edits" / "simplified").glob("*.txt")):
        text = path.read_text("utf-8")
        assert simplify(Traced.of(text)).text == text


@given(papers())
@settings(max_examples=30, deadline=None)
def test_every_canonical_span_leads_back_to_itself(paper: str) -> None:
    """Any range of canonical text whose ends stand on the page maps to published words that have the same canonical form."""
    document = read(SETTINGS["full"](SETTINGS["trailing"](paper)))
    size = len(document.text)
    for start in range(0, size, max(1, size // 12)):
        for length in (1, 7, 40):
            span = Span(start, min(size, start + length))
            quote = document.quote(span)
            assert quote is not None
            assert bare(quote) == bare(span.of(document.text))


def test_the_order_of_the_steps_matters(shared: Path) -> None:
    """Bytes are read back before the script changes: simplified first, the damage of the annotated text can no longer be read."""
    text = next((shared / "corpus").glob("002_*.txt")).read_text("utf-8")
    in_order = read(text)
    simplified_first = read(simplify(Traced.of(text)).text)
    assert sum(repair.kind == "byte_shift" for repair in in_order.repairs) > sum(
        repair.kind == "byte_shift" for repair in simplified_first.repairs
    )


@given(st.integers(0, 2**32), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_damaged_pages_keep_the_laws(seed: int, rounds: int) -> None:
    """The fuzz target on a few inputs: damaged pages and texts give a sound Document or a named error."""
    source = random.Random(seed)  # noqa: S311 - hypothesis keeps the seed
    data = source.choice(fuzz_normalize.seeds())
    for _ in range(rounds):
        data = fuzz_normalize.damaged(data, source)
    assert fuzz_normalize.attempt(data, "page.html") is None


def bare(words: str) -> str:
    """Without white space, one width."""
    folded = words.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 32})
    return re.sub(r"\s", "", folded)


def span_inside(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)


def _fold(paper: str) -> str:
    return paper.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})


def _widen(paper: str) -> str:
    return paper.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


SETTINGS = {
    "full": _widen,
    "half": _fold,
    "trailing": lambda paper: paper.replace("\n", " 　\n\n"),
    "traditional": OpenCC("s2t").convert,
    "crlf": lambda paper: paper.replace("\n", "\r\n"),
    "indent": lambda paper: "　　" + paper.replace("\n", "\n　　"),
    "zero_width": lambda paper: paper.replace("，", "\u200b，").replace("\n", "\ufeff\n"),
}
