"""One made-up policy paper and the programs that write it: reportlab, Chromium, python-docx, openpyxl, and OFD by hand.

Every writer takes the lines of a text and gives the bytes of a file. The PDFs and the OFD have running heads and page numbers.
"""

from __future__ import annotations

import html
import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.document import Document, RawDocument, RawPart
from normalizer.normalize import normalize

Writer = Callable[[list[str]], bytes]
MM = 72 / 25.4

PAPER = """\
云江省促进海洋生物制品产业健康发展若干措施（试行）
为推动我省海洋生物制品产业持续健康发展，完善从养殖、提取到上市的全链条服务，结合本省实际，制定以下措施。
一、支持源头创新
（一）建设海藻种质资源库。依托省海洋研究院建设海藻种质资源库，收集保存常用海藻品种300种以上，建立“一种一档”信息卡，向省内企业和学校免费开放查询服务。（省科技厅、省农业农村厅按职责分工负责）
（二）设立联合攻关专项。围绕海藻多糖、鱼胶原蛋白、甲壳素等6个方向设立联合攻关专项，单个项目资助不超过200万元，资助期为2年，由企业牵头的项目占比不低于60%。（省科技厅、省财政厅按职责分工负责）
（三）完善中试服务。在东湾、南浦两地各建1个中试平台，平台对外服务时间每年不少于200个工作日，收费标准报主管部门备案后公布。（省发展改革委负责）
（四）鼓励开放共享。高校、医院、检验机构的大型仪器在满足自用的前提下向企业开放，2027年底前纳入共享目录的仪器达到1200台（套）。（省教育厅、省卫生健康委、省药监局按职责分工负责）
二、优化审评服务
（五）压缩审评时限。省内第二类医疗器械首次注册的技术审评时限由60个工作日压缩至40个工作日以内，变更注册压缩至20个工作日以内，企业补正资料的时间不计算在内。（省药监局负责）
（六）推行提前介入。对列入省重点品种清单的产品，在研制阶段指派专人对接，提供注册检验、临床评价、生产许可等方面的咨询，每季度至少上门服务1次。（省药监局负责）
（七）减少重复检验。持有人能够提供一年内同品种全项检验合格报告的，监督抽检可以免于重复检验相同项目；对连续3年抽检合格的企业，适当降低抽检频次。（省药监局、省市场监管局按职责分工负责）
三、强化要素保障
（八）加强人才培养。支持省内职业院校开设海洋药物技术专业，每年招收学生不少于500人；企业引进的高层次人才按照规定享受住房、子女入学、医疗等方面的待遇。（省人力资源社会保障厅、省教育厅按职责分工负责）
（九）拓宽融资渠道。鼓励银行开发研发贷、专利质押贷等产品，对单户1000万元以下的贷款，风险补偿比例提高到50%。（省地方金融管理局、省财政厅按职责分工负责）
（十）保障用海用地。对纳入省级重点项目的海洋生物制品园区，优先安排用海指标和建设用地指标，审批时间不超过15个工作日。（省自然资源厅负责）
四、加强全程监管
（十一）健全追溯体系。2026年12月31日前，省内海洋生物制品生产企业全部接入省级追溯平台，原料来源、生产批次、流向信息的上传率达到100%。（省药监局牵头，相关部门配合）
（十二）严格责任落实。建立由省药监局牵头的联席会议制度，每半年通报一次进展情况；对弄虚作假套取资金的单位，依法追回资金并纳入信用记录。（省药监局、省财政厅、省审计厅按职责分工负责）
本措施自2026年3月1日起施行，有效期2年。
云江省药品监督管理局
2026年1月20日"""


@pytest.fixture(scope="session")
def paper() -> list[str]:
    """The lines of a policy of twelve measures in four sections."""
    return PAPER.split("\n")


@pytest.fixture(scope="session")
def loaded() -> Callable[..., Document]:
    """Normalize the bytes of one file."""

    def load(content: bytes, name: str = "paper", charset: str | None = None) -> Document:
        return normalize(RawDocument((RawPart(content, name, charset=charset),)))

    return load


def wrapped(lines: list[str], width: int) -> list[tuple[str, bool]]:
    """The lines set to ``width`` characters with an indent of two, as (text, first line of its paragraph)."""
    rows = []
    for line in lines:
        rest, room = line, width - 2
        while rest:
            cut = room + (len(rest) > room and rest[room] in "，。、；：）”")
            while 0 < cut < len(rest) and rest[cut - 1 : cut + 1].isascii() and rest[cut - 1 : cut + 1].isalnum():
                cut -= 1
            rows.append((rest[:cut], room == width - 2))
            rest, room = rest[cut:], width
    return rows


