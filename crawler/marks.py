"""What gives away a page that is not the one asked for: words and marks of gates, firewalls and error handlers (reference §5.1, §5.2)."""

from __future__ import annotations

import re
from functools import lru_cache

CHALLENGE_COOKIES = ("__jsl_clearance", "__jsluid_h", "__jsluid_s")
CHALLENGE_SCRIPTS = ("$_ts", "/_guard/")
"""瑞数 and 金盾; those of 加速乐 stand in the cookies as well as in the script."""

GUARD = re.compile(r"(?:^|,\s*)(_?(?:\w+_)?guard(?:ok|ret)?)=", re.IGNORECASE)
"""The cookie with which a 302 of 金盾 leads to its gate; other cookies on a redirect are ordinary."""

CHALLENGE_WORDS = ("安全验证", "请稍候", "Just a moment", "人机验证", "正在进行浏览器检查")
BLOCK_WORDS = (
    "访问异常",
    "reason:GeoBL",
    "访问被拦截",
    "访问被阻断",
    "您的访问被",
    "请求被拦截",
    "Web应用防火墙",
    "网站防火墙",
)
GONE_WORDS = ("页面不存在", "错误页面", "已撤稿或删除", "系统繁忙", "系统维护", "系统错误", "网站升级", "服务暂不可用")
WEAK_GONE_WORDS = ("找不到", "Not Found")

SHORT = 200  # characters; no message that a template put where an article belongs is longer, hardly any paper is shorter
SAID = re.compile(
    r"(?:系统|服务器?|网络)(?:繁忙|错误|异常|故障)|(?:页面|文章|稿件|信息|内容).{0,4}?(?:不存在|找不到|已撤稿|已(?:被)?删除|已下线)"
    r"|已撤稿或删除|找不到.{0,6}(?:页面|文章|内容)|错误页面|稍[后候]再?(?:试|重试|访问)|安全验证|访问异常|没有权限|无权(?:限)?(?:访问|查看)"
)
DATED = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日")


@lru_cache(maxsize=1)  # several tests of one answer ask for them
def script_marks(text: str, cookies: str = "") -> str | None:
    """The challenge marks in a page's script and cookies, named in a clause; None if there are none."""
    found = [name for name in CHALLENGE_SCRIPTS if name in text]
    found += [name for name in CHALLENGE_COOKIES if name in cookies or name in text]
    found += [match[1] for match in GUARD.finditer(cookies)]
    return f"带有 {'、'.join(found)}" if found else None


def first(words: tuple[str, ...], text: str) -> str | None:
    """The first of the words that a text without white space holds."""
    return next((word for word in words if word.replace(" ", "") in text or word in text), None)


def message(text: str, title: str) -> str | None:
    """The words that make a short text in the place of an article the message of an error handler; None for an article.

    A paper about such a thing has it in its title, or bears a date.
    """
    found = SAID.search(text) if len(text) < SHORT and not DATED.search(text) else None
    return found[0] if found and found[0] not in re.sub(r"\s+", "", title) else None
