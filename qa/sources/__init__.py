"""Files → articles: what a file is (formats.py), what its format's reader finds in it, what becomes an article."""

from qa.sources.articles import LONGEST_ARTICLE, LONGEST_ID, article_from, checked_length, most_bytes, normalise
from qa.sources.files import Source, articles_of, check_exist, read_file, read_sources, read_upload, sent

__all__ = [
    "LONGEST_ARTICLE",
    "LONGEST_ID",
    "Source",
    "article_from",
    "articles_of",
    "check_exist",
    "checked_length",
    "most_bytes",
    "normalise",
    "read_file",
    "read_sources",
    "read_upload",
    "sent",
]
