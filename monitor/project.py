"""Making a project folder: ``regdelta init``."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from domain.errors import InputError
from monitor.config import CONFIG_NAME

TEMPLATE = """\
# regdelta project. Every key is explained in docs/operations.md; unknown keys are errors.

[project]
name = {name}
# Who runs this crawler: a mail address or page that the sites' operators find in the User-Agent of every request.
contact = {contact}

[schedule]
# minute hour day month weekday, in Asia/Shanghai
cron = "5 8 * * workdays"

[report]
formats = ["html", "markdown", "json"]
# language of headings and labels: zh or en; policy texts stay Chinese
lang = "zh"

[digest]
# when the digest of the week and of the month before are made; on the later of these days they are there already
weekly = "0 16 * * fri"
monthly = "0 16 1-12 * workdays"

[baseline]
# the first complete read becomes the baseline if none was imported before
automatic = true

[budget]
# what one run may use up over all sources; 0 for as much as it takes
requests = 0
megabytes = 0
minutes = 600

# Who gets the report. Secrets never stand here: address_env, secret_env and password_env are names of environment variables.
# docs/operations.md explains every key; try one with: regdelta deliver --test NAME
#
# [delivery]
# link = "https://intranet.example.com/regdelta/"   # where readers find the files of reports/
#
# [smtp]
# host = "smtp.example.com"
# port = 587
# security = "starttls"
# user = "regdelta@example.com"
# password_env = "REGDELTA_SMTP_PASSWORD"
# sender = "regdelta@example.com"
#
# [[recipient]]
# name = "注册部"
# channel = "email"            # email, wecom, dingtalk, feishu or apprise
# address = "ra@example.com"
# attachments = ["docx"]
# [recipient.subscription]
# provinces = ["上海", "浙江", "中央"]
#
# [[recipient]]
# name = "注册群"
# channel = "wecom"
# address_env = "REGDELTA_WECOM_URL"
"""


def shipped_sources() -> dict[str, str]:
    """File name -> text of every source that comes with regdelta."""
    return {entry.name: entry.read_text("utf-8") for entry in files("sources").iterdir() if entry.name.endswith(".toml")}


def make_project(root: Path, sources: dict[str, str], contact: str = "") -> Path:
    """Lay a project folder at ``root`` with these source files (name -> TOML).

    Returns the path of its ``regdelta.toml``. Raises InputError if there is one already; nothing is overwritten.
    """
    path = root / CONFIG_NAME
    if path.exists():
        raise InputError(f"{path} exists already; nothing was changed")
    try:
        (root / "sources").mkdir(parents=True, exist_ok=True)
        for name, text in sorted(sources.items()):
            target = root / "sources" / name
            if not target.exists():
                target.write_text(text, "utf-8")
        path.write_text(TEMPLATE.format(name=_toml(root.resolve().name), contact=_toml(contact)), "utf-8")
    except OSError as error:
        raise InputError(f"no project can be made at {root}: {error.strerror or error}") from error
    return path


def _toml(text: str) -> str:
    """A TOML basic string; its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
