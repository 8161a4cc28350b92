"""One spider for every source; what differs between sites is in :mod:`crawler.cms`."""
