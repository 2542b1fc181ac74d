"""The page: one HTML file that advises by some rules in the browser, and asks nothing of anybody."""

from __future__ import annotations

from pathlib import Path

STATIC = Path(__file__).with_name("static")
