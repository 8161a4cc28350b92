"""Answers that are wrong in their bytes: heads, framing, codings, redirects and names that no web server of good will sends."""

from __future__ import annotations

import gzip
from typing import Any

TEXT = "药品经营企业应当保存完整的购销记录，保存期限不得少于五年，疫苗的购销记录另有规定的从其规定。" * 3
PAGE = f'<html><body><div class="TRS_Editor"><p>{TEXT}</p></div></body></html>'.encode()
LONG_NAME = "目录" * 150
LONG_ADDRESS = "x" * 3000
ENDLESS_ADDRESS = "x" * 9000
MEGABYTE = 1 << 20


def whole(*heads: bytes, body: bytes = PAGE, status: bytes = b"200 OK", kind: bytes = b"text/html; charset=utf-8") -> bytes:
    """An answer with some lines more in its head."""
    lines = [b"HTTP/1.1 " + status, b"Content-Type: " + kind, b"Content-Length: %d" % len(body), b"Connection: close", *heads]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def framed(*heads: bytes, body: bytes) -> bytes:
    """An answer that says itself how long it is."""
    return b"\r\n".join([b"HTTP/1.1 200 OK", b"Content-Type: text/html", b"Connection: close", *heads]) + b"\r\n\r\n" + body


def led(to: bytes) -> bytes:
    return whole(b"Location: " + to, body=b"", status=b"302 Found")


def chunked(body: bytes, extension: bytes = b"", trailer: bytes = b"") -> bytes:
    data = b"%x%s\r\n%s\r\n0\r\n%s\r\n" % (len(body), extension, body, trailer)
    return framed(b"Transfer-Encoding: chunked", body=data)


