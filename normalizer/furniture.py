"""What a web site puts round a text: navigation, share bars, counters, slogans, footers.

These lines differ from day to day while the policy stays as it is. They stand before the head of a document or after its
end, so only lines outside of the numbered body are looked at, but for a few marks that can stand nowhere in a policy.
"""

from __future__ import annotations

import re

from normalizer import patterns
from normalizer.trace import Ledger, Splice, Traced

_TOOLS = "关闭|打印|返回|收藏|分享|复制链接|下载|简体|繁体|繁體|English|无障碍|适老|登录|注册|手机版|电脑版|首页|主页|微信|微博"
_ANYWHERE = re.compile(
    rf"^(?:[【\[]?(?:{_TOOLS})(?:本页|本文|全文|窗口|页面|顶部|首页|列表|浏览|版)?[】\]]?[|｜丨/·、]?){{1,8}}$"
    r"|^(?:扫一扫|用?手机扫|微信扫).{0,24}$|^(?:上|下)一[篇页条](?:文章)?[：:].*$"
    r"|^(?:总|本页|本站|今日|累计|文章)?(?:浏览|阅读|访问|点击|来访)(?:次数|人数|总量|量|数)?[：:]?\d*(?:人?次)?$|^您是第.{0,16}(?:访问者|访客|位)$"
    r"|^(?:字体|字号)?(?:大小|显示)?[：:]?[【\[（(]?大.{0,8}小.{0,4}$|^分享(?:到|至|让|给).{0,20}$|^(?:责任)?编辑[：:].{0,12}$"
    r"|^(?:页面|本页|网页)?(?:生成|更新|刷新)(?:时间|于)[：:].{0,24}$"
    r"|^.{0,12}(?:ICP|公网安备)备?.{0,30}号?.{0,4}$|^.{0,20}版权所有.{0,40}$|^(?:政府)?网站标识码[：:]?\d*$|^.{0,12}支持IPv6.{0,8}$|^.{0,6}IPv6.{0,6}$"
    r"|^(?:当前|您(?:的|所在的)?|所在)位置[：:].*$|^(?:我要纠错|网站地图|联系我们|设为首页|加入收藏|无障碍.{0,4}|适老.{0,4}|长者.{0,4}|老年.{0,2}版|关怀.{0,4})$"
)
_HEAD = re.compile(
    r"^[-*•·]?(?:首页|主页|民文|English|网站无障碍|无障碍|举报|登录|注册|搜索|繁体|简体|手机版|客户端|导航|政务公开|政务服务|互动交流|新闻中心)$"
    r"|^(?:来源|信息来源|作者|记者|发布(?:时间|日期|机构)|时间|日期|索引号|字号|浏览|阅读|点击)[：:].*$|^[^。>]{2,40}(?:>|›|»)[^。]{0,60}$|^[-*•·].{1,8}$"
)
_LEAD_IN = re.compile(r"(?:以下[为是]?.{0,8}(?:全文|原文)|(?:全文|原文)(?:如下|刊登|刊发|发布)|(?:内容|全文)如下)[：:]$")
_SAYING = re.compile(r"。|\t")
_CLOSING = re.compile(r"[。：:；;]$|^附|^注|^【|^[（(]|^抄送|印发|联系(?:人|电话)|^电\s*话|\t|《|^(?:本|各|此前|原)|\d")


def strip(text: Traced, ledger: Ledger, attached: int | None = None) -> Traced:
    """The canonical text without the lines that a site put round it; every one of them goes to the ledger. ``attached`` is where in
    the published text the first attached file begins; None if there is none."""
    lines = text.text.split("\n")
    own = len(lines) if attached is None else text.text.count("\n", 0, text.offset(attached))
    furniture = _marked(lines, own)
    splices = []
    at = 0
    for line, gone in zip(lines, furniture, strict=True):
        end = min(at + len(line) + 1, len(text))
        if gone:
            ledger.add("furniture", line)
            splices.append(Splice(at, end))
        at += len(line) + 1
    stripped = text.splice(splices)
    return stripped.splice([Splice(len(stripped) - 1, len(stripped))]) if stripped.text.endswith("\n") else stripped


def _marked(lines: list[str], own: int) -> list[bool]:
    """For each line, whether it is furniture; the first ``own`` lines are the page's."""
    gone = [bool(_ANYWHERE.match(line)) for line in lines]
    body = [index for index, line in enumerate(lines) if patterns.head(line)]
    first, last = (body[0], body[-1]) if body else (0, len(lines) - 1)
    _mark_head(lines, gone, first)
    _mark_tail(lines[:own], gone, last)
    return gone


def _mark_head(lines: list[str], gone: list[bool], first: int) -> None:
    lead_in = max(
        (index for index in range(first) if _LEAD_IN.search(lines[index]) and _title_follows(lines, index, first)), default=-1
    )
    for index in range(first):
        gone[index] = gone[index] or index <= lead_in or bool(_HEAD.match(lines[index]))


def _title_follows(lines: list[str], index: int, first: int) -> bool:
    return any(
        patterns.TITLE_END.search(line) or patterns.NUMBER.fullmatch(line) for line in lines[index + 1 : min(index + 5, first)]
    )


def _mark_tail(lines: list[str], gone: list[bool], last: int) -> None:
    """After the date or the disclosure note that ends a document, short lines that say nothing are the site's; but those above a
    sentence or a table belong to a paper that is attached on the same page."""
    ends = [
        i
        for i in range(last + 1, len(lines))
        if re.match(r"[（(].*公开.*[）)]$", lines[i]) or patterns.DATE.fullmatch(lines[i])
    ]
    if not ends:
        return
    said = max((i for i in range(max(ends) + 1, len(lines)) if _SAYING.search(lines[i]) and not gone[i]), default=0)
    for index in range(max(ends) + 1, len(lines)):
        line = lines[index]
        mute = index > said and len(line) <= 30 and not _CLOSING.search(line) and not patterns.BODY.match(line)
        gone[index] = gone[index] or mute or bool(_HEAD.match(line))
