"""Who handles what: the log of assignments, comments and results. Rows are added and never touched again."""

from __future__ import annotations

from domain.handling import Handling
from storage.engine import Engine
from storage.values import from_json, to_json


class Handlings(Engine):
    """The table ``handlings``."""

    def record_handling(self, handling: Handling) -> None:
        with self.transaction():
            self.insert("handlings", {"item": handling.matter.item, "value": to_json(handling)})

    def handlings(self, item: str | None = None) -> list[Handling]:
        found = self.rows("SELECT value FROM handlings WHERE item = COALESCE(?, item) ORDER BY id", (item,))
        return [from_json(row["value"], Handling) for row in found]
