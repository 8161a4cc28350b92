"""Single steps: repairs with their records, lines put together, numerals, units, dates, facts. All texts are made up."""

from __future__ import annotations

from datetime import date

import pytest

from domain.text import Span
from normalizer import dates, units
from normalizer.metadata import issuers
from normalizer.numerals import value
from normalizer.trace import Ledger, Splice, Traced

NOTED = (
    "一、優(yōu)化服務(wù)\n（一）加強(qiáng)檢驗(yàn)。提升檢驗(yàn)能力，推進(jìn)實(shí)驗(yàn)室建設(shè)，符合條件的優(yōu)先納入。推動(dòng)產(chǎn)業(yè)“出海”。企業(yè)出海有保障。\n"
    "（二）支持檢驗(yàn)?zāi)芰ㄔO(shè)。鼓勵(lì)企業(yè)(CDMO)發(fā)展。\n"
)


def test_pinyin_notes_go_and_other_brackets_stay(read) -> None:
    """A verified note goes to the ledger; (CDMO) is no note."""
    document = read(NOTED)
    assert "优化服务" in document.text
    assert "（CDMO）" in document.text
    assert any(r.kind == "pinyin" and r.before == "(yōu)" for r in document.repairs)


def test_shifted_bytes_are_read_back_where_the_next_note_confirms(read) -> None:
    """The orphan note tells the cut, the next one confirms the reading; it stands nowhere on the page."""
    document = read(NOTED)
    repair = next(r for r in document.repairs if r.kind == "byte_shift")
    assert repair.after == "能力建设"
    assert repair.span is not None
    assert repair.span.of(document.text) == "能力建设"
    assert document.quote(repair.span) is None
    assert document.measure(2).title == "支持检验能力建设"


def test_an_unreadable_spot_is_marked_damaged(read) -> None:
    """A spot that no words of the document fit stays as printed, marked in the measure."""
    document = read(NOTED + "（三）做好收尾。按程序?qū)⒎蠗l件辦理。\n")
    assert document.measure(3).damaged


def test_texts_without_notes_are_never_repaired_by_bytes(read) -> None:
    """A question mark in ordinary text is a question mark."""
    document = read("问答\n怎么办?按程序办。拼音(yī)仅此一处。")
    assert document.repairs == ()
    assert "拼音（yī）" in document.text


@pytest.mark.parametrize(
    ("printed", "canonical", "kind"),
    [
        ("资助lO万元。", "资助10万元。", "digit"),
        ("⼯⽣⽤⾼标准。", "工生用高标准。", "radical"),
        ("时\u200b限\ufeff为十日。", "时限为十日。", "zero_width"),
        ("时\ue5e5限为十日。", "时限为十日。", "private_use"),
        ("压缩至lO个工作日。", "压缩至10个工作日。", "digit"),
        ("共1OO项，降低3O%。", "共100项，降低30%。", "digit"),
        ("压缩至Ｉ80个工作日。", "压缩至180个工作日。", "digit"),
        ("⻓⻛⻝品药⾷监。", "长风食品药食监。", "radical"),
        ("兀數\uf9b5列。", "兀数例列。", "radical"),
        ("药\u00ad品\u2060监\u200d管。", "药品监管。", "zero_width"),
        ("\u202a药品监管\u202c。", "药品监管。", "zero_width"),
    ],
)
def test_repairs_of_characters_are_recorded(read, printed: str, canonical: str, kind: str) -> None:
    """Each repair says what it did, and the text is the repaired one."""
    document = read(printed)
    assert document.text == canonical
    assert {repair.kind for repair in document.repairs} == {kind}


def test_letters_of_a_latin_word_are_no_digits(read) -> None:
    """What follows a Latin letter is part of its word, up to the first digit. A run of thousands of both is looked at once."""
    assert read("资助B5O万元。").text == "资助B5O万元。"
    assert read("资助B5O1万元，BOl万元。").text == "资助B501万元，BOl万元。"
    assert read(f"编号{'50l' * 8000}。").text.endswith("50l。")


