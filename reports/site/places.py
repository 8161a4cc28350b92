"""Where the pages of the site stand, as paths from the folder of reports with ``/`` between their parts."""

from __future__ import annotations

import hashlib
import posixpath
import re
from urllib.parse import quote

HOME = "index.html"
FOLDER = "site"
STYLE = f"{FOLDER}/site.css"
SCRIPT = f"{FOLDER}/search.js"
SEARCH = f"{FOLDER}/search.html"
TRENDS = f"{FOLDER}/trends.html"
PAPERS = f"{FOLDER}/documents/index.html"
SOURCES = f"{FOLDER}/sources/index.html"
ASSIGNED = f"{FOLDER}/assigned.html"
MATRIX = f"{FOLDER}/matrix.html"
MATRIX_WORD = f"{FOLDER}/matrix.docx"
MATRIX_EXCEL = f"{FOLDER}/matrix.xlsx"
MATRIX_SHEET = f"{FOLDER}/matrix-sheet.docx"
INDEX = f"{FOLDER}/index"


def year(number: int) -> str:
    return f"{FOLDER}/days/{number}.html"


def paper(document: int) -> str:
    return f"{FOLDER}/documents/{document}.html"


def comparison(document: int, old: int, new: int) -> str:
    return f"{FOLDER}/documents/{document}/{old}-{new}.html"


def source(name: str) -> str:
    """The page of a source. An id that is no plain file name gets one of its own."""
    plain = re.sub(r"[^A-Za-z0-9_-]", "-", name)[:60]
    mark = "" if plain == name and plain != "index" else "-" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{FOLDER}/sources/{plain}{mark}.html"


def link(start: str, target: str) -> str:
    """The relative address of ``target`` (which may carry a ``#fragment``) on the page ``start``."""
    path, _, fragment = target.partition("#")
    way = quote(posixpath.relpath(path, posixpath.dirname(start) or "."))
    return f"{way}#{quote(fragment)}" if fragment else way
