"""Scrapy's settings: those that are safe, then those that are polite, then our own parts.

What is set here against a default of Scrapy 2.19 is set for a reason measured or met (docs/sources.md, "Safety").
The pace is set for each source by its spider.
"""

BOT_NAME = "regdelta"
SPIDER_MODULES = ["crawler.spiders"]
USER_AGENT = "regdelta"
ROBOTSTXT_USER_AGENT = "regdelta"

# Safe: nothing listens, nothing but http(s) is fetched, nothing grows without bound.
REMOTE_CONTROL_ENABLED = False  # on by default since 2.19, and runs code
TELNETCONSOLE_ENABLED = False
DOWNLOAD_HANDLERS = {
    "http": "crawler.transport.handler.BoundedHandler",
    "https": "crawler.transport.handler.BoundedHandler",
    **dict.fromkeys(("file", "ftp", "s3", "data")),
}
TWISTED_DNS_RESOLVER = "crawler.transport.resolver.PinnedResolver"
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024  # also of a body after decompression
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 60
DNS_TIMEOUT = 20
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False  # a refresh is part of what was received, and challenge pages use it
CONCURRENT_ITEMS = 1  # so many tasks are started with each response, and none of ours ever waits
HTTPCACHE_ENABLED = False  # replays of our own: Scrapy's cache serves an old 200 for a 503

# Polite.
ROBOTSTXT_OBEY = True
COOKIES_ENABLED = True
DOWNLOAD_DELAY_JITTER = 0  # the pace is what the source file says
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    "Cache-Control": "max-age=0",  # proxies must ask the site
}
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # in the order of the plan, not the last first
RETRY_TIMES = 1
RETRY_HTTP_CODES = [500, 502, 504, 408, 522, 524]  # not 429 and 503: they say "go away"

LOG_LEVEL = "WARNING"
LOG_VERSIONS: list[str] = []

# Scrapy's own parts stand in the _BASE settings, those that have nothing to do here left out. Not by None beside our own parts: what is
# named is loaded, and some of them load an HTTP client or a whole web server.
DOWNLOADER_MIDDLEWARES_BASE = {
    # without OffsiteMiddleware: crawler.addresses.same_site judges links, the gate answers; RobotsTxtMiddleware, CookiesMiddleware,
    # HttpCompressionMiddleware: ours; HttpAuthMiddleware, HttpCacheMiddleware, DownloaderStats; MetaRefreshMiddleware: a refresh is part of what was received
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 580,  # outside of decompression, so that a redirect is kept decoded
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
}
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.replay.ReplayMiddleware": 40,
    "crawler.middlewares.browser.BrowserMiddleware": 50,  # only opens what was judged to be the page that was asked for
    "crawler.middlewares.verdict.VerdictMiddleware": 60,
    "crawler.middlewares.patience.PatienceMiddleware": 70,
    "crawler.middlewares.guard.GuardMiddleware": 90,
    "crawler.middlewares.robots.StrictRobotsMiddleware": 100,
    "crawler.middlewares.conditional.ConditionalMiddleware": 570,  # inside of retries, outside of redirects
    "crawler.middlewares.hops.HopsMiddleware": 585,
    "crawler.middlewares.coding.CodingMiddleware": 590,
    "crawler.middlewares.budget.BudgetMiddleware": 595,  # next to the network
    "crawler.middlewares.verdict.GateMiddleware": 650,
    "crawler.middlewares.cookies.HostCookiesMiddleware": 700,
}
SPIDER_MIDDLEWARES_BASE = {
    # without HttpErrorMiddleware: error pages are evidence; DepthMiddleware: the spider follows the list and what a document names, no
    # further; MetaCopyDetectionMiddleware, which looks for mistakes of whoever writes a spider; UrlLengthMiddleware, which drops a page without
    # a word: the guard refuses it, and it is counted
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": 25,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": 700,
}
SPIDER_MIDDLEWARES = {
    "crawler.middlewares.counts.CountsMiddleware": 950,
}
ITEM_PIPELINES = {"crawler.pipelines.KeepPipeline": 300}
EXTENSIONS_BASE = {
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
EXTENSIONS = {"crawler.extensions.RunRecorder": 500}  # crawler.tally counts
