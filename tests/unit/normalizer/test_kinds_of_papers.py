"""Papers of every kind as ministries and provinces write them, read as a whole; every text here is made up."""

from __future__ import annotations

from datetime import date

import pytest

from domain.document import DocumentKind, PublicationLevel, RawDocument, RawPart
from normalizer.normalize import normalize

ANNOUNCEMENT = """国家药品监督管理局公告
2026年第38号
关于修订甲类注射剂说明书的公告
经评估，决定修订甲类注射剂说明书。现将有关事项公告如下：
一、持有人应当依据《药品注册管理办法》于2026年9月30日前备案。
二、医师、药师应当仔细阅读说明书。
三、患者用药前应当仔细阅读说明书。
四、省级部门应当督促持有人做好修订工作。
特此公告。
附件：说明书修订要求
国家药监局
2026年6月20日
"""


def test_ministry_announcement(read) -> None:
    """公告: who speaks stands in the masthead, the number under it, and neither is the title."""
    document = read(ANNOUNCEMENT)
    assert document.title == "关于修订甲类注射剂说明书的公告"
    assert document.document_number == "2026年第38号"
    assert document.issuing_authorities == ("国家药品监督管理局",)
    assert [m.number for m in document.measures] == ["一、", "二、", "三、", "四、"]
    assert "特此公告" not in document.measure(4).text


CIRCULAR = """丙市市场监督管理局关于抽检不合格情况的通告
（2026年第12号）
近期组织抽检，现将情况通告如下：
一、微生物污染问题
（一）某店销售的糕点，菌落总数不符合规定。
（二）某超市销售的饮料，霉菌不符合规定。
二、农药残留超标问题
（一）某市场销售的韭菜，腐霉利不符合规定。
对抽检发现的不合格食品，属地部门已依法处置。
特此通告。
丙市市场监督管理局
2026年4月1日
"""


def test_circular_with_an_unnumbered_end(read) -> None:
    """通告: a closing paragraph after the last item belongs to none; numbers that begin anew under each section are kept."""
    document = read(CIRCULAR)
    assert [(m.number, m.section) for m in document.measures] == [
        ("（一）", "一、微生物污染问题"),
        ("（二）", "一、微生物污染问题"),
        ("（一）", "二、农药残留超标问题"),
    ]
    assert document.measure(3).body == "某市场销售的韭菜，腐霉利不符合规定。"
    assert document.document_number == "2026年第12号"


ORDER = """国家市场监督管理总局令
第 81 号
《甲类产品监督管理办法》已于2026年3月1日经总局第5次局务会议通过，现予公布，自2026年9月1日起施行。
局长  某某
2026年3月10日
甲类产品监督管理办法
（2026年3月10日国家市场监督管理总局令第81号公布 自2026年9月1日起施行）
第一编　总　则
第一章 一般规定
第一节　目的
第一条　为了加强监督管理，根据《中华人民共和国产品质量法》《甲类条例》等法律、行政法规，制定本办法。
第二节　原则
第二条　有下列情形之一的，不予许可：
（一）隐瞒情况的；
（二）提供虚假材料的：
1.伪造报告的；
2.伪造印章的。
前款第一项所列情形，由省级部门认定。
第二条之一　依照本办法第二条第二款的规定处理。
第二编　责　任
第二章 法律责任
第三条　违反本办法第二条规定的，处1万元以上3万元以下罚款。
第四条　本办法自2026年9月1日起施行。2019年1月1日公布的《甲类产品管理规定》（原总局令第7号）同时废止。
"""


