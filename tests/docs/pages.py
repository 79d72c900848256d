# SPDX-License-Identifier: Apache-2.0
"""Reads a Markdown page: its code blocks, the commands in them, and what they are said to print.

A block's label says what is done with it:

  sh        commands, a line each; they are run, what they print is not shown
  console   `$ ` starts a command; what it prints follows, `...` stands for lines left out
  toml      a file; its first line is a comment with its name, and commands below it use it
  cpp       lines of a source file under examples/, which other tests compile and run
  cmake     likewise, of a CMakeLists.txt
  gdb, text nothing to be run: a session in a debugger; a drawing, the layout of a line

A table below `<!-- prints: COMMAND -->` is what that command prints.
A comment `# exit status N` behind a command says how it ends, where that is not 0.
"""

import dataclasses
import pathlib
import re

LABELS = {"sh", "console", "toml", "cpp", "cmake", "gdb", "text"}
PRINTS = re.compile(r"<!-- prints: (.*) -->")
STATUS = re.compile(r"#.*\bexit status (\d+)")


@dataclasses.dataclass
class Block:
    label: str
    first: int                  # index of its first line in the page
    lines: list


@dataclasses.dataclass
class Command:
    text: str                   # for the shell, without its comment
    status: int                 # how it has to end
    line: int                   # number in the page, from 1
    output: range | None        # indices of the lines that show what it prints


@dataclasses.dataclass
class File:
    name: str
    text: str


def pages(root):
    """All pages that a user reads for how to use ftsim."""
    root = pathlib.Path(root)
    return [root / "README.md", root / "examples/firmware/README.md",
            *sorted((root / "docs").rglob("*.md"))]


def blocks(lines):
    """Fenced blocks, and tables that a command prints (label `prints: COMMAND`)."""
    fence, first = None, 0
    for at, line in enumerate(lines):
        if fence is None and line.startswith("```"):
            fence, first = line[3:].strip(), at + 1
        elif fence is not None and line.startswith("```"):
            yield Block(fence, first, lines[first:at])
            fence = None
        elif fence is None and (mark := PRINTS.match(line)):
            end = at + 1
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            yield Block(f"prints: {mark[1]}", at + 1, lines[at + 1:end])


def file_name(block):
    """What the first line of a `toml` block calls the file: `# NAME`, and what it is for."""
    first = re.match(r"# ([\w.]+)", block.lines[0] if block.lines else "")
    return first[1] if first else ""


def command(text, line, output=None):
    status = STATUS.search(text)
    bare = re.sub(r"(^|\s+)#.*", "", text)
    return Command(bare, int(status[1]) if status else 0, line, output)


def joined(lines, first):
    """Commands of an `sh` block, with the index of each one's first line."""
    begun, start = "", 0
    for at, line in enumerate(lines, first):
        start = start if begun else at
        begun += line
        if begun.endswith("\\"):
            begun = begun[:-1].rstrip() + " "
            continue
        if begun.strip() and not begun.lstrip().startswith("#"):
            yield start, re.sub(r"\s{2,}(?=[^\s#])", " ", begun.strip())
        begun = ""


def steps(lines):
    """What is to be done for a page, in its order: commands and files."""
    for block in blocks(lines):
        if block.label == "sh":
            for at, text in joined(block.lines, block.first):
                if (one := command(text, at + 1)).text:
                    yield one
        elif block.label == "console":
            yield from session(block)
        elif block.label == "toml":
            yield File(file_name(block), "\n".join(block.lines) + "\n")
        elif block.label.startswith("prints: "):
            shown = range(block.first, block.first + len(block.lines))
            yield command(block.label.removeprefix("prints: "), block.first, shown)


def session(block):
    """The commands of a `console` block, each with the lines behind it."""
    starts = [at for at, line in enumerate(block.lines) if line.startswith("$ ")]
    for start, end in zip(starts, starts[1:] + [len(block.lines)]):
        text, at = block.lines[start][2:], start
        while text.endswith("\\"):
            at += 1
            text = text[:-1].rstrip() + " " + block.lines[at].strip()
        yield command(text, block.first + start + 1,
                      range(block.first + at + 1, block.first + end))
