"""What is one token of a diff."""

from __future__ import annotations

import pytest

from differ.fold import key
from differ.tokens import Sort, tokenize


@pytest.mark.parametrize(
    ("text", "whole", "sort"),
    [
        ("应在30个工作日内", "30个工作日", Sort.NUMBER),
        ("处5万元以上罚款", "5万元", Sort.NUMBER),
        ("在六个月内办结", "六个月", Sort.NUMBER),
        ("压缩百分之四十以上", "百分之四十", Sort.SHARE),
        ("自2027年3月1日起", "2027年3月1日", Sort.DATE),
        ("2026年年底前建成", "2026年年底", Sort.DATE),
        ("依照本办法第四十三条", "第四十三条", Sort.REFERENCE),
        ("违反第十二条之一的", "第十二条之一", Sort.REFERENCE),
        ("按照《渔港管理规则（试行）》办理", "《渔港管理规则(试行)》", Sort.TITLE),
        ("见（青药监〔2025〕3号）", "[2025]3号", Sort.DOCUMENT_NUMBER),
        ("由省药监局受理", "省药监局", Sort.BODY),
        ("报国务院生态环境主管部门", "国务院生态环境主管部门", Sort.BODY),
        ("实施GMP检查", "GMP", Sort.LATIN),
        ("；（三）其他情形", "(三)", Sort.ITEM),
        ("县级以上渔业机构", "县级以上", Sort.WORD),
    ],
)
def test_one_thing_is_one_token(text: str, whole: str, sort: Sort) -> None:
    """A number with its unit, a date, a 文号, a title, a reference, the name of a body are never cut."""
    assert (whole, sort) in [(token.text, token.sort) for token in tokenize(key(text))]


@pytest.mark.parametrize("word", ["统一项目", "唯一标识", "单一种类", "第一责任人"])
def test_numerals_inside_words_are_no_numbers(word: str) -> None:
    """一 in 统一 counts nothing."""
    assert not any(token.sort is Sort.NUMBER for token in tokenize(word))
