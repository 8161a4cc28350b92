"""What the crawl benchmark holds regdelta against first: Scrapy and SQLite with nothing else. ``python -m bench.crawl_bare URL DATABASE``.

Walks the list, hashes the article's text and keeps it where it differs: no archive, no robots.txt, no outcomes, no measures.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import sys
from collections.abc import Iterator

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

PAGES = re.compile(r"createPageHTML\((\d+), (\d+)")


class Bare(Spider):
    name = "bare"

    def __init__(self, url: str, database: str) -> None:
        super().__init__()
        self.start_urls = [f"{url}/list/index.html"]
        self.db = sqlite3.connect(database)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("CREATE TABLE IF NOT EXISTS pages (url TEXT PRIMARY KEY, hash TEXT, text TEXT)")

    def parse(self, response: Response) -> Iterator[Request]:
        found = PAGES.search(response.text)
        if found and found[2] == "0":
            for page in range(1, int(found[1])):
                yield response.follow(f"index_{page}.html")
        for href in response.css("ul.rows a::attr(href)").getall():
            yield response.follow(href, self.document)

    def document(self, response: Response) -> None:
        text = "\n".join(response.css("#zoom *::text").getall())
        digest = hashlib.sha256(text.encode()).hexdigest()
        known = self.db.execute("SELECT hash FROM pages WHERE url = ?", (response.url,)).fetchone()
        if known is None or known[0] != digest:
            with self.db:
                self.db.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?)", (response.url, digest, text))


def main() -> None:
    process = CrawlerProcess({"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "ROBOTSTXT_OBEY": False})
    process.crawl(Bare, url=sys.argv[1], database=sys.argv[2])
    process.start()


if __name__ == "__main__":
    main()
