"""Two addresses of one page, found out by a permanent redirect: from then on they are one row of ``pages``."""

from __future__ import annotations

from storage.pages import Pages


class Twins(Pages):
    """The table ``aliases``: an address, and the key of the page it was folded into."""

    def fold(self, source: str, key: str, twin: str, url: str) -> bool:
        with self.transaction():
            kept, other = self.page_id(source, key), self.page_id(source, twin)
            if kept is None or kept == other or (other is not None and self._differ(kept, other)):
                return False
            if other is not None:
                self._hand_over(other, kept)
                self._adopt(source, twin, key)
                self.run("DELETE FROM pages WHERE id = ?", (other,))
            self.run("UPDATE aliases SET target = ? WHERE source = ? AND target = ?", (key, source, twin))
            self.upsert("aliases", {"source": source, "key": twin, "target": key}, ("source", "key"))
            self.run("UPDATE pages SET url = ? WHERE id = ?", (url, kept))
        return True

    def aliases(self, source: str) -> dict[str, str]:
        return {row["key"]: row["target"] for row in self.rows("SELECT key, target FROM aliases WHERE source = ?", (source,))}

    def _differ(self, one: int, other: int) -> bool:
        """True if the two pages are known to carry different documents."""
        sql = "SELECT COUNT(DISTINCT document) AS documents FROM publications WHERE page IN (?, ?)"
        (row,) = self.rows(sql, (one, other))
        return int(row["documents"]) > 1

    def _hand_over(self, other: int, kept: int) -> None:
        """Looks, statuses and documents of one page become those of another. A version seen there was seen here.

        What either was known to name is forgotten: it hangs on the one page now, and is read once more.
        """
        self.run("DELETE FROM page_parts WHERE page IN (?, ?)", (kept, other))
        for table in ("fetches", "status_changes", "documents"):
            self.run(f"UPDATE {table} SET page = ? WHERE page = ?", (kept, other))  # noqa: S608 - names of our own
        newer = "SELECT MAX(fetch) FROM publications o WHERE page IN (?, ?) AND o.sequence IS publications.sequence"
        self.run(f"UPDATE publications SET fetch = ({newer}) WHERE page = ?", (other, kept, kept))  # noqa: S608
        self.run("UPDATE OR IGNORE publications SET page = ? WHERE page = ?", (kept, other))
        self.run("DELETE FROM publications WHERE page = ?", (other,))

    def _adopt(self, source: str, twin: str, key: str) -> None:
        """What hangs on one page hangs on the other; a file both carry under one name is one file."""
        for row in self.rows("SELECT id, key, kind, url FROM pages WHERE source = ? AND parent = ?", (source, twin)):
            name = key + row["key"].removeprefix(twin) if row["kind"] == "attachment" else row["key"]
            same = self.page_id(source, name)
            if same is None or same == row["id"]:
                self.run("UPDATE pages SET key = ?, parent = ? WHERE id = ?", (name, key, row["id"]))
            else:
                self._hand_over(row["id"], same)
                self.run("UPDATE pages SET url = ? WHERE id = ?", (row["url"], same))
                self.run("DELETE FROM pages WHERE id = ?", (row["id"],))
