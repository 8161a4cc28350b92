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

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    # What has nothing to do here; each costs a little with every request.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # crawler.addresses.same_site judges links, the gate answers
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "crawler.middlewares.cookies.HostCookiesMiddleware": 700,
    "crawler.middlewares.replay.ReplayMiddleware": 40,
    "crawler.middlewares.browser.BrowserMiddleware": 50,  # only opens what was judged to be the page that was asked for
    "crawler.middlewares.verdict.VerdictMiddleware": 60,
    "crawler.middlewares.patience.PatienceMiddleware": 70,
    "crawler.middlewares.guard.GuardMiddleware": 90,
    "crawler.middlewares.robots.StrictRobotsMiddleware": 100,
    "crawler.middlewares.conditional.ConditionalMiddleware": 570,  # inside of retries, outside of redirects
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 580,  # outside of decompression, so that a redirect is kept decoded
    "crawler.middlewares.hops.HopsMiddleware": 585,
    "crawler.middlewares.budget.BudgetMiddleware": 595,  # next to the network
    "crawler.middlewares.verdict.GateMiddleware": 650,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # error pages are evidence
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # the spider follows the list and what a document names, no further
    "crawler.middlewares.counts.CountsMiddleware": 950,
}
ITEM_PIPELINES = {"crawler.pipelines.KeepPipeline": 300}
EXTENSIONS_BASE = {  # not by None in EXTENSIONS: since 2.19 what is named there is loaded, and RemoteControl loads a web server
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
EXTENSIONS = {"crawler.extensions.RunRecorder": 500}  # crawler.tally counts
