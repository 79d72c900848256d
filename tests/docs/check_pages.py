#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What can be said of all pages without running what they show.

usage: check_pages.py FTSIM
"""

import re
import subprocess
import sys

import pages
import run_pages

SUBCOMMANDS = [[], ["audit"], ["sites"], ["replay"],
               *(["log", name] for name in ("info", "dump", "verify", "stat", "cut", "diff",
                                            "export")),
               *(["virtual", name] for name in ("run", "migrate", "evacuate"))]
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*[a-z]\b")
# Options of other programs that the pages mention outside of blocks.
OF_OTHERS = {"--firmware": "bench/virtual.py", "--update": "tests/docs/run_pages.py"}


def options(ftsim):
    """Every option of every subcommand."""
    known = {"--help", "--version"}
    for words in SUBCOMMANDS:
        done = subprocess.run([ftsim, *words, "--help"], check=True, text=True,
                              stdout=subprocess.PIPE)
        known |= set(OPTION.findall(done.stdout))
    return known


def sources(pattern):
    """The lines of each file below examples/, without blanks around them."""
    return [[line.strip() for line in path.read_text().splitlines()]
            for path in sorted((run_pages.ROOT / "examples").rglob(pattern))]


def taken_from(lines, files):
    """Whether one of the files has all these lines, in this order; others may be between."""
    wanted = [line.strip() for line in lines if line.strip() not in ("", "...", "// ...")]

    def has(file):
        rest = iter(file)
        return all(line in rest for line in wanted)
    return any(map(has, files))


def of_blocks(name, lines):
    """Complaints about the blocks of a page."""
    cpp, cmake = sources("*.[ch]pp"), sources("CMakeLists.txt")
    commands = [step.text for step in pages.steps(lines) if isinstance(step, pages.Command)]
    for block in pages.blocks(lines):
        where = f"{name}:{block.first}"
        first = block.lines[0] if block.lines else ""
        if block.label not in pages.LABELS and not block.label.startswith("prints: "):
            yield f"{where}: the label {block.label!r} is none of {', '.join(sorted(pages.LABELS))}"
        elif block.label in ("text", "gdb") and any(
                re.match(r"\$ |ftsim |\./|build/|bench/", line) for line in block.lines):
            yield f"{where}: a command in a block of {block.label}, which nobody runs"
        elif block.label == "console" and not first.startswith("$ "):
            yield f"{where}: a console block that does not begin with a command"
        elif block.label == "cpp" and not taken_from(block.lines, cpp):
            yield f"{where}: lines that no source file under examples/ has"
        elif block.label == "cmake" and not taken_from(block.lines, cmake):
            yield f"{where}: lines that no CMakeLists.txt under examples/ has"
        elif block.label == "toml":
            file = pages.file_name(block)
            if not file or not any(file in command for command in commands):
                yield f"{where}: {file or 'a file without a name'} is used by no command"
    fenced = False
    for number, line in enumerate(lines, 1):
        fenced ^= line.startswith("```")
        if not fenced and line.startswith("    ") and not (number > 1 and lines[number - 2]):
            yield f"{name}:{number}: code without ``` and a label"


def of_options(name, lines, known):
    """Complaints about options that nothing has."""
    fenced = False
    for number, line in enumerate(lines, 1):
        fenced ^= line.startswith("```")
        spans = [line] if fenced else re.findall(r"`[^`]+`", line)
        for span in spans:
            if fenced and "ftsim " not in span:
                continue
            for option in OPTION.findall(span):
                if option not in known and option not in OF_OTHERS:
                    yield f"{name}:{number}: no command has the option {option}"


def of_links(page, lines):
    """Complaints about links to files that are not there, and to headings that no page has."""
    for target in re.findall(r"\]\(([^)\s]+)\)", "\n".join(lines)):
        if re.match(r"https?:", target):
            continue
        file, _, anchor = target.partition("#")
        to = (page.parent / file).resolve() if file else page
        if not to.exists():
            yield f"{page.name}: {target} is not there"
        elif anchor and anchor not in anchors(to):
            yield f"{page.name}: {target}: no such heading"


def anchors(page):
    """The names that GitHub gives to a page's headings."""
    return {re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")
            for line in page.read_text().splitlines() if line.startswith("#")}


def main(ftsim):
    known = options(ftsim)
    complaints, shown = [], set()
    for page in pages.pages(run_pages.ROOT):
        name, lines = page.relative_to(run_pages.ROOT), page.read_text().splitlines()
        complaints += of_blocks(name, lines)
        complaints += of_options(name, lines, known)
        complaints += of_links(page, lines)
        shown |= {step.text for step in pages.steps(lines) if isinstance(step, pages.Command)}
    for text in run_pages.exceptions():
        if not any(run_pages.is_excepted(command, text) for command in shown):
            complaints.append(f"{run_pages.NOT_RUN.name}: no page shows {text!r}")
    print("\n".join(complaints))
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