def test_order_with_parts_chapters_and_divisions(read) -> None:
    """令: 编, 章 and 节 make the path; 款, 项 and 目 stay in their article; the history under the title is no part of it."""
    document = read(ORDER)
    assert document.kind is DocumentKind.LAW
    assert document.title == "甲类产品监督管理办法"
    assert document.document_number == "国家市场监督管理总局令第81号"
    assert document.issuing_authorities == ("国家市场监督管理总局",)
    assert [m.number for m in document.measures] == ["第一条", "第二条", "第二条之一", "第三条", "第四条"]
    assert document.measure(2).section == "第一编总则 › 第一章一般规定 › 第二节原则"
    assert document.measure(2).body.endswith("2.伪造印章的。\n前款第一项所列情形，由省级部门认定。")
    assert document.effective_on == date(2026, 9, 1)
    assert document.basis == ("中华人民共和国产品质量法", "甲类条例")


def test_decision_to_amend(read) -> None:
    """决定: it acts on another paper and has items of its own."""
    document = read(
        "丁省人民政府关于修改《丁省医疗器械管理办法》的决定\n决定对《丁省医疗器械管理办法》作如下修改：\n一、将第三条修改为：“由县级部门负责。”\n"
        "二、删去第五条第二款。\n本决定自2026年7月1日起施行。\n《丁省医疗器械管理办法》根据本决定作相应修改，重新公布。"
    )
    assert document.kind is DocumentKind.DECISION
    assert [m.number for m in document.measures] == ["一、", "二、"]
    assert document.effective_on == date(2026, 7, 1)
    assert document.status_words == ("修改",)


def test_decision_to_extend_says_nothing_of_its_own_end(read) -> None:
    """延长有效期: the new end is the other paper's; the notice itself only has a beginning."""
    document = read(
        "戊省药品监督管理局关于延长《戊省药品现代物流管理规定》有效期的通知\n戊药监规〔2026〕3号\n各市州市场监督管理局：\n"
        "《戊省药品现代物流管理规定》（戊药监规〔2021〕2号）有效期将于2026年6月30日届满。经评估，决定将其有效期延长至2029年6月30日。\n"
        "本通知自2026年7月1日起施行。\n戊省药品监督管理局\n2026年6月12日"
    )
    assert document.kind is DocumentKind.DECISION
    assert (document.effective_on, document.expires_on) == (date(2026, 7, 1), None)
    assert document.status_words == ("延长有效期",)


REPEAL = """乙西省药品监督管理局关于废止一批规范性文件的公告
2026年第8号
经研究，决定废止《乙西省药品批发企业管理规定》等3件规范性文件。
本公告自发布之日起施行。
附件：废止的规范性文件目录
乙西省药品监督管理局
2026年5月30日
附件
废止的规范性文件目录
1.《乙西省药品批发企业管理规定》
2.《乙西省药店管理规定》
3.《乙西省器械管理规定》
"""


def test_repeal_keeps_its_own_title(read) -> None:
    """废止: the annex is a list, not the paper that the notice covers."""
    document = read(REPEAL)
    assert document.kind is DocumentKind.DECISION
    assert document.title == "乙西省药品监督管理局关于废止一批规范性文件的公告"
    assert "废止" in document.status_words


PLAN = """辛市人民政府办公室关于印发辛市生物医药产业三年行动方案（2026—2028年）的通知
各县（市、区）人民政府，市政府各部门：
《辛市生物医药产业三年行动方案（2026—2028年）》已经市政府同意，现印发给你们，请认真贯彻落实。
辛市人民政府办公室
2026年2月11日
辛市生物医药产业三年行动方案
（2026—2028年）
为加快生物医药产业发展，制定本方案。
一、总体要求
以创新为引领。到2028年，产业规模突破1000亿元。
二、重点任务
（一）创新能力提升行动
1．建设高能级平台。给予不超过5000万元支持。［市科技局牵头，市工信局、市财政局等按职责分工负责］
2．突破关键技术。实施“揭榜挂帅”项目。［市科技局］
（二）产业集群培育行动
3．壮大龙头企业。奖励500万元。［市工信局、市国资委］
4．做强园区载体。建成标准厂房。［各县（市、区）人民政府］
三、保障措施
（一）加强组织领导。成立工作专班，统筹推进。
（二）强化要素保障。保障用地用能。
附件：1.重点任务分工表
      2.重点企业名单
"""


