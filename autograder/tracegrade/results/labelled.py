"""The text of a report taken apart again, for pages that set its labels apart."""

from __future__ import annotations

from tracegrade.report import LABEL_WIDTH
from tracegrade.results.text import clean

LABELS = {
    "tested": "Tested",
    "inputs": "Inputs",
    "expected": "Expected",
    "got": "Got",
    "cause": "Usual cause",
}


def labelled(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands above the first label of a cleaned text, and the text below each of `LABELS`."""
    above: list[str] = []
    rows: list[tuple[str, list[str]]] = []
    for line in clean(text).split("\n"):
        key, rest = line[:LABEL_WIDTH], line[LABEL_WIDTH:]
        if key.endswith(" ") and key.rstrip() in LABELS:
            rows.append((key.rstrip(), [rest]))
        elif rows:
            rows[-1][1].append(rest if not key.strip() else line)
        else:
            above.append(line)
    return "\n".join(above).strip(), [(key, "\n".join(value)) for key, value in rows]
