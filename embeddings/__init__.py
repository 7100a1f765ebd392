"""Texts, vectors and ids. Nothing here has heard of an article or a speaker."""
