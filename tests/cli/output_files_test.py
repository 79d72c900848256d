#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Files that cannot be written, from the start or when the disk is full: exit status 5."""


from command import CommandTest, firmware, main, run


class OutputFiles(CommandTest):
    def run_hello(self, *arguments, **options):
        return run("--program", firmware("hello"), "--cycles", 1e6, *arguments, **options)

    def run_into_full(self, *arguments):
        with open("/dev/full", "w", encoding="ascii") as full:
            return run(*arguments, stdout=full)

    def test_a_missing_folder(self):
        for option in ("--console", "--events"):
            with self.subTest(option=option):
                path = self.work / "none" / "x"
                self.assert_refused(self.run_hello(option, path), 5, path)

    def test_a_folder(self):
        for option in ("--console", "--events"):
            with self.subTest(option=option):
                self.assert_refused(self.run_hello(option, self.work), 5, self.work)

    def test_a_full_disk_is_told_after_the_report(self):
        for option in ("--console", "--events"):
            with self.subTest(option=option):
                done = self.run_hello(option, "/dev/full")
                self.assertEqual(done.returncode, 5)
                self.assertRegex(done.stderr, r"\Aftsim: /dev/full: [^\n]+\n\Z")
                self.assertIn("finisher, code 0", done.stdout)

    def test_a_full_disk_behind_stdout(self):
        for form in ("text", "json"):
            with self.subTest(format=form):
                done = self.run_into_full("--program", firmware("hello"), "--format", form)
                self.assert_refused(done, 5, "stdout")

    def test_a_full_disk_behind_lists_and_help(self):
        for arguments in (("--help",), ("--version",), ("sites",), ("sites", "--help"),
                          ("sites", "--format", "json")):
            with self.subTest(arguments=arguments):
                self.assert_refused(self.run_into_full(*arguments), 5, "stdout")

    def test_input_that_cannot_be_read(self):
        for path in (self.work, self.work / "none"):
            with self.subTest(path=path):
                self.assert_refused(self.run_hello("--console-in", path), 5, path)


if __name__ == "__main__":
    main()
