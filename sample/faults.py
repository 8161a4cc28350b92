"""What a site does instead of answering. Texts of ours in the shape of the real ones (regulator_sites, section 5)."""

from __future__ import annotations

from enum import StrEnum

from sample.web import Reply


class Fault(StrEnum):
    """A way of failing. robots.txt is spared: it is a plain file that the front server answers by itself."""

    ERROR_PAGE = "error_page"  # 200 with 系统繁忙
    CHALLENGE = "challenge"  # 412 and $_ts (瑞数)
    CHALLENGE_JSL = "challenge_jsl"  # 521 and __jsl cookies (加速乐)
    BLOCKED = "blocked"  # 403 of a firewall
    HTTP_500 = "http_500"
    RESET = "reset"  # the connection is cut before any answer
    HALF_PAGE = "half_page"  # half of the announced bytes
    EMPTY_LISTING = "empty_listing"  # the column without a row
    SLOW = "slow"  # every answer comes late


ERROR_PAGE = """<!DOCTYPE html><html><head><meta charset="UTF-8"><title>提示信息</title></head>
<body><div class="tip"><p>系统繁忙，请稍后再试！</p><p>您访问的页面不存在或暂时无法打开，<a href="/">返回首页</a></p></div></body></html>"""

RUISHU = """<!DOCTYPE html><html><head><meta content="text/html; charset=utf-8" http-equiv="Content-Type"/>
<meta content="{{views}}" r="m"><script type="text/javascript" r="m">$_ts=window['$_ts'];if(!$_ts)$_ts={};
$_ts.nsd={{views}};$_ts.cd="qmU{{stamp}}Vh0rKlx";if($_ts.lcd)$_ts.lcd();</script>
<script charset="utf-8" type="text/javascript" src="/k9Qe2bTz/a4d71c.bb6012.js" r="m"></script></head><body></body></html>"""

JSL = """<script>document.cookie=('_')+('_')+('j')+('sl_clearance')+('=')+'{{stamp}}.{{views}}|-1|';\
location.href=location.pathname+location.search</script>"""

FIREWALL = """<html><head><meta charset="utf-8"><title>访问异常</title></head>
<body><h3>访问异常</h3><p>您的请求被网站防火墙拦截，事件编号 {{stamp}}。</p></body></html>"""

SERVER_ERROR = "<html><head><title>500 Internal Server Error</title></head><body><center><h1>500</h1></center></body></html>"

REPLIES = {
    Fault.ERROR_PAGE: Reply(200, ERROR_PAGE.encode()),
    Fault.CHALLENGE: Reply(412, RUISHU.encode(), headers=(("Set-Cookie", "Xk3pT0sQ=a1B2c3; Path=/"),)),
    Fault.CHALLENGE_JSL: Reply(521, JSL.encode(), headers=(("Set-Cookie", "__jsluid_h=5d0c7e; Path=/; HttpOnly"),)),
    Fault.BLOCKED: Reply(403, FIREWALL.encode()),
    Fault.HTTP_500: Reply(500, SERVER_ERROR.encode()),
}
