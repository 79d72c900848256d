#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Programs that are none: each is refused in one line, exit status 5, and none is a crash."""

import random

from command import CommandTest, firmware, main, run
from elf_file import PASS, RAM, RAM_BYTES, Segment, elf

MUTANTS = 150


class BadProgram(CommandTest):
    def write(self, data, name="program.elf"):
        path = self.work / name
        path.write_bytes(data)
        return path

    def assert_bad(self, data, said):
        path = self.write(data)
        done = run("--program", path)
        self.assert_refused(done, 5, path)
        self.assertIn(said, done.stderr)

    def test_the_good_one_runs(self):
        done = run("--program", self.write(elf()))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("finisher, code 0", done.stdout)

    def test_missing(self):
        self.assert_refused(run("--program", self.work / "none"), 5, self.work / "none")

    def test_a_folder(self):
        self.assert_refused(run("--program", self.work), 5, self.work)

    def test_a_device(self):
        self.assert_refused(run("--program", "/dev/zero"), 5, "/dev/zero")

    def test_empty(self):
        self.assert_bad(b"", "empty")

    def test_truncated_anywhere(self):
        whole = elf()
        for length in range(4, len(whole), 7):
            with self.subTest(length=length):
                self.assert_bad(whole[:length], "beyond the end of the file")

    def test_64_bits(self):
        self.assert_bad(elf(elf_class=2), "class 2")

    def test_big_endian(self):
        self.assert_bad(elf(encoding=2), "little-endian")

    def test_for_another_machine(self):
        self.assert_bad(elf(machine=3), "machine 3")

    def test_an_elf_of_this_computer(self):
        with open("/proc/self/exe", "rb") as own:
            self.assert_bad(own.read(4096), "32-bit")

    def test_relocatable(self):
        self.assert_bad(elf(kind=1), "type 1")

    def test_shared_object(self):
        self.assert_bad(elf(kind=3), "type 3")

    def test_without_a_segment(self):
        self.assert_bad(elf(segments=()), "no loadable segment")

    def test_segments_outside_ram(self):
        for address in (0, RAM - 4, RAM + RAM_BYTES - 4, RAM + RAM_BYTES, 0xFFFF_FFF8):
            with self.subTest(address=hex(address)):
                self.assert_bad(elf([Segment(address)]), "outside RAM")

    def test_a_segment_larger_than_ram(self):
        self.assert_bad(elf([Segment(memory_bytes=0xFFFF_FFFF)]), "outside RAM")

    def test_a_segment_smaller_than_its_data(self):
        self.assert_bad(elf([Segment(memory_bytes=4)]), "more than its 4 in memory")

    def test_data_beyond_the_file(self):
        self.assert_bad(elf([Segment(offset=0xFFFF_FFF0)]), "beyond the end of the file")

    def test_overlapping_segments(self):
        self.assert_bad(elf([Segment(RAM + 4), Segment(RAM)]), "overlap")
        self.assert_bad(elf([Segment(RAM), Segment(RAM)]), "overlap")

    def run_with_note(self, data, said):
        path = self.write(data)
        done = run("--program", path, "--cycles", 2000)
        note = " ".join(done.stderr.split())
        self.assertRegex(note, rf"\Aftsim: note: {path}: .*{said}")
        return done

    def test_zeros_below_data_and_outside_ram_are_fine(self):
        bss = Segment(RAM + 4, b"", 32)
        done = run("--program", self.write(elf([bss, Segment(RAM)])))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        done = self.run_with_note(elf([Segment(RAM), Segment(0x2000_0000, b"", 32)]),
                                  "segment 1 .*zeros")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_headers_below_ram_are_fine(self):
        below = Segment(RAM - 84, PASS + bytes(84), offset=0)
        done = self.run_with_note(elf([below]), "segment 0 .*headers")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_what_is_no_program_gets_a_hint(self):
        self.run_with_note(b"\x01", "one byte")
        self.run_with_note(b"PK\x03\x04" + bytes(100), "zip")

    def test_touching_segments_are_fine(self):
        done = run("--program", self.write(elf([Segment(RAM), Segment(RAM + len(PASS))])))
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_name_with_a_line_break_is_still_one_line(self):
        self.assert_refused(run("--program", self.work / "two\nlines"), 5, "two")


class Mutants(CommandTest):
    """A good ELF with bytes changed or cut off: refused or run, never a crash."""

    def mutate(self, rng, good):
        data = bytearray(good)
        if rng.random() < 0.2:
            return bytes(data[: rng.randrange(len(data))])
        # Most of the structure is in the headers, at both ends of the file.
        for _ in range(rng.choice((1, 1, 2, 4, 16))):
            place = rng.choice((rng.randrange(0x60), rng.randrange(len(data)),
                                rng.randrange(len(data) - 0x200, len(data))))
            data[place] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
        return bytes(data)

    def test_none_crashes(self):
        good = {name: firmware(name).read_bytes() for name in ("hello", "tohost")}
        statuses = []
        for number in range(MUTANTS):
            rng = random.Random(number)
            path = self.work / f"mutant{number}"
            path.write_bytes(self.mutate(rng, good[rng.choice(sorted(good))]))
            done = run("--program", path, "--cycles", 2000, "--format", "json")
            with self.subTest(mutant=number):
                self.assertIn(done.returncode, (0, 1, 3, 5), done.stderr)
                if done.returncode == 5:
                    self.assert_refused(done, 5, path)
            statuses.append(done.returncode)
            path.unlink()
        self.assertGreater(statuses.count(5), MUTANTS // 10)
        self.assertGreater(statuses.count(0), MUTANTS // 10)


if __name__ == "__main__":
    main()
