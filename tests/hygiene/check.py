#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Rules of the house, as tests. Prints what breaks a rule, a line each.

usage: check.py spdx|ascii|blanks|markdown|length|includes PROJECT_FOLDER
       check.py headers PROJECT_FOLDER COMPILER
       check.py clang_format PROJECT_FOLDER CLANG_FORMAT
       check.py symbols FILE_WITH_A_LINE_AN_OBJECT
"""

import sys

import compiled_checks
import include_graph
import source_tree
import text_checks

CHECKS = {
    "spdx": text_checks.spdx,
    "ascii": text_checks.ascii_only,
    "blanks": text_checks.blanks,
    "markdown": text_checks.markdown,
    "length": text_checks.length,
    "includes": include_graph.includes,
    "headers": compiled_checks.headers_alone,
    "clang_format": compiled_checks.clang_format,
}


SKIPPED = 77  # CTest's SKIP_RETURN_CODE


def main(check, subject, *tools):
    if check == "clang_format" and compiled_checks.another_layout(*tools):
        print(f"skipped: {compiled_checks.another_layout(*tools)}")
        return SKIPPED
    if check == "symbols":
        complaints = compiled_checks.symbols(subject)
    else:
        complaints = CHECKS[check](source_tree.existing(subject), *tools)
    count = 0
    for complaint in complaints:
        print(complaint)
        count += 1
    return 1 if count else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
