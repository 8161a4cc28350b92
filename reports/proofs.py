"""What proved that a look failed, as the crawler noted it: kept in Chinese, given in the language of the reader when it is drawn.

The sentences are the crawler's, found again with their places filled in; words of a page, addresses and names pass as they are. A test holds
these tables against the code of the crawler, so that no new sentence is forgotten.
"""

from __future__ import annotations

from reports.language import DEFAULT, N_, _, language
from reports.stored import filled

SENTENCES = (
    N_("{detail}（{total} 页中有 {bad} 页未能读取）"),
    N_("列表应有 {wanted} 页，只读到 {count} 页"),
    N_("列表自称共 {wanted} 行，只读到 {count} 行"),
    N_("来源文件要求至少 {rows} 行、{pages} 页，只读到 {read} 行、{count} 页"),
    N_("读到 {count} 条，上次成功时有 {known} 条；如栏目确已变小，请在来源文件写明 expect.entries"),
    N_("列表第 {page} 页与第 {twin} 页的 {count} 行完全相同"),
    N_("列表第 {page} 页“{title}”的日期 {day} 在将来，这样的有 {ahead} 行，共 {count} 行；日期可能取错了位置"),
    N_("列表 {count} 页，按 max_pages 只读前 {most} 页"),
    N_("按 robots.txt 不访问 {count} 页"),
    N_("文件 {count} 份，按 max_documents 只看前 {most} 份"),
    N_("疑似撤下的 {count} 页仍取不到"),
    N_("{count} 份文件已不在列表中，页面也取不到，是否撤下待确认"),
    N_("列表前 {most} 页，文件 {count} 份，未到复查时间 {waiting} 份"),
    N_("列表前 {most} 页，文件 {count} 份"),
    N_("全部列表，文件 {count} 份，未到复查时间 {waiting} 份"),
    N_("全部列表，文件 {count} 份"),
    N_("正值安静时段 {quiet}，本轮不访问，{at} 以后可访问"),
    N_("{rest}，本轮没有访问：{why}"),
    N_("该网站{rest}，没有发出请求：{why}"),
    N_("已暂停访问至 {at}（连续第 {times} 次）"),
    N_("已暂停访问至 {at}"),
    N_("{month}月{of_month}日 {time}"),
    N_("{purse}预算用完（{spent}），没有发出请求，留待下一轮"),
    N_("已请求 {count} 次"),
    N_("已接收 {size} MB"),
    N_("已用 {count} 分钟"),
    N_("抓取提前结束：{why}"),
    N_("抓取未能进行：{why}"),
    N_("子进程以代码 {code} 退出"),
    N_("{why}，未抓取"),
    N_("限时内没有收到完整的应答：{said}"),
    N_("域名无法解析：{said}"),
    N_("无法建立加密连接：{trouble}（{conceded}；按来源文件放宽：{names}）"),
    N_("无法建立加密连接：{trouble}"),
    N_("{trouble}；按来源文件放宽：{names}"),
    N_("{file} 中的证书"),
    N_("证书验证失败（代码 {code}）"),
    N_("证书已过期（有效期至 {day}）"),
    N_("证书不是签发给 {host} 的"),
    N_("握手失败（{said}）"),
    N_("连接被拒绝或中断（{kind}）"),
    N_("应答解压后超过允许的大小，没有解完：{said}"),
    N_("重定向过多：{said}"),
    N_("转向的地址无法访问：{said}"),
    N_("地址长达 {count} 个字符，没有发出请求"),
    N_("响应头超过 {size} KiB，已断开"),
    N_("收到 {count} 字节后连接中断，页面不完整"),
    N_("页面在中途断开，没有结束标记（{count} 个字符，上次 {known} 个），内容不完整"),
    N_("页面没有正文容器 {names}，上次的文字也多已不在页面上；网站可能已改版"),
    N_("页面没有正文容器 {names}，全页只有 {count} 个汉字，应有 {wanted} 个以上或有附件"),
    N_("正文容器内只有 {count} 个汉字，应有 {wanted} 个以上或有附件"),
    N_("article.content 只有 {count} 个汉字，应有 {wanted} 个以上或有附件"),
    N_("页面框架还在，但正文容器内只有 {count} 个汉字，写着“{said}”"),
    N_("状态码 {status}，{count} 字节，要求 {wait} 后再试"),
    N_("状态码 {status}，{count} 字节"),
    N_("状态码 {status}，{found}：反爬验证"),
    N_("只有脚本没有正文，{found}：反爬验证"),
    N_("带有 {names}"),
    N_("状态码 200，但内容为空（{count} 字节）"),
    N_("状态码 200，但全页 {count} 字，写着“{said}”"),
    N_("全页 {count} 字，出现“{said}”，没有网站标识码"),
    N_("{asked} 被转到别的网站 {url}"),
    N_("被转到网站首页 {url}，没有给出要看的页面"),
    N_("网站标识码是 {found}，应为 {expected}"),
    N_("链接指向站外 {site}，只登记不抓取"),
    N_("{host} 指向非公网地址 {address}，没有发出请求"),
    N_("浏览器 {count} 秒内没有读完页面"),
    N_("浏览器未能读出页面：{said}"),
    N_("附件 {name} 处返回的是 {count} 字节的网页：{why}"),
    N_("附件 {name} 处返回的是 {count} 字节的网页"),
    N_("附件 {name} 的开头是 {head}，不是 .{extension} 文件"),
    N_("附件 {name} 只有 {count} 字节，缺少文件结尾，内容不完整"),
    N_("附件 {name} 为空"),
    N_("robots.txt 读取失败，不访问该网站：{why}"),
    N_("返回的是网页，{count} 字节"),
    N_("解析出错：{said}"),
    N_("与第 {count} 次抓取相比未变"),
    N_("{url} 页面结构与预期不符：{selector} 应有 {expected}，实有 {found}"),
    N_("请求第 {page} 页，{url} 返回的是第 {shown} 页"),
    N_("{url} 称共 {count} 条，却一条也没有返回"),
    N_("{url} 称共 {count} 篇，却一篇也没有返回"),
    N_("{url} 称列表共 0 行，不能当作没有新文件"),
    N_("{url} 的 articleData 一行也没有，不能当作没有新文件"),
    N_("{url} 的列表一行也没有，不能当作没有新文件"),
    N_("{url} 有列表容器 {container}，却一行也没有"),
    N_("接口 {url} 返回 success={success}、code={code}：{said}"),
    N_("接口 {url} 返回 code={code}：{said}"),
    N_("列表选择器 {names}（可用 options.rows 指定）"),
    N_("“{title}”一行的日期"),
    N_("“{title}”一行的链接"),
    N_("链接“{title}”的地址"),
    N_("链接 {address} 的标题"),
    N_("文章 {id} 的 title、url"),
    N_("文章 {id} 的 {keys}"),
    N_("单元 {unit} 的 totalRecord"),
    N_("{selector}（单元 {unit}）"),
    N_("{selector}（tagId 为 {unit}）"),
    N_("{path}（options.{key}）"),
    N_("缺 {error}"),
    N_("{count} 个编号各有一个地址"),
    N_("至少 {count} 处"),
    N_("{least} 至 {most} 处"),
    N_("{count} 处以上"),
    N_("{count} 处"),
    N_("{one} 与 {other}"),
)
"""The more special before the more general: the first that fits is taken. What stands in a place is looked for in turn."""