def test_plan_with_square_brackets_and_a_last_section_of_its_own(read) -> None:
    """方案: units in square brackets, named alone or with roles; （一） with a text of its own is a measure beside 1. 2. 3."""
    document = read(PLAN)
    assert document.title == "辛市生物医药产业三年行动方案（2026—2028年）"
    assert [m.number for m in document.measures] == ["1.", "2.", "3.", "4.", "（一）", "（二）"]
    assert document.measure(1).responsible_units == ("市科技局", "市工信局", "市财政局")
    assert document.measure(1).lead_unit == "市科技局"
    assert document.measure(4).responsible_units == ("各县（市、区）人民政府",)
    assert document.measure(5).section == "三、保障措施"
    assert document.measure(4).section == "二、重点任务 › （二）产业集群培育行动"
    assert document.addressees == ("各县（市、区）人民政府", "市政府各部门")


def test_policy_in_articles_with_units(read) -> None:
    """若干政策 numbered 第一条 with a title and a bracket of units is a policy, not a law."""
    document = read(
        "渝南市支持生物医药产业若干政策\n第一条  支持新药研发。对1类新药给予500万元支持。（责任单位：市科技局、市药监局）\n"
        "第二条  支持器械上市。给予不超过200万元奖励。（责任单位：市药监局）\n第三条  支持产业化。最高1亿元。（责任单位：市财政局）\n"
        "第四条  本政策自2026年4月1日起施行，有效期3年。"
    )
    assert document.kind is DocumentKind.POLICY
    assert document.measure(1).title == "支持新药研发"
    assert document.measure(1).responsible_units == ("市科技局", "市药监局")
    assert document.expires_on == date(2029, 3, 31)


TABLE = """丁西省药品安全专项整治重点任务分工表
序号\t重点任务\t具体措施\t责任单位\t完成时限
1\t整治网络售药\t检查平台不少于20家次\t省药监局、省委网信办\t2026年9月底前
2\t整治中药饮片\t抽检不少于300批次\t省药监局\t2026年11月底前
"""


def test_table_of_tasks(read) -> None:
    """清单, 分工表: where nothing else is numbered the counted rows are the measures, with the units of their column."""
    document = read(TABLE)
    assert [(m.number, m.title, m.responsible_units) for m in document.measures] == [
        ("1", "整治网络售药", ("省药监局", "省委网信办")),
        ("2", "整治中药饮片", ("省药监局",)),
    ]
    assert [(f.ordinal, f.to_value) for f in document.facts] == [(1, 20), (1, "2026-09-30"), (2, 300), (2, "2026-11-30")]


DRAFT = """粤南省药品监督管理局办公室关于公开征求《粤南省药品网络销售管理办法（征求意见稿）》意见的公告
现向社会公开征求意见，请于2026年8月15日前反馈。
附件：1.粤南省药品网络销售管理办法（征求意见稿）
2.起草说明
粤南省药品监督管理局办公室
2026年7月14日
附件1
粤南省药品网络销售管理办法
（征求意见稿）
第一章 总 则
第一条 【目的】为规范网络销售，根据《药品管理法》，制定本办法。
第二条 【范围】本省行政区域内适用本办法。
第二章 附 则
第三条 【施行】本办法自2026年　月　日起施行，有效期5年。
"""


def test_draft_with_open_dates(read) -> None:
    """征求意见稿 in an annex is the paper; a date left open is none, and nothing is computed from it."""
    document = read(DRAFT)
    assert document.kind is DocumentKind.DRAFT
    assert document.title == "粤南省药品网络销售管理办法（征求意见稿）"
    assert len(document.measures) == 3
    assert (document.effective_on, document.expires_on) == (None, None)
    assert "征求意见稿" in document.status_words


