"""How the pages of a list are asked for: by GET, or by POST with the form the site's own script sends."""

from __future__ import annotations

from scrapy import Request

from crawler.cms import Ask

FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", "X-Requested-With": "XMLHttpRequest"}


def as_asked(request: Request, ask: Ask) -> Request:
    """The request of a page of a list in the way its family asks for it."""
    return request.replace(method="POST", body=ask.form, headers=FORM) if ask.form else request
