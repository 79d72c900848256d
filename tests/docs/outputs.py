# SPDX-License-Identifier: Apache-2.0
"""Compares what a page shows with what a command printed, and writes it anew.

What depends on the computer and on the moment, and on nothing else, is not compared: a number of
seconds or a rate in front of its unit, and where it stands alone in a result as JSON. Everything
else has to be the same, letter for letter: ftsim is deterministic.
"""

import difflib
import re

LEFT_OUT = "..."
NUMBER = r"\d+(?:\.\d+)?(?:e[+-]?\d+)?"
BY_THE_COMPUTER = [
    (re.compile(rf"{NUMBER}(?= M (?:cycles|instructions)/s)"), "#"),
    (re.compile(rf"(?<=\(){NUMBER}(?= s\))"), "#"),
    (re.compile(rf"{NUMBER}(?= s of yours)"), "#"),
    (re.compile(rf'(?<="wall_seconds": ){NUMBER}'), "#"),
    (re.compile(rf'(?<="cycles_per_second": ){NUMBER}'), "#"),
]


def normal(line):
    for number, mark in BY_THE_COMPUTER:
        line = number.sub(mark, line)
    if line.startswith("|"):
        line = re.sub(r"\s*\|\s*", "|", re.sub(r"-{3,}", "---", line))
    return line.rstrip()


def segments(shown):
    """The stretches of lines between those that stand for lines left out."""
    parts = [[]]
    for line in shown:
        if line.strip() == LEFT_OUT:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def places(parts, printed, score):
    """Where each part is best in `printed`: in order, the first at its start, the last at its end.

    `score` says how well two lists of lines of one length agree; None where a part has no room.
    """
    at, found = 0, []
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        highest = len(printed) - len(part)
        if highest < at:
            return None
        if number == 0:
            choices = [0]
        elif last and part:
            choices = [highest]
        else:
            choices = range(at, highest + 1)
        best = max(choices, key=lambda place: score(part, printed[place:place + len(part)]))
        found.append(best)
        at = best + len(part)
    return found


def agree(shown, printed):
    """Whether a page shows what was printed."""
    parts = [[normal(line) for line in part] for part in segments(shown)]
    printed = [normal(line) for line in printed]
    if len(parts) == 1:
        return parts[0] == printed
    found = places(parts, printed, lambda one, other: one == other)
    return found is not None and all(
        printed[place:place + len(part)] == part for part, place in zip(parts, found))


def updated(shown, printed):
    """The lines to show instead: as many are left out as before, and nothing else is old."""
    if agree(shown, printed):
        return shown
    parts = segments(shown)

    def similar(one, other):
        return sum(difflib.SequenceMatcher(None, *pair, False).ratio()
                   for pair in zip(one, other))
    found = places(parts, printed, similar) if len(parts) > 1 else None
    if found is None:
        return printed
    lines = []
    for number, (part, place) in enumerate(zip(parts, found)):
        if number > 0:
            lines.append(LEFT_OUT)
        lines += printed[place:place + len(part)]
    return lines
