"""Builds of one article or a hundred thousand: in parallel, resumable, each article for itself."""

from kg.corpus.building import (
    BUILD_FILES,
    RESULTS,
    Plan,
    Stopped,
    annotate,
    build,
    print_annotations,
    write_analysis,
)
from kg.corpus.intake import Progress
from kg.corpus.pool import Limits
from kg.corpus.report import Report
from kg.corpus.workspace import Hold, hold

__all__ = [
    "BUILD_FILES",
    "RESULTS",
    "Hold",
    "Limits",
    "Plan",
    "Progress",
    "Report",
    "Stopped",
    "annotate",
    "build",
    "hold",
    "print_annotations",
    "write_analysis",
]
