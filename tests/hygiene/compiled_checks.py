# SPDX-License-Identifier: Apache-2.0
"""What a compiler, nm and clang-format say of the code."""

import concurrent.futures
import pathlib
import re
import subprocess

import source_tree

INCLUDE_FOLDERS = ("comparator/include", "sim/include", "faultinject/include")

# The library never prints, ends the process, reads the environment, a clock or unseeded randomness.
# A failed assertion is none of these: it comes in as __assert_fail. The host's clock has one door.
CLOCK_DOOR = "host_clock.cpp.o"
FORBIDDEN = re.compile(
    r"(__)?(v?f?printf|puts|fputs|putchar|putc|fputc|perror)(_chk)?"
    r"|stdout|stderr|std::w?(cout|cerr|clog)|fmt::v\d+::v?print\b.*"
    r"|_?exit|_Exit|quick_exit|abort"
    r"|getenv|secure_getenv|environ"
    r"|std::chrono::.*::now\(\)|time|gettimeofday|clock|clock_gettime"
    r"|rand|srand|random|getrandom|getentropy|std::random_device::.*")


def headers_alone(root, compiler):
    """Every public header compiles as the first line of a stranger's source, without a warning."""
    folders = [f"-I{root / folder}" for folder in INCLUDE_FOLDERS]

    def compile_one(path):
        run = subprocess.run(
            [compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow",
             "-Werror", *folders, "-x", "c++", "-include", str(root / path), "/dev/null"],
            capture_output=True, text=True, check=False)
        return f"{path} does not compile alone:\n{run.stderr}" if run.returncode else None

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        yield from filter(None, pool.map(compile_one, source_tree.public_headers(root)))


def symbols(object_list):
    """object_list: a file with a line an object file of ours, Verilated ones left out."""
    objects = [line for line in pathlib.Path(object_list).read_text(encoding="utf-8").splitlines()
               if line]
    if not objects:
        yield f"{object_list}: no object files there"
    for path in objects:
        said = subprocess.run(["nm", "-C", "-u", "--format=just-symbols", path],
                              capture_output=True, text=True, check=True).stdout
        for symbol in said.splitlines():
            name = symbol.strip().split("@")[0]
            through_door = path.endswith(CLOCK_DOOR) and name.endswith("::now()")
            if FORBIDDEN.fullmatch(name) and not through_door:
                yield f"{path} uses {name}"


# Releases of clang-format disagree on what one style is: the code's layout is this one's.
LAYOUT = "14"


def another_layout(program):
    """Why this clang-format is no judge of the layout, or None."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"version (\d+)", said)
    if version and version[1] == LAYOUT:
        return None
    return f"the layout is that of clang-format {LAYOUT}, and here is {said.strip()}"


def clang_format(root, program):
    files = [str(root / path) for path in source_tree.cpp_files(root)]
    run = subprocess.run([program, "--dry-run", "--Werror", f"--style=file:{root}/.clang-format",
                          *files], capture_output=True, text=True, check=False)
    if run.returncode:
        yield f"{run.stderr}\nclang-format -i FILE puts that right"