def test_page_numbers_in_mid_sentence_are_taken_out(read) -> None:
    """The sentence goes on behind the page number, which is recorded and is no list item."""
    document = read(
        "（一）提升能力。推动检验机构提升技术支\n\n- 3 -\n\n撑能力，加快\n第 4 页 共 9 页\n建设。（省药监局负责）\n（二）强化服务。主动服务。（省药监局负责）"
    )
    assert document.measure(1).body == "推动检验机构提升技术支撑能力，加快建设。"
    assert [repair.before for repair in document.repairs] == ["- 3 -", "第 4 页 共 9 页"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("（省发展\n\n改革委、省财政厅负责）", 1),
        ("一、优化服务\n各级要主动作为。", 2),
        ("甲省药品监督管理局\n甲省财政厅\n2026年1月2日", 3),
        ("（省药\n监局负责)\n各地要落实。", 2),
        ("依照本办法第\n三条的规定执行，并报告。", 1),
        ("市场规模达到\n2.5亿元，增长较快。", 2),
        ("规模较大，达到\n2.5亿元，增长较快。", 1),
    ],
)
def test_which_lines_belong_together(read, text: str, lines: int) -> None:
    """Open brackets, commas and broken sentences go on; headings, names and dates end."""
    found = read(text).text
    assert len(found.split("\n")) == lines


def test_layout_blanks_go_but_latin_words_stay_apart(read) -> None:
    """中药材 GAP 实施 loses its blanks, two English words keep theirs."""
    assert (
        read("推进 GAP 实施，使用 Master Sizer 3000 检测 2.5 亿次。").text == "推进GAP实施，使用Master Sizer 3000检测2.5亿次。"
    )


def test_marks_between_latin_letters_stay_narrow(read) -> None:
    """Thousands, times and formulas are not widened; Chinese brackets round Latin text are."""
    assert read("共1,000家(GMP),上午9:30开始;见f(x)。").text == "共1,000家（GMP），上午9:30开始；见f(x)。"


def test_a_mark_between_lines_joined_late_is_narrow_as_on_one_line(read) -> None:
    """A line of the site between two halves of a sentence goes first; the colon then stands between two Latin words."""
    assert read("（见系统x:\n-->\nMB91平台）开通。\n一、开通。\n二、使用。").text.startswith("（见系统x:MB91平台）开通。")


@pytest.mark.parametrize(
    ("numeral", "wanted"),
    [
        ("二十八", 28),
        ("一百零三", 103),
        ("两", 2),
        ("十", 10),
        ("二〇二五", 2025),
        ("三千五百万", 35_000_000),
        ("十二亿", 1_200_000_000),
        ("28", 28),
        ("甲", None),
    ],
)
def test_numerals(numeral: str, wanted: int | None) -> None:
    """Both kinds of numerals have values; other words have none."""
    assert value(numeral) == wanted


