"""One module a CMS family: the posts of a day become pages and answers, as faithful to the family as the reference knows it."""

from __future__ import annotations

from sample.regulators import Regulator
from sample.sites.base import Site
from sample.sites.gkmlpt import Gkmlpt
from sample.sites.jpaas import Jpaas
from sample.sites.jpage import Jpage
from sample.sites.trs import Trs

FAMILIES: dict[str, type[Site]] = {"trs_wcm": Trs, "hanweb_jpage": Jpage, "hanweb_jpaas": Jpaas, "gd_gkmlpt": Gkmlpt}


def build(regulator: Regulator, day: int, origin: str, *, empty: bool = False) -> Site:
    """The site of a regulator on a day, reachable at ``origin`` (``http://127.0.0.1:<port>``); ``empty`` for no rows at all."""
    return FAMILIES[regulator.family](regulator, day, origin, empty=empty)
