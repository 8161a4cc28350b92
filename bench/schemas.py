"""Write docs/schema/*.schema.json from the shapes of the file commands: python -m bench.schemas."""

from __future__ import annotations

import json
from pathlib import Path

from monitor.interchange import schemas

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "schema"


def main() -> None:
    for name, schema in schemas().items():
        path = FOLDER / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", "utf-8")
        print(path.name)


if __name__ == "__main__":
    main()
