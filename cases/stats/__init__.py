"""Figures that everybody may read: how many, how fast, how well; small groups are never told apart."""

from .cells import Cell, Median, Share, cell, merged, parted
from .counting import ANSWERS, answered_in, latest_year, period
from .performance import Performance, kept_performance, performance
from .requests import RequestFigures

__all__ = [
    "ANSWERS",
    "Cell",
    "Median",
    "Performance",
    "RequestFigures",
    "Share",
    "answered_in",
    "cell",
    "kept_performance",
    "latest_year",
    "merged",
    "parted",
    "performance",
    "period",
]
