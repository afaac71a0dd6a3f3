"""Statements → web artifacts: addresses, views, pages, charts."""
