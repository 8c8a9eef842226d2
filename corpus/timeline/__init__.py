"""The timeline: what an article says happened, or is to happen, on which days."""

from __future__ import annotations

from corpus.timeline.finding import find_events
from corpus.timeline.values import Place, Status, TimelineEvent

__all__ = ["Place", "Status", "TimelineEvent", "find_events"]
