# SPDX-License-Identifier: Apache-2.0
"""Which files are ours, and what kind they are. Walks folders, so that it needs no git."""

import pathlib

FOLDERS = ("rtl", "comparator", "sim", "faultinject", "bench", "tests", "examples", "cmake", ".ci")
CPP = {".cpp", ".hpp"}
CODE = CPP | {".c", ".h", ".S", ".ld", ".sv", ".svh", ".vlt", ".py", ".sh", ".cmake", ".in"}
CODE_NAMES = {"CMakeLists.txt", "packages.txt", "run"}


def is_code(path):
    return path.suffix in CODE or path.name in CODE_NAMES


def code_files(root):
    """Every code file, as a path relative to the root, in a fixed order."""
    found = [path for path in root.iterdir() if path.is_file() and is_code(path)]
    for folder in FOLDERS:
        found += [path for path in (root / folder).rglob("*") if path.is_file() and is_code(path)]
    return sorted(path.relative_to(root) for path in found)


def markdown_files(root):
    """Every Markdown file, but for what a build has put beside the sources."""
    found = [path for folder in (*FOLDERS, "docs") for path in (root / folder).rglob("*.md")]
    return sorted(path.relative_to(root) for path in [*root.glob("*.md"), *found])


def cpp_files(root):
    return [path for path in code_files(root) if path.suffix in CPP]


def public_headers(root):
    """The headers that are installed."""
    return [path for path in cpp_files(root)
            if path.parts[0] in ("comparator", "sim", "faultinject") and "include" in path.parts]


def lines(root, path):
    return (root / path).read_text(encoding="utf-8", errors="surrogateescape").splitlines()


def existing(root):
    """The root as a path. A wrong one would make every check pass."""
    root = pathlib.Path(root)
    if not code_files(root):
        raise SystemExit(f"{root}: no source files there")
    return root