@pytest.mark.parametrize(
    ("words", "named", "lead", "supporting"),
    [
        ("省药监局、省科技厅按职责分工负责", ("省药监局", "省科技厅"), None, ()),
        ("省药监局牵头，相关部门配合", ("省药监局",), "省药监局", ("相关部门",)),
        ("牵头单位：市科委；责任单位：市教委、各区政府", ("市科委", "市教委", "各区政府"), "市科委", ()),
        ("省药监局牵头，省财政厅、省科技厅配合", ("省药监局", "省财政厅", "省科技厅"), "省药监局", ()),
        ("责任单位：省科技厅，排名第一位的为牵头单位，下同", ("省科技厅",), "省科技厅", ()),
        ("责任单位：省科技厅、省经信厅。列首位的为牵头单位，下同", ("省科技厅", "省经信厅"), "省科技厅", ()),
        ("省委编办、上海海关，各市、州、县人民政府", ("省委编办", "上海海关", "各市、州、县人民政府"), None, ()),
        ("市市场监管局、各县（市、区）人民政府等按照各自职责负责", ("市市场监管局", "各县（市、区）人民政府"), None, ()),
        ("省药监局会同省卫生健康委负责", ("省药监局", "省卫生健康委"), None, ()),
        ("省药监局，各有关单位", ("省药监局",), None, ("各有关单位",)),
    ],
)
def test_units_of_a_bracket(words: str, named: tuple[str, ...], lead: str | None, supporting: tuple[str, ...]) -> None:
    """Names in their order, the lead where one is named, general parties apart."""
    duty = units.parse(words, first_leads=False)
    assert (duty.units, duty.lead, duty.supporting) == (named, lead, supporting)


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("本办法自2026年3月1日起施行。", date(2026, 3, 1)),
        ("本通知自印发之日起执行。", date(2026, 1, 5)),
        ("本规定自公布之日起三十日后施行。", date(2026, 2, 9)),
        ("本措施自二〇二六年三月一日起试行。", date(2026, 3, 1)),
        ("《甲办法》自2026年3月1日起施行。", None),
        ("办理时限自受理之日起计算。", None),
        ("本通知自即日起施行。", date(2026, 1, 5)),
        ("本办法自发布之日起满一个月后施行。", date(2026, 2, 10)),
        ("本办法自印发后30日起施行。", date(2026, 2, 4)),
        ("《甲办法》已经审议通过，现予公布，自2026年5月1日起施行。", date(2026, 5, 1)),
        ("本《办法》从2026年2月1日起实施。", date(2026, 2, 1)),
        ("以上措施自2026年1月1日起执行，有效期2年。", date(2026, 1, 1)),
        ("原《乙办法》同时废止，本办法自2026年6月1日起施行。", date(2026, 6, 1)),
        ("新标准自2026年3月1日起实施。", None),
        ("自2026年3月1日起实施检验收费减免。", None),
        ("本办法自印发之日起10个工作日后施行。", None),
    ],
)
def test_day_of_effect(clause: str, day: date | None) -> None:
    """Explicit days, and days counted from the event that the clause names: 印发 is 成文日期, 公布 is 发布日期."""
    found = dates.effect(clause, issued=date(2026, 1, 5), published=date(2026, 1, 10))
    assert (found.day if found else None) == day


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("本办法自2026年3月1日起施行，有效期5年。", date(2031, 2, 28)),
        ("本办法自2026年3月1日起施行，有效期至2030年8月11日。", date(2030, 8, 11)),
        ("本办法自2026年3月1日起试行，试行期一年。", date(2027, 2, 28)),
        ("本措施有效期为两年。", date(2028, 2, 29)),
        ("药品的有效期为2年。", None),
        ("本措施有效期延长至2028年6月15日。", date(2028, 6, 15)),
        ("《乙办法》自2021年1月1日起施行，有效期延长至2028年6月15日。", None),
        ("本办法自2026年3月1日起施行，至2027年12月31日止。", date(2027, 12, 31)),
        ("本办法自2026年3月1日起施行，2028年12月31日自动失效。", date(2028, 12, 31)),
        ("本办法自2026年3月1日起施行，有效期到2030年底。", date(2030, 12, 31)),
        ("本方案从2026年3月1日起实施，试行两年。", date(2028, 2, 29)),
        ("本办法有效期自2026年3月1日起至2030年12月31日。", date(2030, 12, 31)),
        ("许可证有效期届满前六个月申请延续。", None),
    ],
)
def test_end_of_validity(clause: str, day: date | None) -> None:
    """有效期 counts only where it is the paper's own, not a shelf life or a licence term."""
    found = dates.expiry(clause, date(2026, 3, 1))
    assert (found.day if found else None) == day


