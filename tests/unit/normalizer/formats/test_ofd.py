"""OFD in the forms that converters give it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from domain.errors import BrokenFile
from normalizer.formats import Extract

Read = Callable[..., Extract]
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
LEAD = "/Doc_0/Document.xml"


def ofd(*objects: str, root: str = LEAD, page: str = "Pages/0.xml", template: str = "") -> bytes:
    """A package of one page."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("OFD.xml", f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
        file.writestr(
            "Doc_0/Document.xml",
            f'<ofd:Document {SPACE}><ofd:CommonData><ofd:TemplatePage ID="5" BaseLoc="T.xml"/></ofd:CommonData>'
            f'<ofd:Pages><ofd:Page ID="1" BaseLoc="{page}"/></ofd:Pages></ofd:Document>',
        )
        body = "".join(objects)
        file.writestr(
            "Doc_0/Pages/0.xml",
            f'<ofd:Page {SPACE}><ofd:Template TemplateID="5"/><ofd:Content><ofd:Layer>{body}</ofd:Layer></ofd:Content></ofd:Page>',
        )
        file.writestr(
            "Doc_0/T.xml", f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{template}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return held.getvalue()


def text(words: str, x: float, y: float, code: str = "", more: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 150 8" Font="1" Size="5" {more}>'
        f'<ofd:TextCode X="0" Y="5" {code}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def test_text_is_put_in_reading_order(read: Read) -> None:
    """By place, not by the order of the objects; pieces of a line are one line."""
    objects = text("丙由县局负责。", 28, 60), text("省局负责。", 38, 40, 'DeltaX="g 4 5"'), text("甲由", 28, 40)
    assert read(ofd(*objects)).text.split("\n") == ["甲由省局负责。", "丙由县局负责。"]


def test_steps_may_be_abbreviated_and_negative_boxes_shifted(read: Read) -> None:
    """``g 2 5 8`` is 5, 5, 8: the wide step is a gap in the line, not another line."""
    assert read(ofd(text("海藻通知", 28, 40, 'DeltaX="g 2 5 5"'))).text == "海藻通知"
    assert read(ofd(text("按GMP执行", 28, 40, 'DeltaX="5 2.5 g 2 2.5 5"'))).text == "按GMP执行"


def test_locations_may_be_absolute(read: Read) -> None:
    """From the root of the package, or from the folder of the file that names them."""
    assert read(ofd(text("海藻", 28, 40), root="Doc_0/Document.xml", page="/Doc_0/Pages/0.xml")).text == "海藻"


def test_a_slanted_text_is_a_watermark(read: Read) -> None:
    """CTM turns it; what stands upright in the same file is read, from the template too."""
    mark = text("内部资料", 60, 100, more='CTM="0.7 -0.7 0.7 0.7 0 0"')
    assert read(ofd(text("海藻登记。", 28, 60), mark, template=text("云江省文件", 28, 40))).text.split("\n") == [
        "云江省文件",
        "海藻登记。",
    ]


def test_a_ruled_table_is_rows(read: Read) -> None:
    """Lines come as path objects, one for each."""
    lines = [f'<ofd:PathObject Boundary="28 {y} 100 0.2"/>' for y in (40, 50, 60)]
    lines += [f'<ofd:PathObject Boundary="{x} 40 0.2 20"/>' for x in (28, 60, 128)]
    cells = text("事项", 30, 42), text("时限", 62, 42), text("注册", 30, 52), text("40日", 62, 52)
    assert read(ofd(*lines, *cells)).text.split("\n") == ["事项\t时限", "注册\t40日"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (ofd(root="Doc_7/Document.xml"), r"without pages: it is damaged or locked"),
        (ofd()[:-40], r"a damaged package"),
        (ofd("<broken>"), r"damaged in Doc_0/Pages/0.xml"),
        (ofd(text("海藻", 28, 40, 'DeltaX="five"')), "is damaged"),
        (ofd("<!-- -->" * (4 << 20)), "unpacks to"),
    ],
    ids=["no pages", "cut", "not XML", "no number", "bomb"],
)
def test_a_broken_file_is_named(read: Read, content: bytes, sentence: str) -> None:
    """Every way of being broken is an error with one sentence."""
    with pytest.raises(BrokenFile, match=sentence):
        read(content, "a.ofd")