JOINT = """关于做好短缺药品保供工作的通知
丙北卫药政〔2026〕6号
各市（地）卫生健康委、工信局，各有关单位：
根据《国务院办公厅关于做好短缺药品保供工作的意见》（国办发〔2019〕47号）精神，现就有关事项通知如下：
一、完善监测预警
（一）健全监测网络。各地要明确监测哨点，每月5日前上报。
（二）规范清单管理。动态调整清单。
二、加强储备供应
（三）落实常态储备。储备品种不少于30个。
（四）畅通采购渠道。对短缺药品实行直接挂网。
丙北省卫生健康委员会      丙北省发展和改革委员会
丙北省工业和信息化厅      丙北省药品监督管理局
2026年6月18日
（信息公开形式：主动公开）
"""


def test_joint_paper_with_its_signatures_side_by_side(read) -> None:
    """Four agencies sign in two columns; all are issuers, none is part of the last measure."""
    document = read(JOINT)
    assert document.issuing_authorities == (
        "丙北省卫生健康委员会",
        "丙北省发展和改革委员会",
        "丙北省工业和信息化厅",
        "丙北省药品监督管理局",
    )
    assert document.measure(4).text == "（四）畅通采购渠道。对短缺药品实行直接挂网。"
    assert document.basis == ("国务院办公厅关于做好短缺药品保供工作的意见",)
    assert document.issued_on == date(2026, 6, 18)


@pytest.mark.parametrize(
    "bracket",
    [
        "（省药监局负责）",
        "(省药监局负责)",
        "（省药监局负责)",
        "(省药监局负责）",
        "[省药监局负责]",
        "【省药监局负责】",
        "（省\n药监局负责）",
    ],
)
@pytest.mark.parametrize("number", ["（二）", "(二)", "（二)", "(二）", "（ 二 ）"])
def test_mismatched_pairs(read, number: str, bracket: str) -> None:
    """However the brackets of number and units are typed, the measure has its number, text and unit."""
    document = read(
        f"甲东市便民措施\n（一）公开价格。公示服务价格。（省医保局负责）\n{number}延长营业。设夜间窗口。{bracket}\n（三）送药上门。（省商务厅负责）"
    )
    second = document.measure(2)
    assert (second.number, second.title, second.body, second.responsible_units) == (
        "（二）",
        "延长营业",
        "设夜间窗口。",
        ("省药监局",),
    )


@pytest.mark.parametrize(
    ("text", "interprets"),
    [
        (
            "《甲东省流通办法》政策问答\n一、为什么制定？\n答：为落实国家规定。\n二、有何内容？\n答：共二十条。",
            "甲东省流通办法",
        ),
        ("图解：甲东省优化药品审评审批若干措施\n近日，省药监局印发了若干措施。", "甲东省优化药品审评审批若干措施"),
        ("一图读懂《甲东省流通办法》\n办法共三章。", "甲东省流通办法"),
        ("甲东省举行《甲东省流通办法》新闻发布会\n主持人：各位记者朋友，大家好。", "甲东省流通办法"),
        ("《甲东省流通办法》起草说明\n为落实要求，起草了本办法。", "甲东省流通办法"),
    ],
)
def test_texts_about_a_paper(read, text: str, interprets: str) -> None:
    """Questions and answers, pictures, press conferences and explanations are about a paper and have no measures."""
    document = read(text)
    assert document.kind is DocumentKind.INTERPRETATION
    assert document.interprets == interprets
    assert document.measures == ()


def test_mark_of_the_site_before_a_title(read) -> None:
    """【已失效】 is a status, not a word of the title; the title as printed is a variant."""
    document = read(
        "【已失效】甲南省关于促进中药发展的若干意见\n甲南政发〔2015〕3号\n一、保护资源\n1.建立保护区。建设保护区5个。\n2.开展普查。完成普查。"
    )
    assert document.title == "甲南省关于促进中药发展的若干意见"
    assert document.status_words == ("已失效",)
    assert "【已失效】甲南省关于促进中药发展的若干意见" in document.title_variants


