"""The project folder and its ``regdelta.toml``. Unknown keys are errors; secrets never stand here, only the names of environment variables."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from domain.delivery import Smtp
from domain.errors import ConfigError, InputError
from domain.subscription import Subscription
from reports.language import DEFAULT, check

CONFIG_NAME = "regdelta.toml"
Amount = Annotated[int, msgspec.Meta(ge=0)]


class ProjectTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """``[project]``: ``contact`` is a mail address or URL that stands in the User-Agent of every request (RFC 9110 §10.1.5)."""

    name: str = "regdelta"
    contact: str = ""


class ScheduleTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """``[schedule]``: ``cron`` has five fields, in Asia/Shanghai."""

    cron: str = "5 8 * * workdays"


class ReportTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """``[report]``: the ``formats`` written after each run, and the language ``lang`` of their frame."""

    formats: tuple[str, ...] = ("html", "markdown", "json")
    lang: str = DEFAULT


class DigestTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """``[digest]``: when each digest is made, as five cron fields in Asia/Shanghai; empty for never. One that is there already is not made again."""

    weekly: str = "0 16 * * fri"
    monthly: str = "0 16 1-12 * workdays"


class BaselineTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """``[baseline]``: with ``automatic`` the first complete read becomes the baseline when there is none yet."""

    automatic: bool = True


class DeliveryTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """``[delivery]``: ``link`` is the address under which readers find the files of reports/; without it messages name the file."""

    link: str = ""


class RecipientTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """``[[recipient]]``: who gets the report, over which channel, and what of it.

    ``address`` for a mail address, else ``address_env``: the name of the environment variable that holds it. ``secret_env`` names that of a
    robot's signing secret. ``attachments`` are report formats (email only), ``reports`` the kinds of report wanted.
    """

    name: str
    channel: str
    address: str = ""
    address_env: str = ""
    secret_env: str = ""
    attachments: tuple[str, ...] = ()
    reports: tuple[str, ...] = ("daily", "weekly", "monthly")
    subscription: Subscription = Subscription()


class BudgetTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """``[budget]``: what one run may use up over all sources; 0 for as much as it takes. Each source has a budget of its own."""

    requests: Amount = 0
    megabytes: Amount = 0
    minutes: Amount = 600


class Config(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    project: ProjectTable = ProjectTable()
    schedule: ScheduleTable = ScheduleTable()
    report: ReportTable = ReportTable()
    baseline: BaselineTable = BaselineTable()
    digest: DigestTable = DigestTable()
    delivery: DeliveryTable = DeliveryTable()
    smtp: Smtp = Smtp()
    recipient: tuple[RecipientTable, ...] = ()
    budget: BudgetTable = BudgetTable()


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with ``regdelta.toml``, ``sources/``, ``regdelta.db``, ``archive/`` and ``reports/``."""

    root: Path
    config: Config

    @property
    def database(self) -> Path:
        return self.root / "regdelta.db"

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def sources(self) -> Path:
        return self.root / "sources"


def load_project(root: Path) -> Project:
    """Read ``root/regdelta.toml``. Raises ConfigError if it is missing, not TOML, or holds an unknown key or a wrong type."""
    path = root / CONFIG_NAME
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise ConfigError(f"no {CONFIG_NAME} in {root.resolve()}; make a project there with: regdelta init {root}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read ({error}); it must be a UTF-8 text file") from error
    try:
        project = Project(root, msgspec.convert(tomllib.loads(text), Config))
        check(project.config.report.lang)
        return project
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from error
    except InputError as error:
        raise ConfigError(f"{path}: [report] lang: {error}") from error
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}; the keys it may hold stand in docs/operations.md") from error
