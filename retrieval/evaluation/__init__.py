"""Figures that say how good answers, dates and quotations are, against gold sets."""

from __future__ import annotations

from retrieval.evaluation.answers import answer_figures
from retrieval.evaluation.calibration import auroc
from retrieval.evaluation.dates import date_figures
from retrieval.evaluation.figures import Figure
from retrieval.evaluation.follow_ups import read_after
from retrieval.evaluation.quotes import quote_figures, read_attributions

__all__ = [
    "Figure",
    "answer_figures",
    "auroc",
    "date_figures",
    "quote_figures",
    "read_after",
    "read_attributions",
]
