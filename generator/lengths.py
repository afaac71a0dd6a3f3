"""Lengths that pages are made with and looked at with."""

from __future__ import annotations

MILLIMETRE = 72 / 25.4
"""PDF points (1/72 inch) in a millimetre."""
PIXEL = 0.75
"""PDF points in a CSS pixel (1/96 inch)."""
BLEED = 3.0
"""Bleed around the trimmed page, in millimetres: what a print shop asks for, and what the press PDF has."""
