"""What a mail looks like before it is sent: the first screen and the cards as HTML with inlined CSS, plain text, and files by choice.

Mail programs drop style sheets, scripts and remote images; nothing here needs any of them.
"""

from __future__ import annotations

from dataclasses import replace
from email.errors import HeaderParseError
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache

import css_inline
from jinja2 import Template

from domain.delivery import Failure
from domain.report import Report
from reports.language import _
from reports.notifiers import Address, Attachment, Letter, NotSent, Parcel
from reports.notifiers.brief import fit, line_count, rows, subject, title
from reports.renderers import format_named
from reports.renderers.html import environment
from reports.text import local

CARDS = 30
"""Cards drawn in a mail, about 3 KB each: some programs clip a mail at 100 KB. The others are counted, with the way to the report."""
NAME = "药械日报"
ROOM = 100_000
"""Bytes of the first screen as a dry run shows it: all of it."""


def compose(letter: Letter) -> Parcel:
    """The mail of one report."""
    report = letter.report
    return Parcel(
        key=letter.key,
        subject=subject(report),
        text=_text(letter),
        at=report.generated,
        html=html(letter),
        attachments=tuple(_attached(report, kind) for kind in letter.attachments),
        deliveries=(letter.delivery,),
        headline=fit(rows(report), line_count(report), letter.link, ROOM),
    )


def html(letter: Letter) -> str:
    """One page with every style on its element; only ``@media`` rules stay behind, for phones and the dark."""
    page = _template().render(report=letter.report, letter=letter, limit=CARDS, title=subject(letter.report))
    return _inliner().inline(page)


def _text(letter: Letter) -> str:
    whole = format_named("text").render(replace(letter.report, cards=letter.report.cards[:CARDS])).decode()
    return whole + "\n" + _("全文 {end}").format(end=letter.link) + "\n"


@cache
def _template() -> Template:
    return environment().get_template("mail.html.j2")


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def _attached(report: Report, kind: str) -> Attachment:
    """``药械日报_20261123_v1.docx``: a correction is v2 beside it."""
    chosen = format_named(kind)
    name = f"{title(report)}_{report.on:%Y%m%d}_v{report.revision}{chosen.suffix}"
    return Attachment(name, chosen.media_type, chosen.render(report))


def message(parcel: Parcel, address: Address) -> EmailMessage:
    """The parcel as a MIME message. Raises NotSent if sender or recipient is no mail address.

    Headers hold our own words, numbers and configured addresses only; the library refuses a line break in any of them.
    """
    sender, recipient = mailbox(address.smtp.sender), mailbox(address.value)
    made = EmailMessage(policy=SMTP)
    made["Subject"] = parcel.subject
    made["From"] = Mailbox(NAME, addr_spec=sender.addr_spec)
    made["To"] = recipient
    made["Date"] = format_datetime(local(parcel.at))
    made["Message-ID"] = f"<{parcel.key}@{sender.domain}>"
    made["List-Id"] = f"{NAME} <regdelta.{sender.domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(parcel.text, cte="base64")
    if parcel.html:
        made.add_alternative(parcel.html, subtype="html", cte="base64")
    for one in parcel.attachments:
        main, _slash, sub = one.media_type.partition(";")[0].partition("/")
        made.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
    return made


def mailbox(words: str) -> Mailbox:
    """One plain address. Raises NotSent; it does not repeat what was given."""
    try:
        found = Mailbox(addr_spec=words)
    except (ValueError, HeaderParseError, IndexError):  # the library's parser runs off the end of ``x@``
        found = Mailbox()
    if not (found.username and found.domain and words.isascii()):
        raise NotSent(Failure.SETTINGS, "sender or recipient is no mail address like ra@example.com", lasting=True)
    return found
