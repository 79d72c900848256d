#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The exit status says how a run ended, and the report says the same."""

import json
import signal
import struct
import subprocess
import time

from command import ENVIRONMENT, CommandTest, firmware, main, run, run_json
import command

NEVER = ("--cycles", "1e12")  # days, where nothing stops it

# What the report says for each reason.
ENDS = {"cycles": "--cycles reached", "finisher": "the program ended through the finisher",
        "tohost": "the program ended through tohost",
        "trap_loop": "the program is stuck in a trap loop",
        "due": "due, the machine stopped itself", "timeout": "--timeout reached",
        "interrupted": "interrupted"}


class ExitStatus(CommandTest):
    def assert_ends(self, status, reason, code, *arguments):
        """Runs it in both formats; the JSON's `exit`, and the text."""
        text = run(*arguments)
        self.assertEqual(text.returncode, status, text.stderr)
        self.assertRegex(text.stdout, rf"(?m)^end +{ENDS[reason]}\b")
        done = run(*arguments, "--format", "json")
        self.assertEqual(done.returncode, status, done.stderr)
        report = json.loads(done.stdout)
        self.assertEqual(report["exit"]["reason"], reason)
        self.assertEqual(report["exit"]["code"], code)
        return report, text.stdout

    def assert_program_ends(self, status, reason, code, name):
        for kernel in ("plain", "systemc"):
            with self.subTest(kernel=kernel):
                found = self.assert_ends(status, reason, code, "--program", firmware(name),
                                         "--cycles", 1e6, "--kernel", kernel)
        return found

    def test_a_program_that_passes(self):
        self.assert_program_ends(0, "finisher", 0, "hello")
        self.assert_program_ends(0, "tohost", 0, "tohost")

    def test_a_program_that_fails(self):
        _, text = self.assert_program_ends(1, "finisher", 7, "fail")
        self.assertIn("code 7", text)
        self.assert_program_ends(1, "tohost", 5, "tohost_fail")

    def test_a_trap_loop_tells_where(self):
        for name, pc, cause in (("wild_jump", 0x1800_0000, 1), ("wild_handler", None, 11)):
            with self.subTest(program=name):
                report, text = self.assert_program_ends(3, "trap_loop", 0, name)
                end = report["exit"]
                self.assertEqual(end["cause"], cause)
                if pc is not None:
                    self.assertEqual(end["pc"], pc)
                self.assertRegex(text, rf"first trap +pc 0x{end['pc']:08x}, cause {cause} \(")
                self.assertIn(f"pc 0x{end['last_pc']:08x}, cause {end['last_cause']}", text)

    def test_a_trap_loop_tells_of_its_first_trap(self):
        # 0: lui t0, 0x80000; 4: jr 64(t0) to an illegal word; nobody has set mtvec.
        program = self.work / "falls.bin"
        program.write_bytes(struct.pack("<2I", 0x800002B7, 0x04028067) + bytes(100))
        for topology in ("simplex", "duplex", "dcls", "tmr"):
            for arguments in ((), ("--lockstep-offset", 2), ("--kernel", "systemc")):
                if topology in ("simplex", "tmr") and "--lockstep-offset" in arguments:
                    continue
                with self.subTest(topology=topology, arguments=arguments):
                    report, text = self.assert_ends(3, "trap_loop", 0, "--program", program,
                                                    "--topology", topology, *arguments)
                    end = report["exit"]
                    self.assertEqual((end["pc"], end["cause"]), (0x8000_0040, 2))
                    self.assertEqual((end["last_pc"], end["last_cause"]), (0, 1))
                    self.assertIn("first trap   pc 0x80000040, cause 2 (illegal", text)

    def test_a_trap_loop_after_a_fault_is_a_failure(self):
        report, _ = self.assert_ends(1, "trap_loop", 0, "--program", firmware("timer"),
                                     "--topology", "simplex", "--cycles", 1e6,
                                     "--fault", "cpu0.core.u_csr.mtvec_base_q[28]@31000")
        self.assertEqual(report["outcomes"]["crash"], 1)

    def test_a_word_that_golden_never_said_is_a_crash(self):
        """The machine fails with code 65 at cycle 2019; golden is silent up to the last cycle."""
        report = run_json("--topology", "simplex", "--cycles", 1e6,
                          "--fault", "cpu0.core.pc_q[30]@2000")
        self.assertEqual(report["exit"], {"reason": "finisher", "code": 65})
        self.assertEqual(report["outcomes"]["crash"], 1)
        self.assertIs(report["output_equals_golden"], False)

    def test_reaching_the_cycles(self):
        report, _ = self.assert_ends(0, "cycles", 0, "--cycles", 12345)
        self.assertEqual(report["cycles"], 12345)

    def test_the_timeout(self):
        for more in ((), ("--rate", "1e-6"), ("--kernel", "systemc"),
                     ("--topology", "simplex", "--inject", "seu")):
            with self.subTest(more=more):
                start = time.monotonic()
                self.assert_ends(4, "timeout", 0, *NEVER, "--timeout", 0.2, *more)
                self.assertLess(time.monotonic() - start, 20)

    def test_ctrl_c_still_reports(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            for more in ((), ("--rate", "1e-6", "--events", self.work / "events")):
                with self.subTest(signal=number, more=more):
                    stdout, status = self.interrupt(number, *more)
                    self.assertEqual(status, 130)
                    report = json.loads(stdout)
                    self.assertEqual(report["exit"], {"reason": "interrupted", "code": 0})
                    self.assertGreater(report["cycles"], 0)
        last = (self.work / "events").read_text(encoding="ascii").splitlines()[-1]
        self.assertEqual(json.loads(last)["reason"], "interrupted")

    def interrupt(self, number, *more):
        arguments = [command.FTSIM, *NEVER, "--format", "json", *more]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              stdin=subprocess.DEVNULL, env=ENVIRONMENT) as process:
            self.addCleanup(process.kill)
            time.sleep(1)
            process.send_signal(number)
            stdout, _ = process.communicate(timeout=60)
        return stdout, process.returncode


if __name__ == "__main__":
    main()
