"""JSON answers of listing interfaces: what is no JSON, or tells of a failure inside a 200, is told apart from data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import chompjs

from crawler.cms.base import Answer
from crawler.cms.select import Drifted
from crawler.outcomes import Unaccepted
from domain.crawl import Outcome

WORDS = {"null": None, "undefined": None, "NaN": None, "true": True, "false": False}
GOOD = ("0", "200")  # what interfaces put into ``code`` for a success


def json_of(answer: Answer, wanted: str) -> Mapping[str, Any]:
    """The object an interface answered with. ``wanted`` names the fields looked for.

    Raises Drifted for what is no JSON object, Unaccepted HTTP_ERROR for a failure sent as a success.
    """
    try:
        data = json.loads(answer.text.lstrip("\ufeff"))
    except ValueError as error:
        raise Drifted(wanted, answer.url, "JSON", "其他内容") from error
    if not isinstance(data, dict):
        raise Drifted(wanted, answer.url, "JSON 对象", type(data).__name__)
    failure_in(data, answer.url)
    return data


def notation(text: str) -> Any:
    """The first value that a text holds as JSON, or as a script writes such a thing. Raises ValueError where there is none.

    Of the words of a script for nothing, a reader of looser notation makes strings (chompjs 1.4: ``{a:1,b:null}`` gives ``"null"``); they are nothing again.
    """
    text = text.lstrip("\ufeff \t\n")
    try:
        return json.JSONDecoder().raw_decode(text)[0]
    except ValueError:
        return _meant(chompjs.parse_js_object(text))


def _meant(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _meant(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_meant(inner) for inner in value]
    return WORDS.get(value, value) if isinstance(value, str) else value


def failure_in(data: Mapping[str, Any], url: str) -> None:
    """Raises Unaccepted HTTP_ERROR if the body itself tells of a failure, whatever the status line said."""
    if data.get("success") is False or str(data.get("code", GOOD[0])) not in GOOD:
        said = data.get("msg") or data.get("message") or ""
        raise Unaccepted(Outcome.HTTP_ERROR, f"接口 {url} 返回 code={data.get('code')}：{said}")
