"""Figures as text for people, in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retrieval.evaluation.figures import Figure

_TYPE = "type:"


def rows_of(figures: Mapping[str, Figure]) -> list[str]:
    """A line for each figure: its name, value, 95 % interval where there is one, and what it is over."""
    return _aligned([(name, *_cells(name, each), f"n={each.n:,}") for name, each in figures.items()])


def table_of(figures: Mapping[str, Figure]) -> list[str]:
    """The figures of answers: one a line, then those of each type of question, a type a line."""
    by_type: dict[str, dict[str, Figure]] = {}
    for name, each in figures.items():
        if name.startswith(_TYPE):
            # A type is called as people like, a figure has no colon.
            kind, _, figure = name.removeprefix(_TYPE).rpartition(":")
            by_type.setdefault(kind, {})[figure] = each
    lines = rows_of({name: each for name, each in figures.items() if not name.startswith(_TYPE)})
    if by_type:
        lines = ["figure, value, 95 % interval, what it is over", *lines, "", *_by_type(by_type)]
    return lines


def _by_type(by_type: Mapping[str, Mapping[str, Figure]]) -> list[str]:
    columns = list(dict.fromkeys(name for figures in by_type.values() for name in figures))
    rows = [("answerable, by type", "n", *columns)]
    for kind, figures in by_type.items():
        n = max(each.n for each in figures.values())
        cells = (" ".join(_cells(name, figures[name])) if name in figures else "" for name in columns)
        rows.append((kind, f"{n:,}", *cells))
    return _aligned(rows)


def _cells(name: str, figure: Figure) -> tuple[str, str]:
    """The value and its interval; characters are counted, the rest is a share."""
    form = "{:.0f}" if name == "citation_length" else "{:.3f}"
    if figure.low is None or figure.high is None:
        return form.format(figure.value), ""
    return form.format(figure.value), f"{form.format(figure.low)}–{form.format(figure.high)}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns two spaces apart, the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