def test_disclosure_table_in_plain_text_and_in_traditional_characters(read) -> None:
    """Labels above a text are its disclosure table, 繁體 ones too; values stay as printed, with their basis."""
    document = read(
        "索引號：11330000002482031M/2026-10\n發文字號：甲南藥監〔2026〕4號\n時效性：有效\n甲南省药品监督管理局关于加强监管的意见\n各市药监局：\n提出如下意见。\n"
        "一、严格准入。落实条件。\n二、严格检查。加强检查。"
    )
    assert document.index_number == "11330000002482031M/2026-10"
    assert document.validity == "有效"
    assert document.document_number == "甲南药监〔2026〕4号"
    assert {"index_number", "validity", "document_number"} <= {stated.field for stated in document.stated}


@pytest.mark.parametrize(
    ("text", "url", "level"),
    [
        (JOINT, None, PublicationLevel.UNKNOWN),
        (JOINT, "https://yjj.example.gov.cn/art/1.html", PublicationLevel.OFFICIAL),
        (JOINT, "http://health.people.com.cn/n1/1.html", PublicationLevel.MEDIA),
        (JOINT, "https://www.pkulaw.com/1.html", PublicationLevel.MIRROR),
        (JOINT, "https://people.com.cn.example.org/1.html", PublicationLevel.UNKNOWN),
        (JOINT + "关注人民网，传播正能量\n", None, PublicationLevel.MEDIA),
        ("近日，甲东省召开发布会。\n据《甲东晚报》\n", None, PublicationLevel.MEDIA),
    ],
)
def test_level_of_publication(text: str, url: str | None, level: PublicationLevel) -> None:
    """The host decides by list; a file is a reprint where a medium has left its marks; else nothing is claimed."""
    from domain.document import RawDocument, RawPart
    from normalizer.normalize import normalize

    document = normalize(RawDocument((RawPart(text.encode(), "text", url=url),)))
    assert document.level is level
    assert any(stated.field == "level" for stated in document.stated) is (level is not PublicationLevel.UNKNOWN)


def test_the_source_decides_the_level(read) -> None:
    """What the source file says is not overruled by marks."""
    assert read(JOINT + "关注人民网，传播正能量\n", level=PublicationLevel.OFFICIAL).level is PublicationLevel.OFFICIAL


CLOSED_PLAN = (
    "<html><head><title>北岭省器械产业三年计划</title></head><body><h1>北岭省器械产业三年计划</h1><div class='TRS_Editor'>"
    "<p>（一）健全机制。建立联席会议制度，每半年调度一次。（牵头单位：省药监局；责任单位：各有关部门）</p>"
    "<p>本计划自2026年12月1日起施行，有效期至2028年12月31日。</p></div></body></html>"
)


def test_a_bracket_behind_the_last_full_stop_ends_the_measure():
    """Whatever the bracket says: the closing clause in the next paragraph is not part of the measure."""
    document = normalize(RawDocument((RawPart(CLOSED_PLAN.encode(), name="plan.html"),)))
    (only,) = document.measures
    assert only.text.endswith("各有关部门）")
    assert "本计划自2026年12月1日起施行" in document.text.splitlines()[-1]
    assert [fact.ordinal for fact in document.facts if fact.text.endswith("起施行")] in ([], [None])


def test_the_title_of_a_traditional_page_is_in_one_script_with_its_text():
    """So that the same paper at a Simplified page is known by the same title."""
    page = CLOSED_PLAN.replace("北岭省器械产业三年计划", "北嶺省醫療器械產業發展計劃").replace("健全機制", "健全機制")
    assert normalize(RawDocument((RawPart(page.encode(), name="plan.html"),))).title == "北岭省医疗器械产业发展计划"
