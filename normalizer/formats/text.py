"""Plain text: decoded; labels such as 索引号：… above the first number are a disclosure table."""

from __future__ import annotations

import re
from itertools import takewhile

from domain.document import RawPart
from normalizer import patterns
from normalizer.decode import decode
from normalizer.formats import Extract, reads
from normalizer.formats.labels import pairs

_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_HEAD = 40  # lines in which a disclosure table can stand


@reads("text")
def read(part: RawPart) -> Extract:
    """The text of a part; form feeds and the rarer line separators become line ends."""
    text = _BREAKS.sub("\n", decode(part.content, part.charset))
    head = takewhile(lambda line: not patterns.head(line.strip()), text.split("\n", _HEAD)[:_HEAD])
    return Extract(text, labels=pairs(line.strip() for line in head if 3 < len(line) < 120))
