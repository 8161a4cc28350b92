"""The faults of the servers, by name: what each makes of a good answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

from tests.faults.shapes import home
from tests.faults.wire import Reply

Spoil = Callable[[Reply], Reply]
BOX = re.compile(r"(<!--begin-->).*?(<!--end-->)", re.DOTALL)
ROWS = re.compile(r'(?<="begin": 0, ).*?(?=, "end": 0)', re.DOTALL)
TITLE = re.compile(r'(?<="title": ")[^"<>]*')
WORDS = re.compile(r">([^<>]*[\u4e00-\u9fff][^<>]*)<")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def page(body: str, title: str = "提示信息", status: int = 200, **headers: str) -> Reply:
    """A page of a gate, a firewall or an error handler: none carries a site code."""
    html = f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Reply(html.encode(), status, headers=named)


def instead(reply: Reply) -> Spoil:
    """Another answer whatever was asked for."""
    return lambda _: reply


def retold(change: Callable[[str], str], charset: str = "utf-8", **claims: str) -> Spoil:
    """The same answer with other text, perhaps in another encoding; of a file only the claims are false."""

    def spoil(reply: Reply) -> Reply:
        claimed = replace(reply, **claims) if "text" in reply.content_type or "json" in reply.content_type else reply
        return reply if reply.body.startswith(b"PK") else replace(claimed, body=change(reply.text).encode(charset))

    return spoil


def boxed(inside: str) -> Spoil:
    """Other words between the marks of rows or body, also where the marks stand inside of JSON; a message where the rows are members of it."""
    said = json.dumps(inside, ensure_ascii=False)

    def change(text: str) -> str:
        return ROWS.sub(lambda _: f'"message": {said}', BOX.sub(lambda match: match[1] + said[1:-1] + match[2], text))

    return retold(change)


def _words(change: Callable[[str], str]) -> Callable[[str], str]:
    """Change what a reader sees and leave the markup alone; of JSON the titles."""
    return lambda text: WORDS.sub(lambda match: f">{change(match[1])}<", TITLE.sub(lambda match: change(match[0]), text))


def _half(reply: Reply) -> Reply:
    return replace(reply, body=reply.body[: len(reply.body) // 2])


def _short(reply: Reply) -> Reply:
    return replace(reply, body=reply.body[: len(reply.body) // 2], announced=len(reply.body))


def _declared(charset: str) -> Callable[[str], str]:
    return lambda text: text.replace('<meta charset="utf-8">', f'<meta charset="{charset}">')


RENAMED = {
    "TRS_Editor": "zw-box_26", 'class="main-txt" id="zoom"': 'class="zw-box_26"', 'id="zoom"': 'id="zw26"', "article-content": "zw-box_26",
    "UCAP-CONTENT": "zw26", '<div class="list">': '<div class="lb_26">', "<li": "<dd", "</li>": "</dd>", "datastore>": "store26>",
    '"articles"': '"rows26"', '"results"': '"rows26"',
}  # fmt: skip
"""What a new layout calls otherwise."""


def _renamed(text: str) -> str:
    for old, new in RENAMED.items():
        text = text.replace(old, new)
    return text


BUSY = "<p>系统繁忙，请稍后再试！如多次出现此提示，请联系网站管理员，给您带来的不便敬请谅解。</p>"
RUISHU = """<script type="text/javascript" r="m">$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.cd="qmUVh0rKlx";if($_ts.lcd)$_ts.lcd();</script>"""
JSL = "<script>document.cookie='__jsl_clearance=17|-1|x';location.href=location.pathname</script>"
JSLUID = "__jsluid_s=5d0c7e; Path=/; HttpOnly"

SPOILS: dict[str, Spoil] = {
    "empty 200": lambda reply: replace(reply, body=b"", validators=False),
    "404": instead(page("<h1>404 Not Found</h1>", status=404)),
    "410": instead(page("<h1>410 Gone</h1>", status=410)),
    "500": instead(page("<h1>500</h1>", status=500)),
    "reset": instead(Reply(reset=True)),
    "short read": _short,
    "busy page": instead(page(BUSY)),
    "busy in the box": boxed(BUSY),
    "withdrawn page": instead(page("<p>您访问的页面已撤稿或删除</p>")),
    "412 with $_ts": instead(page(RUISHU, status=412)),
    "202 with $_ts": instead(page(RUISHU, status=202)),
    "200 with $_ts": instead(page(RUISHU)),
    "521 with __jsl": instead(Reply(JSL.encode(), 521, headers=(("Set-Cookie", JSLUID),))),
    "512 with __jsl": instead(Reply(JSL.encode(), 512, headers=(("Set-Cookie", JSLUID),))),
    "safety check": instead(page("<div id='captcha'>请完成安全验证后继续访问</div>", "安全验证")),
    "guard cookie": instead(Reply(b"", 302, headers=(("Set-Cookie", "waf_guard=7f3a; path=/"), ("Location", "/guard/auto")))),
    "403": instead(page("<h1>403 Forbidden</h1>", "403", status=403)),
    "firewall 200": instead(page("<h3>访问异常</h3><p>您的请求被网站防火墙拦截。</p>", "访问异常")),
    "GeoBL": instead(page("<p>Access denied, reason:GeoBL, event 7f3a</p>", "Access denied")),
    "redirect to home": instead(Reply(b"", 302, headers=(("Location", "/"),))),
    "front page 200": instead(home(7)[1]),
    "script shell": instead(page("<div id='app'></div><script src='/js/chunk-vendors.4f1c.js'></script>", "测试省药监局")),
    "renamed class": retold(_renamed),
    "half a page": _half,
    "nbsp and U+3000": retold(_words(lambda words: "\u3000\u3000" + words.replace("，", "，&nbsp;").replace("。", "。\u00a0"))),
    "full-width digits": retold(_words(lambda words: words.translate(WIDE))),
    "GBK by meta alone": retold(_declared("gbk"), "gb18030", content_type="text/html"),
    "gb2312 for GB18030": retold(_declared("gb2312"), "gb18030", content_type="text/html; charset=gb2312"),
    "header says GBK": retold(str, content_type="text/html; charset=gbk"),
    "header says latin": retold(_declared("gb2312"), "gb18030", content_type="text/html; charset=iso-8859-1"),
    "header says UTF-8": retold(_declared("gbk"), "gb18030", content_type="text/html; charset=utf-8"),
}  # fmt: skip
