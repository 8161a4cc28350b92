"""Words of ours that a report was kept with: told in Chinese when it was built, given in the language of the reader when it is drawn.

A line of the first screen holds its note and its value as words, so that a report once sent never changes. What of them is ours is found again
here, by the very sentence, as are the details of document events; the words of a policy text pass as they are.
"""

from __future__ import annotations

import re
from functools import cache

from domain.change import Direction
from reports.language import DEFAULT, N_, _, language

WORDS = (
    N_("两次查看所见不同，旧版保持不变，待下一轮确认。"),
    *(N_("旧版保持不变。"), N_("是解读或报道"), N_("是另一类文本"), N_("为空白"), N_("未载明"), N_("首次入库"), N_("首次入库")),
    *(
        N_("新增"),
        N_("删除"),
        N_("拆分"),
        N_("合并"),
        N_("移动"),
        N_("废止"),
        N_("替换"),
        N_("效力"),
        N_("疑似撤下"),
        N_("前言"),
        N_("载文不一"),
    ),
    *map(str, Direction),
    *(
        N_("新增一项"),
        N_("删除整项"),
        N_("责任单位"),
        N_("所在章节"),
        N_("编号"),
        N_("标题"),
        N_("增加"),
        N_("删去"),
        N_("新文件首次入库"),
    ),
    *(
        N_("他省无对应"),
        N_("成文日期〔页面未载〕"),
        N_("全文没有编号的措施"),
        N_("今日"),
        N_("施行"),
        N_("到期"),
        N_("有效期届满"),
        N_("补发"),
    ),
)
"""Words that stand alone; a word of a policy text that happens to stand in the catalogue is none of them."""

SENTENCES = (
    N_("首次入库，共{count}项"),
    N_("作为基线导入，共{count}项"),
    N_("{first}；补发：列表所载日期 {listed}，{absent} 查看时列表中尚无"),
    N_("文本载明：{words}"),
    N_("涉及{numbers}。文本载明：{words}"),
    N_("页面标注效力状态：{words}"),
    N_("网站标注的效力状态由“{old}”变为“{new}”"),
    N_("标题由《{old}》变为《{new}》。"),
    N_("施行日期由{old}变为{new}。"),
    N_("有效期届满日由{old}变为{new}。"),
    N_("未编号文字有变。{words}"),
    N_("页面未能读出文件正文，保留旧版：{words}"),
    N_("附件未能读出，保留旧版：{words}"),
    N_("新文本没有措施条目，{words}，旧版{count}项保持不变。"),
    N_("新文本是对文件的解读，不是文件本身，{words}"),
    N_("新文本是错误页（“{words}”），旧版保持不变。"),
    N_("旧版文字在新文本中仅存{share}，是另一份文本，{words}"),
    N_("新文本只剩{left_over}项（旧版{count}项），疑似内容不全，旧版保持不变。"),
    N_("{url} 所载与原载页面有{count}处不同，不作修改处理。原载：{first}；此处：{other}"),
    N_("旧版{count}项保持不变。"),
    N_("是错误页（“{words}”）"),
    *(N_("他省同类 {count} 项"), N_("最后一次见到 {day}"), N_("消失 {count} 句"), N_("施行 {day}"), N_("成文 {day}")),
    *(
        N_("今日{words}"),
        N_("第{number}次提醒"),
        N_("剩{days}天"),
        N_("{count} 项各省均无"),
        N_("{count} 项含新内容"),
        N_("{count} 项均有同类"),
    ),
    *(
        N_("{measures} 项"),
        N_("{words} 等{count}处"),
        N_("{what}（其后 {count} 项顺延改号）"),
        N_("{measures} 项，其中 {counts}"),
    ),
    N_("{day} {words}，{left}"),
)
"""Whole sentences with places; a place holds a number, a day, or words that are told themselves."""

_NUMBERS = {"count", "number", "days", "measures", "left_over"}
_PLACE = re.compile(r"\\\{(\w+)\\\}")


def told(words: str | None) -> str:
    """The words in the language spoken, whole or as one of :data:`SENTENCES`; unchanged where they are not ours."""
    if not words or language() == DEFAULT:
        return words or ""
    if words in WORDS:
        return _(words)
    for sentence in SENTENCES:
        if (places := filled(sentence, words)) is not None:
            return _(sentence).format(**{name: told(held) for name, held in places.items()})
    return _listed(words)


def filled(sentence: str, words: str) -> dict[str, str] | None:
    """What stands in the places of a sentence, if the words are that sentence; else None."""
    match = _pattern(sentence).fullmatch(words)
    return match.groupdict() if match else None


def _listed(words: str) -> str:
    """``3 项各省均无、17 项含新内容``: a list of which every member is ours."""
    parts = words.split("、")
    said = [told(part) for part in parts] if len(parts) > 1 else []
    return _("、").join(said) if said and all(new != old for new, old in zip(said, parts, strict=True)) else words


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(lambda place: _group(place[1]), re.escape(sentence)))


def _group(name: str) -> str:
    held = r"\d+" if name in _NUMBERS else r"\d{4}-\d\d-\d\d" if name == "day" else ".+"
    return f"(?P<{name}>{held})"
