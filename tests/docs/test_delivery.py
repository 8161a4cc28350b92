"""Every setting, channel and reason of delivery stands in docs/operations.md."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from domain.delivery import Failure, Smtp
from domain.subscription import Subscription
from monitor.config import DeliveryTable, RecipientTable
from reports.delivery import REASONS
from reports.matching import KINDS
from reports.notifiers import channels
from reports.subscription import LEVELS

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "operations.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("table", "shape"), [("[delivery]", DeliveryTable), ("[smtp]", Smtp), ("[[recipient]]", RecipientTable)]
)
def test_every_setting_has_its_row(table: str, shape: type[msgspec.Struct]) -> None:
    """A table of regdelta.toml is whole in the documents."""
    fields = [field.name for field in msgspec.structs.fields(shape) if field.name != "subscription"]
    assert [name for name in fields if f"| `{table} {name}` |" not in TEXT] == []


def test_every_word_of_a_subscription_is_named() -> None:
    """Its keys, kinds and levels."""
    keys = [field.name for field in msgspec.structs.fields(Subscription)]
    assert [key for key in keys if f"`{key}`" not in TEXT] == []
    assert [word for word in (*KINDS, *LEVELS) if word not in TEXT] == []


def test_every_channel_and_every_reason_has_its_row() -> None:
    """What the report says of a failure, and what to do about it."""
    assert [name for name in channels() if f"| `{name}` |" not in TEXT] == []
    assert [failure for failure in Failure if f"| {REASONS[failure]()} | `{failure}` |" not in TEXT] == []
