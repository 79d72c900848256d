#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every check of this folder against a small tree that breaks its rule, and one that does not.

usage: self_test.py COMPILER CLANG_FORMAT (empty: none here)
"""

import contextlib
import io
import pathlib
import subprocess
import sys
import tempfile
import unittest

import check

COMPILER = CLANG_FORMAT = ""
LICENCE = "// SPDX-License-Identifier: Apache-2.0\n"
MODEL = "sim/include/ftsim/model/x.hpp"


class Hygiene(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name) / "a tree"

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def complaints(self, *arguments):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            status = check.main(*arguments)
        lines = said.getvalue().splitlines()
        self.assertEqual(status, int(any(not line.startswith("warning") for line in lines)))
        return said.getvalue()

    def assert_bad(self, which, name, text, because, *tools):
        path = self.write(name, text)
        self.assertIn(because, self.complaints(which, self.root, *tools), name)
        path.unlink()

    def assert_good(self, which, name, text, *tools):
        path = self.write(name, text)
        self.assertEqual(self.complaints(which, self.root, *tools), "", name)
        path.unlink()

    def includes(self, name, header, because=None):
        text = LICENCE + f"#include {header}\n"
        if because:
            self.assert_bad("includes", name, text, because)
        else:
            self.assert_good("includes", name, text)

    def test_a_folder_without_sources_is_no_success(self):
        with self.assertRaises(SystemExit):
            check.main("spdx", self.root.parent)

    def test_the_licence_comes_first(self):
        self.assert_bad("spdx", "sim/cli/main.cpp", "#include <span>\n" + LICENCE, "main.cpp:1:")
        self.assert_bad("spdx", "rtl/core/x.sv", "", "x.sv:1:")
        self.assert_bad("spdx", "CMakeLists.txt", "project(x)\n", "CMakeLists.txt:1:")
        self.assert_good("spdx", "tests/x.py", "#!/usr/bin/env python3\n" + LICENCE)

    def test_code_is_ascii(self):
        self.assert_bad("ascii", "sim/board/x.cpp", LICENCE + "// caf\u00e9\n", "x.cpp:2:7:")
        self.assert_good("ascii", "sim/board/x.cpp", LICENCE)

    def test_blanks_are_seen(self):
        self.assert_bad("blanks", "rtl/core/x.sv", LICENCE + "\tx\n", "x.sv:2: a tab")
        self.assert_bad("blanks", "cmake/X.cmake", LICENCE + "x \n", "X.cmake:2: blanks")
        self.assert_good("blanks", "cmake/X.cmake", LICENCE + "  x\n\n")

    def test_lines_of_markdown_fit(self):
        self.write("sim/board/x.cpp", LICENCE)
        for name in ("README.md", "docs/guides/x.md", "bench/README.md"):
            self.assert_bad("markdown", name, "# X\n" + 101 * "x" + "\n", f"{name}:2: 101 columns")
            self.assert_good("markdown", name, 100 * "x" + "\n")
        self.assert_bad("markdown", "README.md", "<<<<<<< ours\n", "README.md:1: a mark of a merge")

    def test_files_are_short(self):
        self.assert_bad("length", "sim/board/x.cpp", "\n" * 601, "601 lines")
        self.assert_good("length", "sim/board/x.cpp", "\n" * 400)
        self.write("sim/board/x.cpp", "\n" * 600)
        self.assertIn("warning", self.complaints("length", self.root))

    def test_rooms_know_only_those_below(self):
        self.includes("sim/lockstep/x.cpp", '"ftsim/board/ram.hpp"')
        self.includes("sim/board/x.cpp", '"ftsim/lockstep/engine.hpp"', "board may know")
        self.includes("sim/include/ftsim/replay/log.hpp", "<ftsim/model/x.hpp>", "replay may know")
        self.includes("sim/host/x.cpp", '"ftsim/lockstep/engine.hpp"', "host may know")
        self.includes("sim/lockstep/x.cpp", '"ftsim/systemc/kernel.hpp"', "lockstep may know")
        self.includes("faultinject/x.cpp", '"ftsim/systemc/kernel.hpp"', "faultinject may know")
        self.includes("sim/systemc/x.cpp", '"ftsim/lockstep/kernel.hpp"')
        self.includes("faultinject/x.cpp", '"ftsim/lockstep/engine.hpp"')

    def test_nothing_looks_at_the_list_of_faults(self):
        for room in ("model", "board", "replay", "lockstep", "host", "systemc"):
            self.includes(f"sim/{room}/x.cpp", '"ftsim/faultinject/plan.hpp"', "is a lie")
        self.includes("sim/lockstep/x.cpp", '"faultinject/plan.hpp"', "is a lie")
        self.includes("sim/cli/x.cpp", '"ftsim/faultinject/plan.hpp"')

    def test_nothing_includes_the_command(self):
        self.includes("faultinject/x.cpp", '"sim/cli/options.hpp"', "nothing includes cli")
        self.includes("tests/unit/x.cpp", '"sim/cli/options.hpp"', "nothing includes cli")
        self.includes("sim/cli/x.cpp", '"sim/cli/options.hpp"')

    def test_what_all_may_know_knows_no_room(self):
        self.includes("sim/include/ftsim/error.hpp", '"ftsim/board/ram.hpp"', "knows none")
        self.includes("sim/replay/x.cpp", '"ftsim/error.hpp"')

    def test_no_way_round_by_dots(self):
        self.includes("sim/board/x.cpp", '"../lockstep/engine.hpp"', "project's root")

    def test_only_the_model_sees_verilated_headers(self):
        for header in ("<verilated.h>", '"Vftsim_core.h"', '"Vftsim_core___024root.h"',
                       '"Vftsim_core_internals.hpp"', "<verilated_fst_c.h>"):
            self.includes("sim/lockstep/x.cpp", header, "only sources of sim/model")
            self.includes(MODEL, header, "only sources of sim/model")
            self.includes("sim/model/x.cpp", header)
            self.includes("bench/x.cpp", header)

    def test_only_the_systemc_room_knows_systemc(self):
        self.includes("sim/lockstep/x.cpp", "<systemc>", "only sim/systemc")
        self.includes("sim/systemc/x.cpp", "<systemc>")

    def test_public_headers_bring_no_library_along(self):
        for header in ("<sqlite3.h>", "<nlohmann/json.hpp>", "<CLI/CLI.hpp>"):
            self.includes(MODEL, header, "public header")
            self.includes("sim/cli/x.cpp", header)

    def test_the_comparator_stands_alone(self):
        header = "comparator/include/ftsim/comparator/x.hpp"
        self.includes(header, "<fmt/format.h>", "standard library and xxHash")
        self.includes(header, '"ftsim/error.hpp"', "standard library and xxHash")
        for good in ("<span>", "<xxhash.h>", "<immintrin.h>", '"ftsim/comparator/y.hpp"',
                     '"comparator/y.hpp"'):
            self.includes(header, good)

    def test_headers_compile_alone(self):
        body = LICENCE + "#pragma once\nstd::vector<int> numbers();\n"
        self.assert_bad("headers", MODEL, body, "does not compile alone", COMPILER)
        self.assert_good("headers", MODEL, body.replace("once", "once\n#include <vector>"),
                         COMPILER)

    def test_the_library_never_prints_or_ends_the_process(self):
        self.assertEqual(self.symbols("#include <cassert>\nvoid f(int i) { assert(i); }\n"), "")
        for code, name in (('#include <cstdio>\nvoid f() { std::puts(""); }', "uses puts"),
                           ('#include <iostream>\nvoid f() { std::cout << 1; }', "std::cout"),
                           ("#include <cstdlib>\nvoid f() { std::exit(1); }", "uses exit"),
                           ("#include <cstdlib>\nvoid f() { std::abort(); }", "uses abort"),
                           ('#include <cstdlib>\nchar* f() { return std::getenv("A"); }', "getenv"),
                           ("#include <chrono>\nauto f() { "
                            "return std::chrono::steady_clock::now(); }", "::now()"),
                           ("#include <random>\nauto f() { return std::random_device()(); }",
                            "std::random_device")):
            self.assertIn(name, self.symbols(code))

    def test_the_clock_has_one_door(self):
        code = "#include <chrono>\nauto f() { return std::chrono::steady_clock::now(); }"
        self.assertEqual(self.symbols(code, "host_clock.cpp"), "")
        code = "#include <cstdlib>\nvoid f() { std::abort(); }"
        self.assertIn("abort", self.symbols(code, "host_clock.cpp"))

    def test_no_objects_is_no_success(self):
        empty = self.write("objects.txt", "\n")
        self.assertIn("no object files", self.complaints("symbols", empty))

    def symbols(self, code, name="x.cpp"):
        source = self.write(name, code)
        made = source.with_suffix(".cpp.o")
        subprocess.run([COMPILER, "-std=c++20", "-O2", "-c", source, "-o", made], check=True)
        return self.complaints("symbols", self.write("objects.txt", f"{made}\n"))

    def test_one_layout(self):
        if not CLANG_FORMAT:
            self.skipTest("no clang-format here")
        self.write(".clang-format", "BasedOnStyle: Google\n")
        self.write("sim/x.cpp", "int f();\n")
        if "skipped" in self.complaints("clang_format", self.root, CLANG_FORMAT):
            self.skipTest("another clang-format than the layout's")
        self.assert_bad("clang_format", "sim/x.cpp", "int  f( );\n", "clang-format", CLANG_FORMAT)
        self.assert_good("clang_format", "sim/x.cpp", "int f();\n", CLANG_FORMAT)


if __name__ == "__main__":
    COMPILER, CLANG_FORMAT = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1])
