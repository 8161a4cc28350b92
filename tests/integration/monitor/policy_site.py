"""A regulator's site with one policy whose text a test may change at will, on loopback; a TRS WCM site in shape."""

from __future__ import annotations

import threading
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

LISTING = """<html><head><meta charset="utf-8"><title>规范性文件</title></head><body><div class="list"><ul>
<li><a href="./202511/t20251103_7001.html" title="{title}">{title}</a><em>2025-11-03</em></li></ul></div>
<script>createPageHTML(1, 0, "index", "html");</script></body></html>"""

ARTICLE = """<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="2025-11-03 09:10"><title>{title}</title></head><body><h1>{title}</h1>
<div class="TRS_Editor">{body}</div></body></html>"""

SOURCE = """\
id = "{id}"
name = "测试省药监局"
province = "测试"
authority = "测试省药品监督管理局"
channel = "规范性文件"
family = "trs_wcm"
level = "{level}"
listing = "http://127.0.0.1:{port}/zcwj/index.html"
loopback = true

[pace]
delay = 0

[options]
rows = "div.list li"
"""


class PolicySite:
    """``with PolicySite(title, text) as site``: set ``site.text`` to publish another text, ``site.down`` to fail every page."""

    def __init__(self, title: str, text: str, name: str = "one_mpa", level: str = "official") -> None:
        self.name = name
        self.level = level
        self.title = title
        self.text = text
        self.down = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> PolicySite:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def source_files(self) -> dict[str, str]:
        text = SOURCE.format(id=self.name, level=self.level, port=self._server.server_port)
        return {f"{self.name}.toml": text}

    def answer(self, path: str) -> tuple[int, str]:
        """Status and page; of a 301 the address it leads to."""
        if path == "/robots.txt":
            return 404, ""
        if self.down:
            return 503, "<html><body>服务不可用</body></html>"
        if path == "/zcwj/index.html":
            return 200, LISTING.format(title=escape(self.title))
        body = "".join(f"<p>{escape(line)}</p>\n" for line in self.text.splitlines() if line.strip())
        return 200, ARTICLE.format(title=escape(self.title), body=body)

    def reply(self, handler: BaseHTTPRequestHandler) -> None:
        status, text = self.answer(handler.path)
        body = b"" if status == 301 else text.encode()
        handler.send_response(status)
        if status == 301:
            handler.send_header("Location", text)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, site: PolicySite, *arguments: object) -> None:
        self.site = site
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.site.reply(self)

    def log_message(self, format: str, *arguments: object) -> None:
        """Silent."""
