#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What ftsim knows of Verilator's insides: each release's way is told from the others', and one that
is not known is refused in one sentence. The generated functions themselves are tested by what they
do: one_edge_test.cpp, netlist_test.cpp.

usage: verilator_internals_test.py VERILATOR SCRIPT COUNTER.sv
"""

import importlib.util
import pathlib
import subprocess
import sys
import tempfile
import unittest

VERILATOR = SCRIPT = COUNTER = internals = None

OLD = "VlTriggerVec<1> __VicoTriggered;\nVlTriggerVec<1> __VnbaTriggered;\n"
NEW = ("VlUnpacked<QData/*63:0*/, 1> __VicoTriggered;\n"
       "VlUnpacked<QData/*63:0*/, 1> __VnbaTriggered;\n")
CLOCK_OLD = "CData/*0:0*/ __Vtrigrprev__TOP__clk_i;\n"
CLOCK = "CData/*0:0*/ __Vtrigprevexpr___TOP__clk_i__0;\n"


class Releases(unittest.TestCase):
    def verilator(self, version):
        path = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()), "verilator")
        path.write_text(f"#!/bin/sh\necho 'Verilator {version} 2023-01-22 rev (a packager)'\n")
        path.chmod(0o755)
        return str(path)

    def enterContext(self, context):  # unittest has it from Python 3.11 on
        self.addCleanup(context.__exit__, None, None, None)
        return context.__enter__()

    def options(self, version, *more):
        return subprocess.run([sys.executable, "-B", SCRIPT, "options", self.verilator(version),
                               *more], capture_output=True, text=True)

    def root(self, version, text):
        path = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()), "Vx___024root.h")
        path.write_text(text)
        return internals.Root(version, path)

    def test_known_releases_are_taken(self):
        for version in ("5.006", "5.032", "5.048"):
            done = self.options(version)
            self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        self.assertEqual(self.options("5.050").stdout, "-fno-ico-change-detect")

    def test_others_are_refused_in_a_sentence(self):
        for version in ("4.228", "5.004", "5.100", "6.000"):
            done = self.options(version)
            self.assertNotEqual(done.returncode, 0)
            self.assertRegex(done.stderr, rf"^Verilator {version} at .* does not do: ftsim knows "
                                          r"the insides of 5\.006 to 5\.\d+ .*\n$")
        self.assertEqual(self.options("5.100", "any").returncode, 0)
        self.assertNotEqual(self.options("4.228", "any").returncode, 0)

    def test_triggers_of_each_release(self):
        for version, text, wanted in (
                ((5, 6), OLD + CLOCK_OLD, "root->__VnbaTriggered.at(0) = true;"),
                ((5, 32), OLD + CLOCK, "root->__VnbaTriggered.set(0, true);"),
                ((5, 36), OLD + CLOCK, "root->__VnbaTriggered.setBit(0, true);"),
                ((5, 42), NEW + CLOCK, "root->__VnbaTriggered[0] = 1;")):
            self.assertEqual(self.root(version, text).one_trigger("nba"), wanted)
        self.assertEqual(self.root((5, 50), NEW + CLOCK).one_trigger("ico"),
                         "root->__VicoTriggered[0] = ~0ULL;")

    def test_a_second_clock_fails_the_build(self):
        second = CLOCK.replace("clk_i", "other_clk_i")
        for version, text in (((5, 32), OLD + CLOCK + second), ((5, 48), NEW + CLOCK + second)):
            with self.assertRaisesRegex(SystemExit, "not one clock alone"):
                list(internals.evaluation_functions("Vx", self.root(version, text)))

    def test_with_other_triggers_everything_is_evaluated(self):
        for version, text in (((5, 32), OLD.replace("<1>", "<2>") + CLOCK), ((5, 48), CLOCK)):
            lines = list(internals.evaluation_functions("Vx", self.root(version, text)))
            self.assertEqual(lines[2].strip(), "Vx___024root___eval(root);")
            self.assertEqual(len(lines), 4)

    def test_logic_without_inputs_has_no_region_for_them(self):
        text = OLD.partition("\n")[2] + CLOCK
        self.assertIn("    static void look(Root*) {",
                      list(internals.evaluation_functions("Vx", self.root((5, 32), text))))

    def test_a_flop_without_a_member_is_named(self):
        reg = internals.Register(["counter", "gen_a", "count_q"], 8, 0, 0)
        with self.assertRaisesRegex(SystemExit, "no member counter__DOT__gen_a__DOT__count_q for "
                                                "the flop gen_a.count_q"):
            internals.header("Vx", (5, 32), [reg], self.root((5, 32), OLD + CLOCK))

    def test_both_descriptions_say_the_same(self):
        if not (5, 22) <= internals.version_of(VERILATOR) < (5, 46):
            self.skipTest("this Verilator has one kind of description")
        said = []
        for reader in (internals.Xml, internals.Json):
            folder = self.enterContext(tempfile.TemporaryDirectory())
            mode, output = reader.ARGUMENTS
            out = pathlib.Path(folder, "out")
            subprocess.run([VERILATOR, mode, output, out, "--Mdir", folder, "-sv", COUNTER,
                            "-Wno-DEPRECATED", "-Wno-fatal"], check=True, capture_output=True)
            said.append([vars(reg) for reg in reader(out).registers()])
        self.assertEqual(said[0], said[1])


if __name__ == "__main__":
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    VERILATOR, SCRIPT, COUNTER = sys.argv[1:4]
    del sys.argv[1:4]
    spec = importlib.util.spec_from_file_location("verilator_internals", SCRIPT)
    internals = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(internals)
    unittest.main()
