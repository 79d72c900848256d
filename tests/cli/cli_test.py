#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The command as its user meets it: what it refuses, what it returns, what it prints.

usage: cli_test.py FTSIM FIRMWARE_FOLDER [UNITTEST_ARGUMENT...]
"""

import json
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest

FTSIM = FIRMWARE = None
OUTCOMES = ["sdc", "crash", "hang", "due", "detected_recovered", "latent", "masked"]


def ftsim(*arguments, stdout=subprocess.PIPE, timeout=60):
    return subprocess.run([FTSIM, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=stdout,
                          stderr=subprocess.PIPE, text=True, timeout=timeout, check=False)


def result(*arguments):
    """The JSON of a run."""
    return json.loads(ftsim(*arguments, "--format", "json").stdout)


def elf(name):
    return FIRMWARE / f"{name}.elf"


class Refusals(unittest.TestCase):
    """One line that names what was found, the documented exit status, and nothing on stdout."""

    def refuse(self, status, named, *arguments):
        run = ftsim(*arguments)
        self.assertEqual(run.returncode, status, run.stderr)
        self.assertEqual(run.stdout, "")
        self.assertRegex(run.stderr, r"\Aftsim: [^\n]+\n\Z")
        self.assertIn(named, run.stderr)

    def test_counts(self):
        for text in ("1.5", "-1", "0", "1e30", "", "ten", "1e"):
            with self.subTest(text):
                self.refuse(2, "--cycles", "--cycles", text)

    def test_values(self):
        for option in ("--topology", "--kernel", "--evaluate", "--inject", "--golden",
                       "--snapshot-check", "--format"):
            with self.subTest(option):
                self.refuse(2, f"{option}: \"never\"", option, "never")
        self.refuse(2, "--lockstep-offset", "--lockstep-offset", "2")
        self.refuse(2, "--snapshot-cost", "--snapshot-cost", "100")
        self.refuse(2, "--rate", "--rate", "0")

    def test_options_that_contradict(self):
        self.refuse(2, "--rate", "--rate", "1e-6", "--faults", "3")
        self.refuse(2, "--inject none", "--inject", "none", "--rate", "1e-6")
        self.refuse(2, "--evaluate shared", "--kernel", "systemc", "--evaluate", "shared")
        self.refuse(2, "--golden off", "--topology", "simplex", "--inject", "seu", "--golden",
                    "off")

    def test_names(self):
        self.refuse(2, "--bogus", "--bogus")
        self.refuse(2, "bogus", "bogus")
        self.refuse(2, "cpu2", "--fault", "cpu2.core.pc_q[1]@5")
        self.refuse(2, "core.nope", "--fault", "cpu0.core.nope[1]@5")
        self.refuse(2, "0 to 31", "--fault", "cpu0.core.pc_q[32]@5")
        self.refuse(2, "@CYCLE", "--fault", "cpu0.core.pc_q[3]")

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            good = elf("hello").read_bytes()
            broken = {
                "empty": b"", "truncated": good[:40], "elf64": good[:4] + b"\2" + good[5:],
                "big_endian": good[:5] + b"\2" + good[6:],
                "x86": good[:18] + b"\x03\0" + good[20:],
                "relocatable": good[:16] + b"\1\0" + good[18:],
            }
            for name, content in broken.items():
                path = folder / name
                path.write_bytes(content)
                with self.subTest(name):
                    self.refuse(5, str(path), "--program", path)
            self.refuse(5, "missing", "--program", folder / "missing")
            self.refuse(5, str(folder), "--program", folder)
            self.refuse(5, "console", "--console", folder / "no" / "console", "--cycles", "1e4")
            self.refuse(5, "events", "--events", folder / "no" / "events", "--cycles", "1e4")
            self.refuse(5, "input", "--console-in", folder / "input", "--cycles", "1e4")

    def test_hostile_programs(self):
        """Nothing that can be done to an ELF makes it crash."""
        good = bytearray(elf("hello").read_bytes())
        chance = random.Random(1)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "hostile.elf"
            for number in range(120):
                content = bytearray(good)
                for _ in range(chance.randint(1, 8)):
                    place = chance.randrange(min(len(content), chance.choice([52, 200, 1 << 30])))
                    content[place] = chance.randrange(256)
                if number % 4 == 0:
                    del content[chance.randrange(len(content)):]
                path.write_bytes(content)
                run = ftsim("--program", path, "--cycles", "2000", "--golden", "off")
                self.assertIn(run.returncode, (0, 1, 3, 5), f"{number}: {run.stderr}")


class Endings(unittest.TestCase):
    def test_exit_statuses(self):
        for name, status, reason, code in (("hello", 0, "finisher", 0), ("fail", 1, "finisher", 7),
                                           ("tohost", 0, "tohost", 0),
                                           ("tohost_fail", 1, "tohost", 5)):
            with self.subTest(name):
                run = ftsim("--program", elf(name), "--format", "json")
                self.assertEqual(run.returncode, status)
                self.assertEqual(json.loads(run.stdout)["exit"], {"reason": reason, "code": code})

    def test_trap_loop(self):
        for name in ("wild_jump", "wild_handler"):
            run = ftsim("--program", elf(name))
            self.assertEqual(run.returncode, 3)
            self.assertRegex(run.stdout, r"trap_loop: 100 traps in a row, pc 0x[0-9a-f]{8}, "
                                         r"cause \d+, cycle [\d,]+")
            self.assertIn("pc", result("--program", elf(name))["exit"])

    def test_a_program_that_never_ends(self):
        run = ftsim("--cycles", "1e5", "--format", "json")
        self.assertEqual(run.returncode, 0)
        self.assertEqual(json.loads(run.stdout)["exit"]["reason"], "cycles")
        self.assertEqual(json.loads(run.stdout)["cycles"], 100_000)

    def test_timeout(self):
        run = ftsim("--cycles", "1e15", "--timeout", "0.3", "--format", "json")
        self.assertEqual(run.returncode, 4)
        self.assertEqual(json.loads(run.stdout)["exit"]["reason"], "timeout")

    def test_interrupt(self):
        with subprocess.Popen([FTSIM, "--inject", "seu", "--cycles", "1e15"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
            time.sleep(1)
            run.send_signal(signal.SIGINT)
            out, _ = run.communicate(timeout=30)
            self.assertEqual(run.returncode, 130)
            self.assertIn("end          interrupted", out)

    def test_full_disk(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            self.assertEqual(ftsim("--cycles", "1e4", stdout=full).returncode, 5)
        run = ftsim("--cycles", "2e7", "--console", "/dev/full")
        self.assertEqual(run.returncode, 5)
        self.assertIn("/dev/full", run.stderr)
        self.assertIn("20,000,000 cycles", run.stdout, "the report is not lost")

    def test_an_escape_is_a_failure(self):
        run = ftsim("--program", elf("lockstep_target"), "--topology", "simplex", "--fault",
                    "cpu0.core.u_regfile.regs_q[21][0]@50000")
        self.assertEqual(run.returncode, 1)
        self.assertTrue(run.stdout.startswith("J\n"), "the console is the faulty machine's")
        self.assertIn("NOT equal to the golden run's", run.stdout)


class Texts(unittest.TestCase):
    def test_help(self):
        for arguments in (["--help"], ["run", "--help"], ["sites", "--help"]):
            run = ftsim(*arguments)
            self.assertEqual((run.returncode, run.stderr), (0, ""))
            self.assertLessEqual(max(map(len, run.stdout.splitlines())), 80)
        options = re.findall(r"^  (--[a-z-]+)", ftsim("--help").stdout, re.MULTILINE)
        self.assertEqual(len(options), len(set(options)))
        self.assertIn("--snapshot-check", options)

    def test_version(self):
        self.assertRegex(ftsim("--version").stdout, r"\Aftsim \d+\.\d+\.\d+\n\Z")

    def test_report(self):
        run = ftsim("--rate", "1e-5", "--cycles", "2e6")
        for wanted in ("flop bits of two CPU boards", "comparator not hit", "95 % interval",
                       "acceleration", "median", "re-executions", "cycles lost", "M cycles/s",
                       "equal to the golden run's"):
            self.assertIn(wanted, run.stdout)
        self.assertRegex(run.stderr, r"\Afirst fault: cpu[01]\.core\.\S+ flipped at cycle [\d,]+\n"
                                     r"  caught [\d,]+ cycles later: .* differs\n"
                                     r"  rolled back to cycle [\d,]+, .*\n"
                                     r"  undone: at cycle [\d,]+ both boards agree in every bit\n")
        report = run.stdout[run.stdout.index("the built-in program"):]
        self.assertLessEqual(max(map(len, report.splitlines())), 80)

    def test_sites(self):
        listed = json.loads(ftsim("sites", "--format", "json").stdout)
        self.assertEqual(sum(site["width"] for site in listed["sites"]), listed["bits_per_board"])
        text = ftsim("sites").stdout
        self.assertIn(f"{len(listed['sites'])} sites, {listed['bits_per_board']} bits", text)
        for site in listed["sites"]:
            self.assertRegex(text, rf"(?m)^{re.escape(site['name'])} +{site['width']}  flop$")


class Results(unittest.TestCase):
    RUN = ("--rate", "1e-5", "--cycles", "3e6")

    def test_json_has_every_field(self):
        got = result(*self.RUN)
        numbers = ("schema_version", "cycles", "instructions", "wall_seconds", "cycles_per_second",
                   "injected", "elapsed_cycles", "cycles_lost", "mismatches", "reexecutions")
        for field in numbers:
            self.assertIsInstance(got[field], (int, float), field)
        self.assertEqual(list(got["outcomes"]), OUTCOMES)
        self.assertEqual(sum(got["outcomes"].values()), got["injected"])
        self.assertEqual(got["elapsed_cycles"] - got["cycles"], got["cycles_lost"])
        self.assertEqual(got["config"]["seed"], 1)
        self.assertEqual(got["config"]["inject"], "seu")
        self.assertEqual(got["evaluation"], "shared")
        self.assertRegex(got["output_digest"], r"\A[0-9a-f]{16}\Z")

    def test_the_seed_decides(self):
        def timeless(*arguments):
            got = result(*self.RUN, *arguments)
            return {key: got[key] for key in got if key not in ("wall_seconds",
                                                                "cycles_per_second", "config")}
        self.assertEqual(timeless(), timeless())
        self.assertNotEqual(timeless()["faults"], timeless("--seed", "2")["faults"])

    def test_a_shorter_run_has_the_first_faults(self):
        longer = result(*self.RUN)["faults"]
        shorter = result("--rate", "1e-5", "--cycles", "2e6")["faults"]
        self.assertEqual([fault["site"] for fault in shorter],
                         [fault["site"] for fault in longer[:len(shorter)]])

    def test_a_number_of_faults_spreads_over_the_run(self):
        program = elf("lockstep_target")
        length = result("--program", program)["cycles"]
        got = result("--program", program, "--faults", "10", "--topology", "simplex")
        self.assertEqual(got["injected"], 10)
        for number, fault in enumerate(got["faults"]):
            self.assertEqual(fault["elapsed_cycle"] * 10 // length, number)

    def test_exact_faults(self):
        got = result("--cycles", "1e5", "--fault", "cpu1.core.pc_q[4]@30000", "--fault",
                     "cpu0.core.pc_q[3]@2000")
        self.assertEqual([(fault["site"], fault["elapsed_cycle"], fault["outcome"])
                          for fault in got["faults"]],
                         [("cpu0.core.pc_q[3]", 2000, "detected_recovered"),
                          ("cpu1.core.pc_q[4]", 30000, "detected_recovered")])

    def test_console(self):
        with tempfile.TemporaryDirectory() as folder:
            console = pathlib.Path(folder) / "console"
            got = ftsim("--program", elf("hello"), "--format", "json", "--console", console)
            json.loads(got.stdout)
            said = console.read_text(encoding="utf-8")
            self.assertTrue(said)
            self.assertTrue(ftsim("--program", elf("hello")).stdout.startswith(said))


class SameEvents(unittest.TestCase):
    """However a run is made, the event log is the same, byte for byte."""

    WAYS = {
        "shared": ("--evaluate", "shared"),
        "all": ("--evaluate", "all"),
        "systemc": ("--kernel", "systemc"),
        "no_golden": ("--golden", "off"),
    }

    def events(self, *arguments):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "events"
            ftsim(*arguments, "--events", path, "--format", "json", timeout=300)
            return path.read_text(encoding="utf-8")

    def same(self, *arguments):
        logs = {way: self.events(*arguments, *options) for way, options in self.WAYS.items()}
        for way, log in logs.items():
            self.assertEqual(log, logs["shared"], way)
        return logs["shared"]

    def test_with_many_faults(self):
        log = self.same("--program", elf("rounds_quick"), "--rate", "2e-5", "--cycles", "6e6")
        kinds = [json.loads(line)["event"] for line in log.splitlines()]
        self.assertGreater(kinds.count("roll_back"), 50)
        self.assertEqual(kinds[-1], "end")

    def test_with_a_poisoned_snapshot(self):
        log = self.same("--program", elf("lockstep_target"), "--snapshot-check", "none", "--fault",
                        "cpu1.core.u_regfile.regs_q[21][0]@50000")
        self.assertIn('"reason":"due"', log)

    def test_with_wait_states_and_input(self):
        self.same("--program", elf("echo"), "--console-text", "one\\ntwo\\nq\\n", "--mem-latency",
                  "3", "--rate", "1e-3", "--snapshot-interval", "500")

    def test_recovered_console_is_the_fault_free_one(self):
        program = ("--program", elf("rounds_quick"), "--cycles", "6e6")
        faulty, clean = result(*program, "--rate", "1e-5"), result(*program)
        self.assertGreater(faulty["outcomes"]["detected_recovered"], 20)
        self.assertEqual(faulty["output_digest"], clean["output_digest"])
        self.assertEqual(faulty["instructions"], clean["instructions"])
        self.assertIs(faulty["output_equals_golden"], True)


if __name__ == "__main__":
    FTSIM, FIRMWARE = sys.argv[1], pathlib.Path(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
