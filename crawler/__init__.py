"""Network in. Scrapy lives only here, and ends where a look is recorded.

===============================  ========================================================================================
module                           idea
===============================  ========================================================================================
:mod:`crawler.sources`           a source file becomes a Source, or an error that names its key
:mod:`crawler.job`               what a crawl is told to do, and what it says while doing it
:mod:`crawler.process`           the parent's side: a crawl in a child process, every source accounted for
:mod:`crawler.standby`           the child process as its parent sees it, started before its job is known
:mod:`crawler.child`             the child's side: one crawler a source, one source at a time on each host
:mod:`crawler.standalone`        ``scrapy crawl source -a source=ID``
:mod:`crawler.session`           what the crawlers of a process share: store, archive, clock
:mod:`crawler.spiders.source`    listing -> paging -> entries -> document page -> attachments, interpretations
:mod:`crawler.again`             a second look at pages in doubt, within the run
:mod:`crawler.cms`               how each CMS shows lists and articles; reads text, knows no Scrapy
:mod:`crawler.addresses`         what a link means and what identifies a page
:mod:`crawler.outcomes`          what one answer is worth, with its proof; :mod:`crawler.failures` when none came,
                                 :mod:`crawler.files` for attachments
:mod:`crawler.middlewares`       replay, verdict, guard, conditional requests, cookies, hops; counts
:mod:`crawler.transport`         pinned names, public addresses, bounded heads, encryption
:mod:`crawler.chromium`          pages built by script, opened in a browser without a network of its own
:mod:`crawler.tally`             did this run see all of the source?
:mod:`crawler.pipelines`         archive, then record
:mod:`crawler.extensions`        the health row of each source, and progress
:mod:`crawler.settings`          Scrapy's settings, safe and polite
===============================  ========================================================================================
"""
