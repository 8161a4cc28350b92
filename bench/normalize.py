"""What reading a page costs, as ratios measured in one run: ``python -m bench.normalize``.

Pages of 65 KB: made-up ones with more and less policy text, and each text of the baseline corpus in the same page, a third of which it
fills. Each contender reads each page in turns, so that a busy machine slows all of them; the median of their processor times counts. The bar: the
whole normalizer costs less than taking the text out with bs4 + lxml. It is missed where next to nothing but text stands on a page, for
bs4 has no tags to walk there.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from domain.document import RawDocument, RawPart
from normalizer.normalize import normalize

SIZE = 65_000  # bytes
TURNS = 25
_NUMERALS = "一二三四五六七八九十"
_ACTS = ("优化", "推进", "完善", "加快", "支持", "探索", "压实", "统筹")
_THINGS = (
    "注册检验流程",
    "临床试验伦理互认",
    "检查员队伍建设",
    "追溯体系",
    "药械应急储备",
    "第二类器械审评",
    "现代物流配送",
    "标准研制",
)
_LIMITS = (
    "由60个工作日压缩至40个工作日",
    "在15个工作日内办结",
    "2027年底前覆盖30个品种",
    "给予最高200万元补助",
    "不得重复提交材料",
)
_UNITS = ("省药监局", "省卫生健康委", "省医保局", "省科技厅", "省财政厅")


def numeral(number: int) -> str:
    """1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _NUMERALS[tens - 1]) + ("十" if tens else "") + (_NUMERALS[ones - 1] if ones else "")


def measure(number: int, source: random.Random) -> str:
    """One numbered measure of four sentences with its bracket of units."""
    pick = source.choice
    sentences = [f"{pick(_ACTS)}{pick(_THINGS)}，鼓励企业参与{pick(_THINGS)}和{pick(_THINGS)}的试点工作。" for _ in range(5)]
    sentences.append(f"{pick(_ACTS)}{pick(_THINGS)}，{pick(_LIMITS)}。")
    units = "、".join(source.sample(_UNITS, 2))
    return f"（{numeral(number)}）{pick(_ACTS)}{pick(_THINGS)}。{''.join(sentences)}（{units}按职责分工负责）"


def paragraphs(size: int, seed: int = 7) -> list[str]:
    """A paper whose paragraphs take up ``size`` bytes of a page; the same one for the same seed."""
    source = random.Random(seed)  # noqa: S311 - nothing secret
    words = ["甲省支持医药产业创新若干措施", "甲药监规〔2026〕3号", "各市人民政府：", "为支持创新，制定本措施。"]
    number = taken = 0
    while taken < size:
        if number % 5 == 0:
            words.append(f"{numeral(number // 5 + 1)}、{source.choice(_ACTS)}{source.choice(_THINGS)}")
        number += 1
        words.append(measure(number, source))
        taken = sum(len(line.encode()) + 60 for line in words)
    return [*words, "本措施自2026年3月1日起施行，有效期五年。", "甲省药品监督管理局", "2026年2月1日"]


def dressed(words: list[str], size: int = SIZE) -> bytes:
    """Paragraphs as a regulator's page of ``size`` bytes, filled up with navigation."""
    body = "".join(f'<p style="text-indent: 2em;"><span style="font-family: 仿宋;">{line}</span></p>\n' for line in words)
    links = max(0, size - len(body.encode())) // 95
    rows = "".join(
        f'<li class="item"><a href="/col/col{n}/index.html" target="_blank">政务公开栏目{n}</a></li>\n' for n in range(links)
    )
    return (
        f'<!DOCTYPE html><html><head><title>甲省药品监督管理局</title><meta name="ArticleTitle" content="{words[0]}">'
        f'<meta charset="utf-8"></head><body><ul class="nav">{rows}</ul><div id="zoom">{body}</div>'
        "<div class='footer'>甲省药品监督管理局 版权所有</div></body></html>"
    ).encode()


def whole(content: bytes) -> object:
    """Bytes to a Document: decoding, body, repairs, structure, metadata, facts."""
    return normalize(RawDocument((RawPart(content, "page.html"),)))


def parse(content: bytes) -> object:
    """Only the tree of lexbor."""
    return LexborHTMLParser(content.decode()).root


def soup(content: bytes) -> object:
    """The text of the page by BeautifulSoup over lxml."""
    return BeautifulSoup(content.decode(), "lxml").get_text("\n", strip=True)


CONTENDERS: dict[str, Callable[[bytes], object]] = {"lexbor tree": parse, "normalizer": whole, "bs4+lxml text": soup}


def measured(content: bytes) -> dict[str, float]:
    """Median milliseconds of each contender, taken in turns."""
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for turn in range(TURNS + 2):
        for name, contender in CONTENDERS.items():
            gc.collect()  # everyone pays for their own garbage, nobody for that of the one before
            begun = time.process_time()
            contender(content)
            if turn >= 2:  # the first turns load dictionaries
                times[name].append(1000 * (time.process_time() - begun))
    return {name: statistics.median(taken) for name, taken in times.items()}


def pages() -> dict[str, bytes]:
    """The pages to read, by name; those of the baseline where the corpus is at hand."""
    made = {
        name: dressed(paragraphs(int(share * SIZE)))
        for name, share in (("nearly all text", 0.95), ("half furniture", 0.5), ("a quarter text", 0.25))
    }
    corpus = Path(os.environ.get("REGDELTA_SHARED", "../shared")) / "corpus"
    texts = {path.stem[:16]: path.read_text("utf-8") for path in sorted(corpus.glob("*.txt"))}
    return made | {name: dressed([line for line in text.splitlines() if line.strip()]) for name, text in texts.items()}


def main() -> int:
    """Print the table; 1 if the normalizer costs more than bs4 + lxml on any page."""
    print("page              lexbor tree   normalizer   bs4+lxml text   normalizer/lexbor   normalizer/bs4")
    worst = 0.0
    for name, content in pages().items():
        taken = measured(content)
        tree, own, other = (taken[contender] for contender in CONTENDERS)
        worst = max(worst, own / other)
        print(f"{name:16} {tree:9.2f} ms {own:9.2f} ms {other:12.2f} ms {own / tree:18.1f} {own / other:16.2f}")
    return int(worst >= 1)


if __name__ == "__main__":
    sys.exit(main())
