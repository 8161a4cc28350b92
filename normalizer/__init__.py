"""Bytes -> Document, without network, clock or database. :mod:`normalizer.normalize` has the steps in order.

=====================================  ====================================================================
module                                 idea
=====================================  ====================================================================
``trace``                              text that remembers its published offsets; the ledger of repairs
``decode``, ``formats``                bytes to the text a reader sees, by format
``repair``, ``pinyin``                 characters and bytes put right, with a record of each
``script``, ``width``                  one script, one width, no layout white space
``wrapping``, ``reflow``, ``furniture``  lines to paragraphs, the site's own lines off
``lines``, ``segment``, ``endings``, ``measure``  numbers, sections, measures and their parts
``units``, ``quantities``, ``facts``   responsible units; typed numbers
``version``                            which normalizer this is
``fields``, ``metadata``, ``titles``, ``issuers``, ``dates``, ``provinces``, ``provenance``, ``kind``  what the paper says of itself
=====================================  ====================================================================
"""
