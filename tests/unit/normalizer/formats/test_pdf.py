"""PDF files as real writers make them, and files that only say they are PDF."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from domain.document import RawDocument, RawPart, Repair
from domain.errors import BrokenFile, NoText
from normalizer.formats import Extract, read_here
from normalizer.normalize import normalize

Write = Callable[..., bytes]
Read = Callable[..., Extract]


def say(*words: str, left: float = 70, top: float = 760, step: float = 20) -> Callable[[Any], None]:
    """Draw lines one below the other."""

    def draw(canvas: Any) -> None:
        for at, line in enumerate(words):
            canvas.drawString(left, top - at * step, line)

    return draw


def test_a_slanted_watermark_is_not_text(pdf: Write, read: Read) -> None:
    """Only what runs the way of the text is read."""

    def draw(canvas: Any) -> None:
        say("海藻登记办法。")(canvas)
        canvas.translate(300, 500)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料严禁外传")

    assert read(pdf(draw)).text == "海藻登记办法。"


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_a_turned_page_is_read_upright(pdf: Write, read: Read, quarter: int) -> None:
    """Wide tables are set sideways; their lines keep their order."""

    def draw(canvas: Any) -> None:
        canvas.translate(300, 400)
        canvas.rotate(90 * quarter)
        say("甲项由省局办理。", "乙项由市局办理。", "丙项由县局办理。", left=-100, top=50)(canvas)

    assert read(pdf(draw)).text.split("\n") == ["甲项由省局办理。", "乙项由市局办理。", "丙项由县局办理。"]


def test_a_ruled_table_comes_as_rows(read: Read) -> None:
    """A grid that reportlab draws around cells."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    held = io.BytesIO()
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "STSong-Light"), ("SPAN", (0, 1), (0, 2))]
    rows = [["处室", "事项", "时限"], ["注册处", "首次注册", "40日"], ["", "变更注册", "20日"]]
    SimpleDocTemplate(held).build([Table(rows, style=style)])
    assert read(held.getvalue()).text.split("\n") == ["处室\t事项\t时限", "注册处\t首次注册\t40日", "\t变更注册\t20日"]


def test_kangxi_radicals_are_folded_in_the_canonical_text_only(pdf: Write) -> None:
    """Fonts give ⼯ for 工; the published text keeps what the file has, punctuation and Ⅲ stay."""
    document = normalize(RawDocument((RawPart(pdf(say("⼯⽣⽤⾼Ⅲ期，（试行）")), "a.pdf"),)))
    assert (document.published, document.text) == ("⼯⽣⽤⾼Ⅲ期，（试行）", "工生用高Ⅲ期，（试行）")
    assert [(repair.before, repair.after) for repair in document.repairs] == [
        ("⼯", "工"),
        ("⽣", "生"),
        ("⽤", "用"),
        ("⾼", "高"),
    ]


def locked(content: bytes, user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(user, "owner", algorithm="AES-256")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def test_a_password_is_said_to_be_missing(pdf: Write, read: Read) -> None:
    """A locked file is an outcome with a sentence."""
    with pytest.raises(BrokenFile, match=r"a\.pdf is locked with a password: ask"):
        read(locked(pdf(say("海藻")), "secret"), "a.pdf")


def test_a_file_that_only_forbids_copying_is_read(pdf: Write, read: Read) -> None:
    """An empty password opens it, as it does for every viewer."""
    assert read(locked(pdf(say("海藻登记办法。")), "")).text == "海藻登记办法。"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 40], ids=["cut", "noise"])
def test_a_broken_file_is_named(read: Read, content: bytes) -> None:
    """No crash, no empty document."""
    with pytest.raises(BrokenFile, match=r"a\.pdf is a damaged PDF"):
        read(content, "a.pdf")


def bomb(size: int) -> bytes:
    """A page whose content unpacks to ``size`` bytes."""
    squeeze, drawing = zlib.compressobj(9), b"BT /F1 12 Tf (x) Tj ET\n" * 50_000
    packed = b"".join(squeeze.compress(drawing) for _ in range(size // len(drawing))) + squeeze.flush()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
        + b"trailer << /Root 1 0 R >>"
    )


def test_a_bomb_costs_a_sentence(read: Read) -> None:
    """A megabyte that unpacks to a gigabyte ends in the child, within its limits."""
    content = bomb(1 << 30)
    assert len(content) < 4 << 20
    with pytest.raises(BrokenFile, match=r"bomb\.pdf (could not be read as PDF|needs more than|is damaged)"):
        read(content, "bomb.pdf")


def scanned(pdf: Write, *pages: Callable[[Any], None]) -> bytes:
    """The same pages as pictures."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf(*pages))
    pictures = [document[at].render(scale=150 / 72, grayscale=True).to_pil() for at in range(len(document))]
    held = io.BytesIO()
    pictures[0].save(held, "PDF", save_all=True, append_images=pictures[1:], resolution=150)
    document.close()
    return held.getvalue()


def test_a_scan_without_ocr_says_what_to_install(pdf: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is missing a scan is no empty document but an error that names the extra."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(NoText, match=r"a\.pdf is a scan without text: install OCR with pip install 'regdelta\[ocr\]'"):
        read_here(RawPart(scanned(pdf, say("海藻登记办法。")), "a.pdf"))


def test_a_scanned_page_among_others_is_on_record(pdf: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages with text are read, and the one that is not is named."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    writer = PdfWriter()
    for content in (pdf(say("海藻登记办法自五月起施行。")), scanned(pdf, say("附图"))):
        writer.append(io.BytesIO(content))
    held = io.BytesIO()
    writer.write(held)
    extract = read_here(RawPart(held.getvalue(), "a.pdf"))
    assert extract.text == "海藻登记办法自五月起施行。"
    assert extract.repairs == (Repair("unread", "page 2 is a scan, and OCR is not installed", ""),)


def test_a_scan_is_read_by_ocr_and_marked_as_such(pdf: Write, read: Read) -> None:
    """With the extra the text comes as from any other PDF, with a record of the page and the confidence."""
    pytest.importorskip("rapidocr", reason="needs the extra [ocr]")
    lines = ["关于加强海藻登记工作的通知", "各市局应当在四十个工作日内完成登记并且报送省局", "汇总，逾期不予受理。"]
    extract = read(scanned(pdf, say(*lines, step=24)), "scan.pdf")
    assert extract.text.replace(",", "，").split("\n") == [lines[0], lines[1] + lines[2]]
    (record,) = extract.repairs
    assert (record.kind, record.before) == ("ocr", "page 1")
    assert 0.8 < float(record.after) <= 1
