"""The project and site of the crawler's integration tests, read by a real Chromium."""

from tests.integration.crawler.conftest import answer, project, site

__all__ = ["answer", "project", "site"]
