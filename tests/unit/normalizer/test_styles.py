"""Policy papers as different provinces write them; every text here is made up."""

from __future__ import annotations

from datetime import date

from domain.document import DocumentKind

CITY = """甲市药品监督管理局 甲市科学技术局
甲市教育委员会
甲药监规〔2026〕7号
甲市药品监督管理局等3部门关于印发《甲市支持创新药械发展若干措施》的通知
各区（县）人民政府，市政府各委、办、局，各有关单位：
现将《甲市支持创新药械发展若干措施》印发给你们，请遵照执行。
甲市药品监督管理局 甲市科学技术局
甲市教育委员会
二〇二六年三月十二日
（此件公开发布）
甲市支持创新药械发展若干措施
为落实国务院办公厅《关于深化药械监管改革的意见》（国办发〔2024〕153号）和《药品管理法》，结合实际，制定本措施。
第一部分 强化源头创新
一、支持原始创新
（一）布局前沿研究。每年安排资金不少于2亿元，支持细胞治疗等方向。对入选项目给予最高500万元资助。(市科技局、市教委、市财政局按职责分工负责)
（二）建设平台。新建10家以上重点实验室。
1.统筹存量平台。
（1）开放共享设备；
（2）统一收费标准。
2.建设增量平台。（牵头单位：市科技局；责任单位：市教委、市卫生健康委，各区人民政府）
第二部分 优化服务
二、提升审评效率
（三）压缩时限。将首次注册技术审评由60个工作日压缩至四十个工作日，变更注册压缩三分之一。
（市药品监管局负责）
（四）延伸服务。对重点品种实行“一企一策”，做到2027年6月底前全覆盖。(市药品监管局会同市卫生健康委，相关单位配合）
本措施自印发之日起30日后施行，有效期至2031年4月10日。
附件：1.任务分工表
2.名词解释
附件1
任务分工表
1.甲任务
2.乙任务
3.丙任务
4.丁任务
5.戊任务
抄送：市委办公厅，市人大常委会办公厅。
甲市药品监督管理局办公室 2026年3月13日印发
"""


def test_city_measures_keep_their_items_and_leave_the_annex_out(read) -> None:
    """（一）…（四） are the measures; 1., （1） under them and the annex's list are not."""
    document = read(CITY)
    assert [measure.number for measure in document.measures] == ["（一）", "（二）", "（三）", "（四）"]
    assert [measure.section for measure in document.measures] == ["第一部分强化源头创新 › 一、支持原始创新"] * 2 + [
        "第二部分优化服务 › 二、提升审评效率"
    ] * 2
    second = document.measure(2)
    assert "开放共享设备" in second.body
    assert second.body.endswith("2.建设增量平台。")
    assert "施行" not in document.measure(4).text


def test_city_units_of_four_forms(read) -> None:
    """按职责分工负责, 牵头单位/责任单位, a bracket on a line of its own, 会同 with a general 相关单位."""
    document = read(CITY)
    assert [m.responsible_units for m in document.measures] == [
        ("市科技局", "市教委", "市财政局"),
        ("市科技局", "市教委", "市卫生健康委", "各区人民政府"),
        ("市药品监管局",),
        ("市药品监管局", "市卫生健康委"),
    ]
    assert [m.lead_unit for m in document.measures] == [None, "市科技局", None, None]
    assert document.measure(4).supporting == ("相关单位",)


def test_city_head(read) -> None:
    """Masthead names side by side are three issuers; the date in Chinese numerals is a date; the notice is not the policy."""
    document = read(CITY)
    assert document.title == "甲市支持创新药械发展若干措施"
    assert document.document_number == "甲药监规〔2026〕7号"
    assert document.issuing_authorities == ("甲市药品监督管理局", "甲市科学技术局", "甲市教育委员会")
    assert document.addressees == ("各区（县）人民政府", "市政府各委", "办", "局", "各有关单位")
    assert document.issued_on == date(2026, 3, 12)
    assert document.effective_on == date(2026, 4, 11)
    assert document.expires_on == date(2031, 4, 10)
    assert document.basis == ("国务院办公厅关于深化药械监管改革的意见", "药品管理法")
    assert document.kind is DocumentKind.POLICY


def test_city_facts(read) -> None:
    """Limits, amounts, counts and a date; 一企一策 and 三分之一 are no typed numbers."""
    facts = [(f.ordinal, f.from_value, f.to_value, f.unit, f.qualifier) for f in read(CITY).facts if f.ordinal]
    assert facts == [
        (1, None, 2, "亿元", "不少于"),
        (1, None, 500, "万元", "最高"),
        (2, None, 10, "家", "以上"),
        (3, 60, 40, "工作日", None),
        (4, None, "2027-06-30", "date", "前"),
    ]


