"""One module a CMS family. Importing this package registers the built-in ones, each by its own :func:`register` call."""

from crawler.cms import gd_gkmlpt, hanweb_jpaas, hanweb_jpage, trs_wcm
from crawler.cms.base import Answer, Ask, Family, Reading, family, register

__all__ = ["Answer", "Ask", "Family", "Reading", "family", "gd_gkmlpt", "hanweb_jpaas", "hanweb_jpage", "register", "trs_wcm"]
