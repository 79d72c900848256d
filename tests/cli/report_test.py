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

    def test_says_what_can_be_hit_and_is_not_survived(self):
        for space, wanted in (("machine+ram", ("and of RAM;", "devices and comparator not hit",
                                               "there is one RAM, without ECC")),
                              ("machine+boards", ("the memory board and the I/O board;",
                                                  "RAM and comparator not hit",
                                                  "not survived"))):
            done = run("--rate", "1e-5", "--cycles", "1e6", "--space", space)
            report = done.stdout[done.stdout.index("the built-in program"):]
            for text in wanted:
                self.assertIn(text, report)
            self.assertLessEqual(max(map(len, report.splitlines())), 80)

    def test_tells_no_story_of_what_both_boards_read(self):
        done = run("--fault", "ram.80001000[5]@2000", "--cycles", "1e5")
        self.assertEqual(done.stderr, "")

    def test_tells_the_story_of_the_first_fault(self):
        story = run("--rate", "1e-5", "--cycles", "2e6").stderr
        row = r" +([\d,]+) +([\d,]+)  "
        self.assertRegex(story, r"\Afirst fault: cpu[01]\.core\.\S+ is inverted\n"
                                r" +elapsed +machine  cycles; a roll-back sets back machine time "
                                rf"only\n{row}the fault lands\n{row}caught: .* differs\n"
                                rf"{row}rolled back, .*\n"
                                rf"{row}undone: both boards agree in every bit\n")

    def test_its_times_add_up(self):
        story = run("--rate", "1e-5", "--cycles", "2e6").stderr
        rows = re.findall(r"^ +([\d,]+) +([\d,]+)  ", story, re.MULTILINE)
        elapsed, machine = ([int(time.replace(",", "")) for time in times] for times in zip(*rows))
        landed, caught, back, undone = range(4)
        self.assertEqual(sorted(elapsed), elapsed, "elapsed time only grows")
        self.assertLess(machine[back], machine[caught])
        self.assertGreaterEqual(machine[undone], machine[caught])
        for one, other in ((landed, caught), (back, undone)):
            ran, counted = machine[other] - machine[one], elapsed[other] - elapsed[one]
            self.assertTrue(ran <= counted < ran + 1000, "but for snapshots they go on alike")

    def test_of_a_wrong_byte(self):
        done = run("--program", firmware("lockstep_target"), "--topology", "simplex",
                   "--fault", "cpu0.core.u_regfile.regs_q[21][0]@50000")
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stdout.startswith("J\n"), "the console is the faulty machine's")
        self.assertIn("NOT equal to the golden run's", done.stdout)

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
        self.assertIn(f"{len(listed['sites'])} sites, {listed['bits_per_board']:,} bits", text)
        for site in listed["sites"]:
            self.assertRegex(text, rf"(?m)^{re.escape(site['name'])} +{site['width']}  flop$")
        self.assertEqual((listed["space"], listed["boards"], listed["ram"]), ("machine", [], None))

    def test_a_space_lists_its_parts(self):
        listed = json.loads(run("sites", "--space", "machine+boards", "--format", "json").stdout)
        self.assertEqual([board["name"] for board in listed["boards"]], ["mem0", "io0"])
        text = run("sites", "--space", "machine+boards").stdout
        for board in listed["boards"]:
            self.assertEqual(sum(site["width"] for site in board["sites"]), board["bits"])
            self.assertIn(f"site, on {board['name']} ", text)
            for site in board["sites"]:
                self.assertRegex(text, rf"(?m)^{re.escape(site['name'])} +{site['width']}  "
                                       rf"{site['kind']}$")
        names = [site["name"] for site in listed["boards"][1]["sites"]]
        for name in ("uart.ier", "clint.mtimecmp", "plic.pending[10]", "rtc.alarm",
                     "virtio7.queue[0].size", "virtio6.no_buffers"):
            self.assertIn(name, names)

        listed = json.loads(run("sites", "--space", "machine+ram", "--format", "json").stdout)
        self.assertEqual(listed["ram"], {"first": "ram.80000000", "last": "ram.87fffffc",
                                         "width": 32, "bits": 2**30})
        self.assertRegex(run("sites", "--space", "machine+ram").stdout,
                         r"(?m)^ram\.80000000 to ram\.87fffffc +32  memory$")
        self.assertEqual(run("sites", "--space", "replicas").stdout, run("sites").stdout)


if __name__ == "__main__":
    main()
