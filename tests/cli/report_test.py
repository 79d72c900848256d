#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a person reads: the report, the story of the first fault, the list of sites."""

import json
import re

from command import CommandTest, firmware, main, run


class Report(CommandTest):
    def test_says_what_happened(self):
        done = run("--rate", "1e-5", "--cycles", "2e6")
        for wanted in ("flop bits of two CPU boards", "comparator not hit", "95 % interval",
                       "acceleration", "median", "re-executions", "cycles lost", "M cycles/s",
                       "equal to the golden run's"):
            self.assertIn(wanted, done.stdout)
        report = done.stdout[done.stdout.index("the built-in program"):]
        self.assertLessEqual(max(map(len, report.splitlines())), 80)

    def test_tells_the_story_of_the_first_fault(self):
        story = run("--rate", "1e-5", "--cycles", "2e6").stderr
        self.assertRegex(story, r"\Afirst fault: cpu[01]\.core\.\S+ flipped at cycle [\d,]+\n"
                                r"  caught [\d,]+ cycles later: .* differs\n"
                                r"  rolled back to cycle [\d,]+, .*\n"
                                r"  undone: at cycle [\d,]+ both boards agree in every bit\n")

    def test_of_a_wrong_byte(self):
        done = run("--program", firmware("lockstep_target"), "--topology", "simplex",
                   "--fault", "cpu0.core.u_regfile.regs_q[21][0]@50000")
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stdout.startswith("J\n"), "the console is the faulty machine's")
        self.assertIn("NOT equal to the golden run's", done.stdout)

    def test_of_too_many_faults(self):
        done = run("--program", firmware("sort"), "--faults", "100")
        self.assertIn("too many to recover", done.stdout)

    def test_is_not_lost_with_the_console(self):
        done = run("--cycles", "2e7", "--console", "/dev/full")
        self.assertEqual(done.returncode, 5)
        self.assertIn("/dev/full", done.stderr)
        self.assertIn("20,000,000 cycles", done.stdout)


class Sites(CommandTest):
    def test_text_and_json_agree(self):
        listed = json.loads(run("sites", "--format", "json").stdout)
        self.assertEqual(sum(site["width"] for site in listed["sites"]), listed["bits_per_board"])
        text = run("sites").stdout
        self.assertIn(f"{len(listed['sites'])} sites, {listed['bits_per_board']} bits", text)
        for site in listed["sites"]:
            self.assertRegex(text, rf"(?m)^{re.escape(site['name'])} +{site['width']}  flop$")


if __name__ == "__main__":
    main()
