"""A hostile server: one named resource for each misbehaviour. Every one stands on a list of its own, ``/<name>/index.html``."""

from __future__ import annotations

import gzip
import io
import threading
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from time import sleep
from types import TracebackType
from typing import Any

import brotli
import zstandard

Answer = Callable[["Handler"], None]

TEXT = "药品经营企业应当保存完整的购销记录，保存期限不得少于五年，疫苗的购销记录另有规定的从其规定。" * 3
PIECE = b"0" * (1 << 20)
BOMB = 96  # MiB when unpacked, half as much again as a body may have
OUTWARD = "../../../../../../tmp/regdelta-was-here.docx"
NAMES = (OUTWARD, "..\\..\\regdelta-was-here.docx", "/etc/cron.d/regdelta-was-here.docx", "C:\\regdelta-was-here.docx")
CODINGS = ("gzip", "deflate", "br", "zstd")
INNER = (
    "2130706433",  # 127.0.0.1 in decimal
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "localhost",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "169.254.169.254",
)

DOCUMENTS: dict[str, dict[str, Answer]] = {}
"""Name of a list -> what it lists, by file name."""

LISTS: dict[str, Answer] = {}
"""Lists that are themselves the misbehaviour."""


def document(name: str, file: str = "a.html") -> Callable[[Answer], Answer]:
    def add(answer: Answer) -> Answer:
        DOCUMENTS.setdefault(name, {})[file] = answer
        return answer

    return add


def page(title: str, body: str) -> bytes:
    text = f'<html><head><title>{title}</title></head><body><h1>{title}</h1><div class="TRS_Editor">{body}</div></body></html>'
    return text.encode()


def good(handler: Handler) -> None:
    handler.send(page("关于某事项的通知", f"<p>{TEXT}</p>"))


def redirect(host: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send(b"", code=302, Location=f"http://{host}:{handler.port}/secret")

    return answer


for number, host in enumerate(INNER, 1):
    document("redirect", f"{number}.html")(redirect(host))


@document("wandering")
def wandering(handler: Handler) -> None:
    """Each redirect leads to an address never seen before."""
    step = int(handler.path.rpartition("?")[2] or 0) if "?" in handler.path else 0
    handler.send(b"", code=302, Location=f"a.html?{step + 1}")


@cache
def packed(coding: str) -> bytes:
    """A body that unpacks to BOMB MiB."""
    raw = PIECE * BOMB
    return {
        "gzip": lambda: gzip.compress(raw, 1),
        "deflate": lambda: zlib.compress(raw, 1),
        "br": lambda: brotli.compress(raw, quality=1),
        "zstd": lambda: zstandard.compress(raw, 1),
    }[coding]()


for coding in CODINGS:
    document("bomb", f"{coding}.html")(lambda handler, coding=coding: handler.send(packed(coding), Content_Encoding=coding))


@document("endless_body")
def endless_body(handler: Handler) -> None:
    handler.begin()
    while True:
        handler.wfile.write(PIECE)


@document("slow_drip", "body.html")
def slow_body(handler: Handler) -> None:
    """A byte at a time, never silent for long."""
    handler.begin()
    while True:
        handler.wfile.write(b"0")
        sleep(0.1)


@document("slow_drip", "head.html")
def slow_head(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        handler.wfile.write(b"0")
        sleep(0.1)


@document("header_flood", "many.html")
def many_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in count():
        handler.wfile.write(b"".join(b"X-%d-%d: flood\r\n" % (number, n) for n in range(1000)))


@document("header_flood", "long.html")
def long_header(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        handler.wfile.write(PIECE)


@document("header_flood", "interim.html")
def interim_answers(handler: Handler) -> None:
    """100 Continue, for ever."""
    while True:
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


@cache
def pdf_bomb() -> bytes:
    """A page whose content unpacks to a gigabyte."""
    squeeze, drawing = zlib.compressobj(9), b"BT /F1 12 Tf (x) Tj ET\n" * 50_000
    content = b"".join(squeeze.compress(drawing) for _ in range((1 << 30) // len(drawing))) + squeeze.flush()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    numbered = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.4\n" + numbered + b"trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF"


@document("pdf_bomb")
def with_pdf_bomb(handler: Handler) -> None:
    handler.send(page("关于清单的通知", f'<p>{TEXT}</p><a href="/bomb.pdf">清单.pdf</a>'))


@document("traversal")
def with_names(handler: Handler) -> None:
    """Attachments whose names lead out of any folder, in the link, in its text and in the header of the answer."""
    links = "".join(f'<a href="/files/{number}.docx" title="{name}">{name}</a>' for number, name in enumerate(NAMES))
    handler.send(page(OUTWARD, f"<p>{TEXT}</p>{links}<a href='/files/..%2f..%2fregdelta-was-here.docx'>附件.docx</a>"))


def attachment(handler: Handler) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("../../../../../../tmp/regdelta-was-here.xml", "<x/>")
    handler.send(held.getvalue(), content_type="application/zip", Content_Disposition=f'attachment; filename="{OUTWARD}"')


def evil_files() -> None:
    """Make the bombs beforehand: a server that has to think first would only be slow."""
    for coding in CODINGS:
        packed(coding)
    pdf_bomb()


def endless_calendar(handler: Handler) -> None:
    """Every page of the list names new documents and has a next one."""
    found = handler.path.rpartition("index_")[2].partition(".")[0]
    number = int(found) if found.isdigit() else 0
    handler.send(listing([f"{number}-{row}.html" for row in range(10)], pages=1_000_000, number=number))


def crowded(handler: Handler) -> None:
    """Ten thousand rows on one page."""
    handler.send(listing([f"{row}.html" for row in range(10_000)]))


LISTS |= {"endless_calendar": endless_calendar, "crowded": crowded}


def listing(files: list[str], pages: int = 1, number: int = 0) -> bytes:
    rows = "".join(f'<li><a href="{file}">关于第{file[:-5]}号事项的通知</a><em>2026-03-02</em></li>' for file in files)
    paging = f'<script>createPageHTML({pages}, {number}, "index", "html")</script>'
    return f'<html><body><ul class="rows">{rows}</ul>{paging}</body></html>'.encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.answer()(self)

    def answer(self) -> Answer:
        """A list, one of its documents, a file, or not found."""
        _, name, *rest = self.path.partition("?")[0].split("/")
        file = rest[-1] if rest else ""
        if file.startswith("index"):
            return LISTS.get(name) or (lambda handler: handler.send(listing(["good.html", *DOCUMENTS[name]])))
        if name == "files":
            return attachment
        if name == "bomb.pdf":
            return lambda handler: handler.send(pdf_bomb(), content_type="application/pdf")
        if name in LISTS or file == "good.html":
            return good
        return DOCUMENTS.get(name, {}).get(file) or (lambda handler: handler.send(b"", code=404))

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()

    def send(self, body: bytes, code: int = 200, content_type: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(code)
        for header, value in {"Content_Type": content_type, "Content_Length": str(len(body)), **headers}.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """That the client hangs up is what is hoped for."""


class Evil:
    """``with Evil() as evil``: ``evil.port``, and ``evil.asked``, the paths in the order in which they were asked for."""

    def __enter__(self) -> Evil:
        self._server = Server()
        self.asked = self._server.asked
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