def filled(piece: str) -> bytes:
    """A good article, and a megabyte of something behind it."""
    return whole(body=PAGE.replace(b"</body></html>", b"") + (piece * (MEGABYTE // len(piece))).encode())


HEADS = {
    "nul": whole(b"X-A: a\0b", b'ETag: "a\0b"', b"Last-Modified: \0"),
    "control": whole(b"X-A: a\x01\x1b[31m\x0b\x0c\x85b", b'ETag: "\x01\xff"'),
    "folded": whole(b"X-A: a\r\n b", b'ETag: "a\r\n b"'),
    "bare_cr": whole(b'ETag: "a\rWARC-Type: response\r\rb"'),
    "bare_lf": whole(b"X-A: a\nX-B: b"),
    "name": whole(b"X A: 1", b"X\0B: 2", b"\xe4: 3", b"(): 4"),
    "colon": whole(b"no colon at all"),
    "nameless": whole(b": nothing"),
    "cookies": whole(*(b"Set-Cookie: c%d=%d; path=/" % (n, n) for n in range(5000))),
    "warc": whole(b"WARC-Type: revisit", b"WARC-Payload-Digest: sha256:00", b"WARC-Refers-To-Filename: ../x"),
    "long_etag": whole(b'ETag: "' + b"e" * 60_000 + b'"'),
    "interim": b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" * 20 + whole(),
    "no_reason": whole().replace(b"200 OK", b"200"),
    "lengths_alike": whole(b"Content-Length: %d" % len(PAGE)),
}
FRAMES = {
    "http09": PAGE,
    "nothing": b"",
    "status_0": whole(status=b"000 None"),
    "status_99999": whole(status=b"99999 Many"),
    "status_minus": whole(status=b"-200 OK"),
    "status_word": whole(status=b"OK fine"),
    "status_1xx_alone": b"HTTP/1.1 100 Continue\r\n\r\n",
    "status_206": whole(b"Content-Range: bytes 0-99/9999", status=b"206 Partial Content"),
    "status_101": whole(b"Upgrade: websocket", status=b"101 Switching Protocols"),
    "http3": whole().replace(b"HTTP/1.1", b"HTTP/3.0"),
    "length_minus": framed(b"Content-Length: -5", body=PAGE),
    "length_word": framed(b"Content-Length: 1e3", body=PAGE),
    "length_huge": framed(b"Content-Length: 1" + b"0" * 30, body=PAGE),
    "length_5000_digits": framed(b"Content-Length: " + b"9" * 5000, body=PAGE),
    "lengths_differ": framed(b"Content-Length: 5", b"Content-Length: 10", body=PAGE),
    "short": framed(b"Content-Length: %d" % (len(PAGE) + 9), body=PAGE),
    "chunk_extension": chunked(PAGE, b";x=" + b"e" * 500_000),
    "chunk_trailers": chunked(PAGE, trailer=b"X-T: t\r\n" * 50_000),
    "chunk_minus": framed(b"Transfer-Encoding: chunked", body=b"-5\r\nabc\r\n0\r\n\r\n"),
    "chunk_open": framed(b"Transfer-Encoding: chunked", body=b"%x\r\n%s\r\n" % (len(PAGE), PAGE)),
    "transfer_unknown": framed(b"Transfer-Encoding: gzip, chunked", body=PAGE),
    "close_delimited": framed(body=PAGE),
}
CODINGS = {
    "twice": whole(b"Content-Encoding: gzip, gzip", body=gzip.compress(gzip.compress(PAGE))),
    "thousand": whole(b"Content-Encoding: " + b", ".join([b"gzip"] * 1000), body=gzip.compress(PAGE)),
    "plain": whole(b"Content-Encoding: gzip"),
    "unknown": whole(b"Content-Encoding: utf-8"),
    "empty": whole(b"Content-Encoding: ,,"),
    "cut": whole(b"Content-Encoding: gzip", body=gzip.compress(PAGE)[:-60]),
    "damaged": whole(b"Content-Encoding: gzip", body=gzip.compress(PAGE)[:-8] + b"\0" * 8),
    "no_brotli": whole(b"Content-Encoding: br"),
    "no_body": whole(b"Content-Encoding: gzip", body=b""),
}
PLACES = {
    "file": led(b"file:///etc/passwd"),
    "data": led(b"data:text/html,x"),
    "script": led(b"javascript:alert(1)"),
    "backslash": led(b"http:\\\\127.0.0.1\\x"),
    "port_0": led(b"http://127.0.0.1:0/"),
    "port_99999": led(b"http://127.0.0.1:99999/"),
    "port_word": led(b"http://127.0.0.1:http/"),
    "bracket": led(b"http://[::1/x"),
    "no_host": led(b"http:///x"),
    "user": led(b"http://user:word@169.254.169.254/latest"),
    "idn": led("http://政府.invalid/路径".encode()),
    "dotted": led(b"http://....../"),
    "label": led(b"http://" + b"a" * 300 + b".example/"),
    "long": led(b"/" + b"x" * 100_000),
    "nul": led(b"/a\0b"),
    "bytes": led(b"/\xff\xfe\x80"),
    "nowhere": led(b""),
    "slashes": led(b"//"),
    "fragment": led(b"#part"),
}
BODIES = {
    "comments": filled("<!--"),
    "scripts": filled("<script "),
    "tags": filled("<"),
    "site_codes": filled("<meta name='SiteIDCode' "),
    "spaces": filled("网站标识码" + " " * 1000),
    "bounds": filled("<meta name='ContentStart'>"),
    "deep": filled("<div><a href='../bodies/a.pdf'>一</a>"),
    "readings": filled("<i><a href='a.html'>政策解读</a>"),
    "charset": whole(body=PAGE + b"\xff-" + b"a9" * 500_000, kind=b"text/html; charset=punycode"),
    "charset_name": whole(kind=b"text/html; charset=" + b"x" * 60_000),
    "utf32": whole(body=PAGE.decode().encode("utf-32")),
}


def article_with_files() -> bytes:
    """Files under a name with NUL, under a very long one, at a long and at a very long address, and a page under the name of a PDF."""
    links = (
        ("/files/nul%00.docx", "目\0录.docx"),
        ("/files/long.docx", f"{LONG_NAME}.docx"),
        (f"/files/address.docx?key={LONG_ADDRESS}", "附件.docx"),
        (f"/files/endless.docx?key={ENDLESS_ADDRESS}", "附件二.docx"),
        ("/files/page.pdf", "清单.pdf"),
    )
    named = "".join(f'<a href="{href}">{name}</a>' for href, name in links)
    return whole(body=PAGE.replace(b"</div>", named.encode() + b"</div>"))


GROUPS: dict[str, dict[str, bytes]] = {
    "heads": HEADS,
    "frames": FRAMES,
    "codings": CODINGS,
    "places": PLACES,
    "bodies": BODIES,
    "named": {"files": article_with_files()},
}

DOCX = b"PK\x03\x04PK\x05\x06" + b"\0" * 18
FILES = {
    "/files/nul%00.docx": whole(body=DOCX, kind=b"application/octet-stream"),
    "/files/long.docx": whole(
        b"Content-Disposition: attachment; filename=" + b"x" * 3000, body=DOCX, kind=b"application/msword"
    ),
    f"/files/address.docx?key={LONG_ADDRESS}": whole(body=DOCX),
    f"/files/endless.docx?key={ENDLESS_ADDRESS}": whole(body=DOCX),
    "/files/page.pdf": whole(kind=b"application/pdf"),
}
"""What is behind the links of the article with files."""


def answer(data: bytes) -> Any:
    """These bytes and no others; the connection is closed behind them."""

    def send(handler: Any) -> None:
        handler.wfile.write(data)
        handler.close_connection = True

    return send
