"""Plain text: decoded, and nothing else."""

from __future__ import annotations

import re

from domain.document import RawPart
from normalizer.decode import decode
from normalizer.formats import Extract, reads

_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@reads("text")
def read(part: RawPart) -> Extract:
    """The text of a part; form feeds and the rarer line separators become line ends."""
    return Extract(_BREAKS.sub("\n", decode(part.content, part.charset)))