NESTED = """乙省药品安全提升行动方案
一、重点任务
（一）强化源头治理
1、严格准入。落实许可条件，不得降低标准。责任单位：省药监局、省市场监管局
2、严格检查。每年检查不少于2次。责任单位：省药监局
（二）强化流通治理
3、整治网售。压实平台责任。责任单位：省药监局、省委网信办
二、保障机制
各地要加强领导，确保落实。
乙省药品监督管理局
2026年5月6日
"""


def test_headings_in_brackets_over_numbered_measures(read) -> None:
    """Where （一） is a bare heading over 1、2、 the numbers are the measures and （一） is a section."""
    document = read(NESTED)
    assert [m.number for m in document.measures] == ["1、", "2、", "3、"]
    assert document.measures[2].section == "一、重点任务 › （二）强化流通治理"
    assert [m.title for m in document.measures] == ["严格准入", "严格检查", "整治网售"]
    assert document.measure(3).responsible_units == ("省药监局", "省委网信办")
    assert document.measure(1).body == "落实许可条件，不得降低标准。"
    assert document.issuing_authorities == ("乙省药品监督管理局",)


ROMAN = """丙省药品监督管理局关于进一步优化变更管理的公告
（2025年第29号）
为优化服务，现就有关事项公告如下：
一、扩大范围。对已上市品种，企业可以自主选择办理方式。
二、缩短时限。审评时限由20日减为15日。
三、本公告自发布之日起施行，有效期2年。
特此公告。
丙省药品监督管理局
2025年8月1日
"""


def test_announcement_in_roman_items(read) -> None:
    """公告 with 一、二、三、: the items are its measures, 2025年第29号 its number, and 发布 names a day the text does not give."""
    document = read(ROMAN)
    assert [m.number for m in document.measures] == ["一、", "二、", "三、"]
    assert document.document_number == "2025年第29号"
    assert document.issuing_authorities == ("丙省药品监督管理局",)
    assert document.issued_on == date(2025, 8, 1)
    assert document.effective_on is None
    assert any(s.field == "effective_on" and "发布之日" in s.raw for s in document.stated)
    assert "特此公告" not in document.measure(3).text


def test_announcement_with_known_publication_day(read) -> None:
    """自发布之日起 is computed once the page says when it was published."""
    page = f"""<html><head><meta name='PubDate' content='2025-08-09 10:00'><meta name="ArticleTitle" content="关于进一步优化变更管理的公告">
    </head><body><div class="info">发布日期：2025-08-04</div><div id="zoom">{"".join(f"<p>{line}</p>" for line in ROMAN.splitlines())}</div></body></html>"""
    document = read(page)
    assert document.published_on == date(2025, 8, 4)
    assert document.effective_on == date(2025, 8, 4)
    assert document.expires_on == date(2027, 8, 3)


DECREE = """丁省人民政府令
第412号
《丁省药品零售管理办法》已经2025年9月1日省人民政府第30次常务会议通过，现予公布，自2026年1月1日起施行。
省长 张某某
2025年9月20日
丁省药品零售管理办法
第一章　总　则
第一条　为了规范药品零售，根据《中华人民共和国药品管理法》，制定本办法。
第二条　本省行政区域内的零售活动，适用本办法。
前款所称零售，包括：
（一）线下零售；
（二）网络零售。
第二条之一　第一类试点按照本办法第二条的规定执行。
第二章　管　理
第三条　违反本办法第二条规定的，处一万元以上三万元以下罚款。
第四条　本办法自2026年1月1日起施行。
"""


def test_decree_with_articles(read) -> None:
    """A decree's articles are the measures: 第二条之一 is one, references to articles are none, 款 and 项 belong to the article."""
    document = read(DECREE)
    assert document.kind is DocumentKind.LAW
    assert [m.number for m in document.measures] == ["第一条", "第二条", "第二条之一", "第三条", "第四条"]
    assert document.measure(2).body.endswith("（二）网络零售。")
    assert document.measure(3).title == ""
    assert [m.section for m in document.measures] == ["第一章总则"] * 3 + ["第二章管理"] * 2
    assert document.title == "丁省药品零售管理办法"
    assert document.document_number == "丁省人民政府令第412号"
    assert document.effective_on == date(2026, 1, 1)
    assert document.basis == ("中华人民共和国药品管理法",)


