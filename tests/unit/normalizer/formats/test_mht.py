"""Pages in one file, as Word saves them."""

from __future__ import annotations

from collections.abc import Callable
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from domain.document import RawPart
from domain.errors import BrokenFile
from normalizer.formats import Extract, sniff

Read = Callable[..., Extract]


@pytest.mark.parametrize("charset", ["gb2312", "utf-8"])
def test_the_page_is_read(read: Read, charset: str) -> None:
    """Whatever the transfer encoding and the name."""
    message = MIMEMultipart("related")
    message.attach(MIMEText("<html><body><p>海藻登记办法自五月起施行。</p></body></html>", "html", charset))
    message.attach(MIMEText("body{}", "css", "ascii"))
    content = message.as_bytes()
    assert sniff(RawPart(content, "a.doc")) == "mht"
    assert read(content, "a.doc").text == "海藻登记办法自五月起施行。"


def test_a_mail_without_a_page_is_named(read: Read) -> None:
    """Plain mail is no document."""
    with pytest.raises(BrokenFile, match=r"a\.mht is a mail or an MHT file without a page"):
        read(MIMEText("海藻", "plain", "utf-8").as_bytes(), "a.mht")