@pytest.mark.parametrize(
    "printed",
    [
        "甲药监规〔2026〕12号",
        "甲药监规[2026]12号",
        "甲药监规【2026】12 号",
        "甲药监规﹝2026﹞第12号".replace("﹝", "〔").replace("﹞", "〕"),
        "甲药监规（2026）12号",
        "\u200b甲药监规〔2026〕12号",
    ],
)
def test_numbers_of_papers_have_one_form(printed: str) -> None:
    """All bracket forms, blanks, 第 and zero-width characters come to one comparable number."""
    assert issuers.number(printed) == "甲药监规〔2026〕12号"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("将时限由30个工作日压缩至15个工作日以内", [(30, 15, "工作日", "以内")]),
        ("检验批次从3批减为1批", [(3, 1, "批", None)]),
        ("审批时限压缩40%以上", [(None, 40, "%", "以上")]),
        ("给予最高100万元奖励", [(None, 100, "万元", "最高")]),
        ("投入近2.5亿元", [(None, 2.5, "亿元", "近")]),
        ("服务184万余人次", [(None, 184, "万人次", "余")]),
        ("在两周内答复", [(None, 2, "周", "内")]),
        ("罚款二万元以上五万元以下", [(None, 2, "万元", "以上"), (None, 5, "万元", "以下")]),
        ("2026年年底前新增10个以上参数", [(None, "2026-12-31", "date", "前"), (None, 10, "个", "以上")]),
        ("到2027年6月基本建成", [(None, "2027-06-30", "date", None)]),
        ("完善“1+11+N”体系，升级市场3.0，落实《三年行动计划》，管好第二类器械，推行“一品一策”、一批项目", []),
        ("2024年以来成效明显，根据甲政发〔2025〕30号执行", []),
        ("合格率达到百分之九十八点五以上", [(None, 98.5, "%", "以上")]),
        ("在半年内完成，每半年评估", [(None, 0.5, "年", "内")]),
        ("建设三个中心，引进一家企业，坚持两个维护", [(None, 3, "个", None)]),
        ("对三类医疗器械、二类器械和第三类产品，年龄不超过35周岁，开办24小时药店", []),
        ("选取2至3家企业试点", [(None, 3, "家", "2至")]),
        ("单次销售不得超过2个包装", [(None, 2, "个", "不得超过")]),
        ("出台2部法规，各部门配合", [(None, 2, "部", None)]),
        ("由3年延长到5年，从90日减到30日", [(3, 5, "年", None), (90, 30, "日", None)]),
        (f"共{'一' * 400}家企业，{'9' * 400}万元，百分之{'一' * 400}，3.{'1' * 400}%", []),
    ],
)
def test_facts(read, words: str, wanted: list[tuple[object, ...]]) -> None:
    """Typed numbers with both values, unit and qualifier; names with numbers are none."""
    assert [(f.from_value, f.to_value, f.unit, f.qualifier) for f in read(f"{words}。").facts] == wanted


def test_a_splice_keeps_the_origin_of_what_it_keeps() -> None:
    """Deletions leave gaps, rewritings keep places, insertions carry their repair."""
    ledger = Ledger()
    text = Traced.of("甲乙丙丁").splice([Splice(1, 2), Splice(2, 3, "C"), Splice(3, 3, "新", ledger.add("digit", "", "新"))])
    assert text.text == "甲C新丁"
    assert text.origins == ((0, 0), (1, 2), (2, -1), (3, 3))
    assert ledger.placed(text)[0].span == Span(2, 3)
    spans = text.spans()
    assert spans.published(Span(0, 2)) == Span(0, 3)
    assert not spans.faithful(Span(0, 3))


def test_a_rewriting_must_keep_the_number_of_characters() -> None:
    """A step cannot lose its trace by accident."""
    with pytest.raises(ValueError, match="number of characters"):
        Traced.of("甲乙").rewrite("甲")


def test_site_furniture_before_and_after_the_paper_is_taken_off(read) -> None:
    """Navigation, a lead-in and slogans go to the ledger; notes and signature stay."""
    document = read(
        "- 首页\n- English\n登录\n甲市出台新措施\n近日，甲市印发若干措施，以下为全文：\n甲市若干措施\n甲政办〔2026〕5号\n各区人民政府：\n为促进发展，制定本措施。\n"
        "一、重点任务\n（一）甲事。做甲。\n（二）乙事。做乙。\n甲市人民政府办公厅\n2026年4月1日\n（此件公开发布）\n分享让更多人看到\n传播好声音 汇聚正能量\n上一篇：甲文\n"
    )
    gone = {repair.before for repair in document.repairs if repair.kind == "furniture"}
    assert {"登录", "甲市出台新措施", "分享让更多人看到", "传播好声音汇聚正能量", "上一篇：甲文"} <= gone
    assert document.text.split("\n")[0] == "甲市若干措施"
    assert document.text.endswith("（此件公开发布）")


@pytest.mark.parametrize(
    "note", ["附注：根据甲政办〔2027〕2号文，第（二）项停止执行。", "【本文件已于2027年1月1日废止】", "（此件公开发布）"]
)
def test_notes_are_lines_outside_of_measures(read, note: str) -> None:
    """A note after the last measure is a line of the text and part of no measure."""
    document = read(f"甲市若干措施\n一、任务\n（一）甲事。做甲。（市甲局负责）\n（二）乙事。做乙。（市乙局负责）\n{note}\n")
    assert note in document.text.split("\n")
    assert document.measure(2).text == "（二）乙事。做乙。（市乙局负责）"