def by_reportlab(lines: list[str]) -> bytes:
    """GB/T 9704: 16 points, 22 lines of 28 characters, indents, the number with dashes in the outer corner, a running head."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    def furniture(canvas: Canvas, _: object) -> None:
        canvas.setFont("STSong-Light", 10)
        canvas.drawCentredString(105 * MM, 280 * MM, "云江省人民政府公报")
        place = 180 * MM if canvas.getPageNumber() % 2 else 30 * MM
        canvas.drawCentredString(place, 28 * MM, f"— {canvas.getPageNumber()} —")

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("正文", fontName="STSong-Light", fontSize=16, leading=28, wordWrap="CJK", firstLineIndent=32)
    held = io.BytesIO()
    margins = {"topMargin": 37 * MM, "bottomMargin": 35 * MM, "leftMargin": 28 * MM, "rightMargin": 26 * MM}
    SimpleDocTemplate(held, pagesize=(210 * MM, 297 * MM), invariant=1, **margins).build(
        [Paragraph(html.escape(line), style) for line in lines], onFirstPage=furniture, onLaterPages=furniture
    )
    return held.getvalue()


def page(lines: list[str], charset: str = "utf-8") -> str:
    style = "p{text-indent:2em;margin:0;font:16px/1.8 'Noto Serif CJK SC',serif}"
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{lines[0]}</title><style>{style}</style></head><body>{body}</body></html>'


def skinned(before: str, after: str) -> Writer:
    """A page of a regulator's site in GBK, its text between the marks of a CMS, with the site's own lines round it."""

    def write(lines: list[str]) -> bytes:
        body = "".join(f'<p style="font-family:方正仿宋_GBK">　　{html.escape(line)}</p>\r\n' for line in lines)
        chrome = '<div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div><div class="location">您的位置：首页 > 政策文件</div>'
        foot = '<div class="share">分享到：<a href="#">微信</a></div><div class="footer">版权所有：云江省药品监督管理局 网站标识码：9900000001</div>'
        head = f'<meta content="text/html; charset=gb2312" http-equiv="content-type">\n<meta content="{lines[0]}" name="ArticleTitle">'
        told = f"<!DOCTYPE html><html><head>{head}<title>{lines[0]}_云江省药品监督管理局</title></head><body>{chrome}{before}{body}{after}{foot}</body></html>"
        return told.encode("gb18030")

    return write


def by_chromium(chromium: str, folder: Path) -> Writer:
    """A page printed by the browser, with its own head (date, title) and foot (address, 1/4)."""

    def write(lines: list[str]) -> bytes:
        source, made = folder / "page.html", folder / "page.pdf"
        source.write_text(page(lines), encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
        subprocess.run(
            [chromium, *options, f"--print-to-pdf={made}", source.as_uri()], check=True, capture_output=True, timeout=120
        )
        return made.read_bytes()

    return write


def by_python_docx(lines: list[str]) -> bytes:
    """A Word document with a head and a foot."""
    from docx import Document as Word

    word = Word()
    word.sections[0].header.paragraphs[0].text = "云江省人民政府公报"
    word.sections[0].footer.paragraphs[0].text = "— 1 —"
    for line in lines:
        word.add_paragraph(line)
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


def by_openpyxl(lines: list[str]) -> bytes:
    """A workbook with a paragraph a row."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append([line])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def by_hand_ofd(lines: list[str], width: int = 28, height: int = 22) -> bytes:
    """An OFD as converters write it: a text object for each line, steps between characters, head in a template."""
    size, leading, left, top = 5.6, 9.8, 28.0, 40.0
    rows = wrapped(lines, width)
    pages = [rows[at : at + height] for at in range(0, len(rows), height)]
    held = io.BytesIO()
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'

    def text(x: float, y: float, words: str, size: float = size) -> str:
        delta = f' DeltaX="g {len(words) - 1} {size}"' if len(words) > 1 else ""
        return (
            f'<ofd:TextObject ID="1" Boundary="{x} {y - size} {len(words) * size} {size * 1.3}" Font="3" Size="{size}">'
            f'<ofd:TextCode X="0" Y="{size}"{delta}>{html.escape(words)}</ofd:TextCode></ofd:TextObject>'
        )

    def content(objects: str, before: str = "") -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {space}>{before}<ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>'

    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "OFD.xml", f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        )
        file.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>'
            + "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
            + "</ofd:Pages></ofd:Document>",
        )
        file.writestr("Doc_0/Tpls/Tpl_0/Content.xml", content(text(80, 20, "云江省人民政府公报", 3.5)))
        for n, held_rows in enumerate(pages):
            objects = [
                text(left + (2 * size if first else 0), top + at * leading, words)
                for at, (words, first) in enumerate(held_rows)
            ]
            objects.append(text(100, 275, f"-{n + 1}-", 4.9))
            file.writestr(f"Doc_0/Pages/Page_{n}/Content.xml", content("".join(objects), '<ofd:Template TemplateID="9"/>'))
    return held.getvalue()


@pytest.fixture(scope="session")
def write(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, list[str]], bytes]:
    """Write lines as the file of a name: the part before the dot says who writes it. Only ``chromium.pdf`` needs a browser."""

    def one(name: str, lines: list[str]) -> bytes:
        if name == "chromium.pdf":
            return by_chromium(request.getfixturevalue("chromium"), tmp_path_factory.mktemp("chromium"))(lines)
        return WRITERS[name](lines)

    return one


WRITERS: dict[str, Writer] = {
    "reportlab.pdf": by_reportlab,
    "python-docx.docx": by_python_docx,
    "openpyxl.xlsx": by_openpyxl,
    "by hand.ofd": by_hand_ofd,
    "gbk.html": lambda lines: page(lines, "gb2312").encode("gb18030"),
    "trs.html": skinned('<div class="detail"><div class="view TRS_UEDITOR trs_paper_default">', "</div></div>"),
    "jpage.html": skinned('<div id="zoom"><meta name="ContentStart">', '<meta name="ContentEnd"></div>'),
    "gkmlpt.html": skinned('<div class="article-content"><div id="zoomcon">', "</div></div>"),
}
