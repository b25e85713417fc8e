"""Tells the rows of a table that are data from those that only add others up, and from empty ones."""

import re
import unicodedata

TOTALS = {"합계", "총계", "소계", "계", "총합계", "total", "subtotal", "sum"}
FIGURE = re.compile(r"[-₩$]?[\d,.\s]+원?")


def is_total(row):
    """Whether the first cell that has words in it calls the row a total."""
    words = next((cell for cell in row if cell.strip() and not FIGURE.fullmatch(cell.strip())), "")
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words)).casefold() in TOTALS


def sort_out(rows):
    """The places of the rows of data, and of those that are totals; what is in neither is empty."""
    filled = [place for place, row in enumerate(rows) if any(cell.strip() for cell in row)]
    totals = [place for place in filled if is_total(rows[place])]
    return [place for place in filled if place not in totals], totals


def disagreement(figures, data, totals, total):
    """The sum of the rows that a total stands under, where it is another than the total says; else None.

    `figures`: a number for each row, or None. A total may be of all rows above it, or of those since the last total.
    """
    last = max((place for place in totals if place < total), default=-1)
    above = [place for place in data if place < total] or data
    all_above, since = (
        round(sum(figures[place] or 0 for place in above if place > start), 2) for start in (-1, last)
    )
    stated = figures[total]
    return None if stated is None or round(stated, 2) in (all_above, since) else all_above