WORDS = frozenset(
    {
        N_("本轮没有留下这个来源的记录"),
        N_("本轮"),
        N_("本来源"),
        N_("无已知标志"),
        N_("安静时段已开始，没有发出请求，留待下一轮"),
        N_("robots.txt 不允许访问"),
        N_("应答超过允许的大小，已断开"),
        N_("收到的字节少于声明的长度，页面不完整"),
        N_("来源文件没有列表地址，只有主机名，未抓取"),
        N_("有一页使程序停住不动，子进程已被强行结束；已入库的内容不受影响"),
        N_("该来源要用浏览器读取（browser = true），但没有安装扩展：pip install 'regdelta[browser]'"),
        N_("该来源要用浏览器读取（browser = true），但本机没有 Chromium；请安装 chromium"),
        N_("1024 位的 DH 参数或密钥"),
        N_("SHA-1 签名的证书"),
        N_("旧式重新协商"),
        N_("服务器没有发来中间证书，或签发机构不受信任"),
        N_("证书尚未生效"),
        N_("证书已过期"),
        N_("证书是自签名的"),
        N_("证书链的根证书不受信任"),
        N_("证书的密钥太短"),
        N_("签发机构的密钥太短"),
        N_("证书的签名算法太弱（SHA-1 或更旧）"),
        N_("服务器的 DH 参数太短"),
        N_("服务器只会旧式重新协商"),
        N_("服务器只支持过时的 TLS 版本"),
        N_("对方答的不是 TLS"),
        N_("与服务器没有共同的加密算法"),
        N_("服务器只会 SHA-1 签名"),
        N_("无"),
        N_("其他内容"),
        N_("JSON 对象"),
        N_("字符串"),
        N_("可读的数据"),
        N_("含这些字段的 JSON"),
        N_("行的列表"),
        N_("应答"),
        N_("两个字段"),
        N_("三个字段"),
        N_("三项"),
        N_("3 个数字"),
        N_("1 个数字"),
        N_("1 个时间"),
        N_("1 个列表"),
        N_("1 个模板"),
        N_("1 种匹配"),
        N_("1 个"),
        N_("文字"),
        N_("http 地址"),
        N_("一样多"),
        N_("形如 2026-06-05 的日期"),
        N_("带文字的链接 1 个"),
        N_("1 个（可用 options.unit 指定）"),
        N_("1 种（一页可用 options.pager 指定）"),
        N_("共N页"),
        N_("共N页 或 尾页链接"),
        N_("pageCount 或 共N页"),
        N_("总页数（可用 options.pages 指定）"),
        N_("总页数（createPageHTML、共N页）"),
        N_("总页数（createPageHTML、countPage、pagecount、共N页）或 recordCount"),
        N_("options.next（下一页的地址）"),
        N_("分页地址 <8 位十六进制>-N.html"),
        N_("分页元素的 count、rows、pageNo"),
        N_("window._CONFIG 的 SID"),
        N_("#page_div a.last 的地址"),
        N_("脚本里的 totalPage"),
        N_("一行的标题、地址、日期"),
        N_("articleData 一行的标题、地址、日期"),
        N_("一行的 options.title、link、date"),
        N_("一条结果的 title、url、publishedTimeStr"),
        N_("openArticle 的编号与地址"),
        N_("/public/column/ 的机构号"),
        N_("siteId（可用 options.site 指定）"),
        N_("/content/column/ 的栏目号（可用 options.column 指定）"),
        N_("/common/search/ 的栏目号（可用 options.channel 指定）或静态列表"),
    }
)
"""Whole sentences, and what stands in the places of others."""