def test_notice_alone_is_a_notice(read) -> None:
    """A covering notice whose document is a file has no measures and keeps what it covers as a variant of its title."""
    document = read(
        "关于印发《戊省药品抽检工作方案》的通知\n戊药监〔2026〕3号\n各市市场监管局、各检查分局：\n"
        "现将《戊省药品抽检工作方案》印发给你们，请认真组织实施。\n附件：1.戊省药品抽检工作方案\n2.抽检计划表\n戊省药品监督管理局\n2026年2月3日"
    )
    assert document.kind is DocumentKind.NOTICE
    assert document.measures == ()
    assert document.title == "关于印发《戊省药品抽检工作方案》的通知"
    assert "戊省药品抽检工作方案" in document.title_variants
    assert document.issued_on == date(2026, 2, 3)
    assert document.addressees == ("各市市场监管局", "各检查分局")


def test_notice_and_attachment_read_as_one_paper() -> None:
    """The page gives number, addressees, issuer and date; the attachment gives title and measures."""
    from domain.document import RawDocument, RawPart
    from normalizer.normalize import normalize

    notice = "己省药品监督管理局关于印发《己省化妆品监管措施》的通知\n己药监妆〔2026〕9号\n各市局：\n现将《己省化妆品监管措施》印发给你们。\n己省药品监督管理局\n2026年7月8日"
    paper = "己省化妆品监管措施\n一、备案管理\n1.简化备案。减少材料。\n2.强化抽检。每年抽检100批次。"
    document = normalize(RawDocument((RawPart(notice.encode(), "page"), RawPart(paper.encode("gb18030"), "paper.txt"))))
    assert document.title == "己省化妆品监管措施"
    assert document.document_number == "己药监妆〔2026〕9号"
    assert document.addressees == ("各市局",)
    assert document.issuing_authorities == ("己省药品监督管理局",)
    assert document.issued_on == date(2026, 7, 8)
    assert [m.title for m in document.measures] == ["简化备案", "强化抽检"]


def test_lead_rule_in_the_preamble_and_roles_without_brackets(read) -> None:
    """A rule above the measures holds for all of them; roles on lines of their own are units, not text."""
    document = read(
        "庚省中药振兴若干措施\n各项任务中，排在第一位的为牵头单位。\n一、重点任务\n"
        "（一）保护道地药材。建设种质资源库。\n责任单位：省农业农村厅、省药监局\n"
        "（二）扩大使用。推动进入基层。\n牵头单位：省卫生健康委\n配合单位：省医保局、各市（州）人民政府\n（三）做好宣传。讲好故事。"
    )
    assert document.lead_rule
    assert [m.lead_unit for m in document.measures] == ["省农业农村厅", "省卫生健康委", None]
    assert document.measure(2).responsible_units == ("省卫生健康委", "省医保局", "各市（州）人民政府")
    assert document.measure(1).body == "建设种质资源库。"
    assert document.measure(2).body == "推动进入基层。"


def test_interpretations_have_no_measures(read) -> None:
    """A reading of a policy quotes its numbers; they are not its measures."""
    document = read(
        "《辛省药械若干措施》政策解读\n一、起草背景\n为落实要求，制定本措施。\n二、主要内容\n（一）压缩时限。由30日减为20日。\n（二）加强服务。"
    )
    assert document.kind is DocumentKind.INTERPRETATION
    assert document.measures == ()
    assert document.interprets == "辛省药械若干措施"


def test_drafts_and_decisions_by_their_titles(read) -> None:
    """征求意见稿 is a draft; 关于废止…的决定 acts on other papers."""
    draft = read(
        "壬省药品流通管理办法（征求意见稿）\n第一条 为了管理，制定本办法。\n第二条 本办法适用于本省。\n第三条 自公布之日起施行。"
    )
    assert draft.kind is DocumentKind.DRAFT
    assert len(draft.measures) == 3
    assert "征求意见稿" in draft.status_words
    decision = read(
        "壬省药品监督管理局关于废止部分规范性文件的决定\n经研究，决定废止下列文件：\n一、《甲办法》。\n二、《乙办法》。\n本决定自2026年1月1日起施行。"
    )
    assert decision.kind is DocumentKind.DECISION


def test_section_answered_for_by_a_unit_is_a_measure(read) -> None:
    """Where other sections have items, a section without any is a measure only if a unit answers for it."""
    document = read(
        "癸省措施\n一、总体要求\n坚持创新，到2030年基本建成体系。\n二、重点任务\n（一）甲。做甲事。（省甲局负责）\n（二）乙。做乙事。（省乙局负责）\n"
        "三、组织实施。加强领导，压实责任。（省药监局牵头，各有关部门配合）\n"
    )
    assert [m.number for m in document.measures] == ["（一）", "（二）", "三、"]
    assert document.measure(3).lead_unit == "省药监局"
