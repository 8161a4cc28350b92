"""One module a CMS family. Importing this package registers the built-in ones, each by its own :func:`register` call."""

from crawler.cms import (
    easysite,
    gd_gkmlpt,
    gd_nfcms,
    generic,
    hanweb_jpaas,
    hanweb_jpage,
    listcolumn,
    lonsun,
    onclick,
    shanghai,
    static,
    trs_wcm,
    ucap,
)
from crawler.cms.base import Answer, Ask, Family, Reading, family, register

__all__ = [
    "Answer",
    "Ask",
    "Family",
    "Reading",
    "easysite",
    "family",
    "gd_gkmlpt",
    "gd_nfcms",
    "generic",
    "hanweb_jpaas",
    "hanweb_jpage",
    "listcolumn",
    "lonsun",
    "onclick",
    "register",
    "shanghai",
    "static",
    "trs_wcm",
    "ucap",
]
