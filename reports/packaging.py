"""Office files that depend on nothing but the report: the same report gives the same bytes, whenever it is written.

A run that was killed while writing writes its files again; they must not differ from those somebody has already opened.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.text import local

_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def settle(package: bytes, at: datetime, parts: Mapping[str, bytes] | None = None) -> bytes:
    """The package with every time in it set to ``at`` (aware), and with ``parts`` in place of those of the same name."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            content = (parts or {}).get(name) or source.read(name)
            info = ZipInfo(name, local(at).timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, _dated(content, at) if name == _CORE else content, compresslevel=6)
    return out.getvalue()


def _dated(core: bytes, at: datetime) -> bytes:
    return _STAMP.sub(rb"\g<1>" + f"{at:%Y-%m-%dT%H:%M:%SZ}".encode(), core)
