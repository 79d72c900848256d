# SPDX-License-Identifier: Apache-2.0
"""What every code file has in common: its licence, its letters, its blanks, its length."""

import source_tree

LICENCE = "SPDX-License-Identifier: Apache-2.0"
LONG = 400      # lines: worth a thought
MARKDOWN_COLUMNS = 100
TOO_LONG = 600  # lines: more than one concept for sure


def spdx(root):
    """The licence is the first line, or the second where the first says who interprets the file."""
    for path in source_tree.code_files(root):
        head = source_tree.lines(root, path)[:2]
        if head and head[0].startswith("#!"):
            del head[0]
        if not head or LICENCE not in head[0]:
            yield f"{path}:1: expected a comment with {LICENCE}"


def ascii_only(root):
    for path in source_tree.code_files(root):
        for number, line in enumerate(source_tree.lines(root, path), 1):
            if not line.isascii():
                where = next(i for i, letter in enumerate(line, 1) if not letter.isascii())
                yield f"{path}:{number}:{where}: a letter that is not ASCII"


def blanks(root):
    """No tab, and no blank at a line's end: nobody sees them, and every diff shows them."""
    for path in source_tree.code_files(root):
        for number, line in enumerate(source_tree.lines(root, path), 1):
            if "\t" in line:
                yield f"{path}:{number}: a tab"
            if line != line.rstrip():
                yield f"{path}:{number}: blanks at the end of the line"


def markdown(root):
    """A line of Markdown is read as it is, too: in a terminal, a diff, a mail."""
    for path in source_tree.markdown_files(root):
        for number, line in enumerate(source_tree.lines(root, path), 1):
            if line.startswith(("<<<<<<< ", ">>>>>>> ")):
                yield f"{path}:{number}: a mark of a merge"
            if len(line) > MARKDOWN_COLUMNS:
                yield f"{path}:{number}: {len(line)} columns; at most {MARKDOWN_COLUMNS}"


def length(root):
    for path in source_tree.code_files(root):
        count = len(source_tree.lines(root, path))
        if count > TOO_LONG:
            yield f"{path}: {count} lines; at most {TOO_LONG}, and 60 to 250 is the aim"
        elif count > LONG:
            print(f"warning: {path}: {count} lines, more than one concept?")
