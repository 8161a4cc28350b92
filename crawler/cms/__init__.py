"""One module a CMS family, which registers it by a :func:`register` call of its own when a source first names it."""

from crawler.cms.base import Answer, Ask, Family, Reading, families, family, register

__all__ = ["Answer", "Ask", "Family", "Reading", "families", "family", "register"]
