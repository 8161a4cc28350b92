"""Throw damaged pages and texts at the normalizer: ``python -m bench.fuzz_normalize [SECONDS] [SEED]``.

Every input must become a Document, or a NormalizeError with a sentence, within :data:`SLOWEST` seconds and
:data:`MEMORY` bytes of address space, and the Document must hold together: spans inside the text, quotes on the page, the
canonical text its own canonical text. What breaks a rule is kept as ``fuzz-find-<n>`` in the current folder and printed.
"""

from __future__ import annotations

import random
import resource
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from bench.normalize import SIZE, dressed, paragraphs
from domain.document import Document, RawDocument, RawPart
from domain.errors import NormalizeError
from normalizer.normalize import canonical, normalize
from normalizer.trace import Ledger

SLOWEST = 5.0  # seconds for up to 200 KB; ordinary pages take hundredths
MEMORY = 4 << 30
ROOT = Path(__file__).resolve().parent.parent
_MARKS = "（）()《》“”〔〕。；：，、\n\t 　一二十百〇①⒈第章条款项附件：年月日0123456789自起施行有效期至负责牵头单位由压缩\u200b\ufeff\ue000⼯?ā(yī)"
_TAGS = (
    "<div>", "</div>", "<p>", "</p>", "<table><tr><td>", "</td>", "<br>", "<!--", "-->", "<pre>", "<sup>2</sup>", "<ol><li>", "</ol>", "<span style='",
    "<meta name=\"ContentStart\">", "<meta name=\"ContentEnd\">", "<script>", "</script>", "&nbsp;", "&#x0;", "&#55296;", "<svg>", "<template>",
    "<style>", "<select>", "<body style='display:none'>", "<div id='zoom'>",
)  # fmt: skip
Mutation = Callable[[bytes, random.Random], bytes]


def seeds() -> list[bytes]:
    """Pages and texts to damage: made-up ones, and the sample regulators' texts."""
    texts = [path.read_bytes() for path in sorted((ROOT / "sample" / "texts").glob("*.txt"))]
    pages = [dressed(paragraphs(SIZE // 10))[:9000], dressed(paragraphs(SIZE // 50))[:6000]]
    gbk = [text.decode().encode("gb18030") for text in texts[:4]]
    return [*texts, *pages, *gbk, *(text.decode().encode("utf-16") for text in texts[:2])]


def _cut(data: bytes, source: random.Random) -> bytes:
    return data[: source.randrange(len(data) + 1)]


def _flip(data: bytes, source: random.Random) -> bytes:
    bad = bytearray(data)
    for _ in range(source.randint(1, 40)):
        if bad:
            bad[source.randrange(len(bad))] = source.randrange(256)
    return bytes(bad)


def _drop(data: bytes, source: random.Random) -> bytes:
    at = source.randrange(len(data) + 1)
    return data[:at] + data[at + source.randint(1, 60) :]


def _repeat(data: bytes, source: random.Random) -> bytes:
    at = source.randrange(len(data) + 1)
    piece = data[at : at + source.randint(1, 80)]
    return (data[:at] + piece * source.randint(2, 400) + data[at:])[:200_000]


def _marks(data: bytes, source: random.Random) -> bytes:
    at = source.randrange(len(data) + 1)
    return data[:at] + "".join(source.choices(_MARKS, k=source.randint(1, 60))).encode() + data[at:]


def _tags(data: bytes, source: random.Random) -> bytes:
    at = source.randrange(len(data) + 1)
    return data[:at] + "".join(source.choices(_TAGS, k=source.randint(1, 12))).encode() + data[at:]


def _shuffle(data: bytes, source: random.Random) -> bytes:
    lines = data.split(b"\n")
    source.shuffle(lines)
    return b"\n".join(lines)


def _noise(_data: bytes, source: random.Random) -> bytes:
    return source.randbytes(source.randint(0, 2000))


MUTATIONS: tuple[Mutation, ...] = (_cut, _flip, _drop, _repeat, _marks, _tags, _shuffle, _noise)


def damaged(data: bytes, source: random.Random) -> bytes:
    """``data`` after one to six mutations."""
    for mutation in source.choices(MUTATIONS, weights=(3, 4, 4, 4, 6, 6, 1, 1), k=source.randint(1, 6)):
        data = mutation(data, source)
    return data


def check(document: Document) -> None:
    """Raise AssertionError if the parts of a Document do not fit together."""
    assert document.text == "\n".join(line for line in document.text.split("\n") if line), "blank lines"  # noqa: S101
    for measure in document.measures:
        assert measure.span.of(document.text) == measure.text, "measure off its span"  # noqa: S101
        for span in (measure.body_span, *measure.commitments, *([measure.title_span] if measure.title_span else [])):
            assert measure.span.contains(span) or not len(span), "part outside of its measure"  # noqa: S101
        quote = document.quote(measure.span)
        assert quote is None or quote in document.published, "quote not on the page"  # noqa: S101
    for fact in document.facts:
        assert 0 <= fact.span.start < fact.span.end <= len(document.text), "fact outside of the text"  # noqa: S101


def attempt(data: bytes, name: str) -> str | None:
    """What is wrong with the reading of ``data``; None if nothing is."""
    begun = time.perf_counter()
    try:
        document = normalize(RawDocument((RawPart(data, name),)))
        taken = time.perf_counter() - begun
        check(document)
        again = canonical(document.text, Ledger()).text
        if again != document.text:
            return f"not idempotent: {_first_difference(document.text, again)}"
    except NormalizeError as error:
        taken = time.perf_counter() - begun
        if not str(error):
            return "an error without a sentence"
    except Exception:
        return traceback.format_exc(limit=-4)
    return f"slow: {taken:.1f} s for {len(data)} bytes" if taken > SLOWEST else None


def _first_difference(one: str, other: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(0, at - 30) : at + 30]!r} became {other[max(0, at - 30) : at + 30]!r}"


def main(seconds: float, seed: int) -> int:
    """Run for so many seconds; 1 if anything was found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    source = random.Random(seed)  # noqa: S311 - a seed repeats a run
    corpus, finds, runs, until = seeds(), 0, 0, time.monotonic() + seconds
    while time.monotonic() < until:
        runs += 1
        data = damaged(source.choice(corpus), source)
        if wrong := attempt(data, source.choice(("page.html", "paper.txt", ""))):
            finds += 1
            Path(f"fuzz-find-{finds}").write_bytes(data)
            print(f"fuzz-find-{finds}: {wrong}", flush=True)
    print(f"{runs} inputs, {finds} finds, seed {seed}")
    return int(finds > 0)


if __name__ == "__main__":
    arguments = [float(word) for word in sys.argv[1:3]]
    sys.exit(main(arguments[0] if arguments else 60, int(arguments[1]) if len(arguments) > 1 else 1))