_TOLD = frozenset(
    {
        "detail",
        "why",
        "rest",
        "at",
        "spent",
        "purse",
        "trouble",
        "conceded",
        "names",
        "selector",
        "expected",
        "found",
        "one",
        "other",
    }
)
"""Places that may hold words of ours; what stands in the others was taken from a page and passes."""


def proof(detail: str) -> str:
    """The detail of a look in the language spoken; unchanged where it is not one of ours."""
    if language() == DEFAULT:
        return detail
    if detail in WORDS:
        return _(detail)
    if detail.startswith(("http://", "https://")) and ": " in detail:
        address, _mark, rest = detail.partition(": ")
        return f"{address}: {proof(rest)}"
    for sentence in SENTENCES:
        if (places := filled(sentence, detail)) is not None:
            told = {name: proof(held) if name in _TOLD else held for name, held in places.items()}
            return _(sentence).format(**told)
    return _parts(detail)


def _parts(detail: str) -> str:
    """One of ours with what a library said in brackets behind it, or several sentences or names in a row."""
    head, bracket, said = detail.removesuffix("）").partition("（")
    if bracket and head in WORDS:
        return f"{_(head)} ({said})"
    for mark in ("；", "、"):
        parts = detail.split(mark)
        told = [proof(part) for part in parts] if len(parts) > 1 else parts
        if told != parts:
            return _(mark).join(told)
    return detail
