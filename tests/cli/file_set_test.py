#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""No output destroys an input or another output, and nothing is created before all is checked.

usage: file_set_test.py FTSIM FIRMWARE_FOLDER
"""

import os
import shutil
import stat
import subprocess

import command
from command import CommandTest, firmware, main, run

SECTOR = 512


def other_names(file):
    """Names of a file that exists: itself, and by links; the links lie beside it."""
    link, hard = file.with_name("link"), file.with_name("hard")
    folder = file.with_name("folder")
    for name in (link, hard, folder):
        name.unlink(missing_ok=True)
    link.symlink_to(file.name)
    os.link(file, hard)
    folder.symlink_to(file.parent, target_is_directory=True)
    return {"itself": file, "symbolic": link, "hard": hard, "by folder": folder / file.name,
            "dots": file.parent / "." / "folder" / ".." / file.parent.name / file.name}


class FileSet(CommandTest):
    def run_hello(self, *arguments, **options):
        return run("--program", firmware("hello"), "--cycles", 1e5, *arguments, **options)

    def assert_conflict(self, done, *named):
        for name in named:
            self.assert_refused(done, 2, name)
        self.assertIn("same file", done.stderr)

    def assert_kept(self, line, file, option):
        """The line with an output over the file, by all its names, is refused; the file stays."""
        before = file.read_bytes()
        for how, name in other_names(file).items():
            with self.subTest(option=option, name=how):
                more = ("--window", "0:100") if option == "--wave" else ()
                self.assert_conflict(run(*line, option, name, *more), option)
                self.assertEqual(file.read_bytes(), before)

    def test_an_input_of_a_run(self):
        program, scenario, typed, disk, mirror = (
            self.work / name for name in ("p.elf", "s.toml", "typed", "disk", "mirror"))
        shutil.copyfile(firmware("hello"), program)
        scenario.write_text("", encoding="ascii")
        typed.write_text("hello", encoding="ascii")
        for image in (disk, mirror):
            image.write_bytes(b"d" * 8 * SECTOR)
        cases = {"--program": program, "--scenario": scenario, "--console-in": typed,
                 "--disk": disk}
        for read, file in cases.items():
            for option in ("--console", "--events", "--record", "--wave"):
                self.assert_kept((read, file, "--cycles", 1000), file, option)
        pair = ("--topology", "server", "--cycles", 1000, "--disk")
        self.assert_kept((*pair, disk, "--mirror", mirror), mirror, "--events")
        self.assert_kept((*pair, disk), disk, "--mirror")
        self.assert_kept((*pair, f"{disk},ro"), disk, "--record")
        self.assert_kept((*pair, f"{disk},ro"), disk, "--mirror")

    def test_the_recording_that_is_replayed(self):
        log = self.work / "run.ftlog"
        self.assertEqual(self.run_hello("--record", log).returncode, 0)
        for option in ("--console", "--wave"):
            self.assert_kept(("replay", log), log, option)

    def test_an_input_of_virtual(self):
        scenario = self.work / "s.toml"
        scenario.write_text("seed = 1\n", encoding="ascii")
        program = self.work / "p.elf"
        shutil.copyfile(firmware("hello"), program)
        for option in ("--console", "--pcapng"):
            self.assert_kept(("virtual", "run", "--scenario", scenario), scenario, option)
            self.assert_kept(("virtual", "run", "--program", program), program, option)
        out = self.work / "out"
        self.assert_conflict(run("virtual", "run", "--console", out, "--pcapng", out),
                             "--console", "--pcapng")
        self.assertFalse(out.exists())

    def test_two_outputs_into_one_file(self):
        out, folder, dangling = (self.work / name for name in ("out", "folder", "dangling"))
        folder.symlink_to(self.work, target_is_directory=True)
        dangling.symlink_to("folder/out")
        for name in (out, self.work / "." / "out", folder / "out", dangling):
            for one, other in (("--console", "--events"), ("--record", "--console"),
                               ("--events", "--record")):
                with self.subTest(name=name, options=(one, other)):
                    self.assert_conflict(self.run_hello(one, out, other, name), one, other)
                    self.assertFalse(out.exists())
        out.write_text("kept", encoding="ascii")
        self.assert_conflict(self.run_hello("--console", out, "--events", dangling), "--events")
        self.assertEqual(out.read_text(encoding="ascii"), "kept")

    def test_waves_have_a_file_beside_them(self):
        for wave, option, other in (("w.gtkw", "--console", "c"), ("w.fst", "--console", "w.gtkw"),
                                    ("w.vcd", "--events", "w.gtkw")):
            done = self.run_hello("--wave", self.work / wave, "--window", "0:10",
                                  option, self.work / other)
            self.assert_conflict(done, "--wave")
            self.assertEqual(os.listdir(self.work), [])

    def test_what_the_shell_has_opened(self):
        out = self.work / "out"
        for stream in ("stdout", "stderr"):
            with open(out, "ab") as file:
                done = self.run_hello("--events", out, **{stream: file})
            self.assertEqual(done.returncode, 2)
        out.write_text("typed", encoding="ascii")
        with open(out, "rb") as typed:
            done = subprocess.run(
                [command.FTSIM, "--console-in", "-", "--console", out], stdin=typed, text=True,
                capture_output=True, check=False)
        self.assert_conflict(done, "--console-in", "--console")
        self.assertEqual(out.read_text(encoding="ascii"), "typed")
        with open(out, "wb") as file:  # 2>&1
            self.assertEqual(self.run_hello(stdout=file, stderr=file).returncode, 0)

    def test_devices_and_pipes_may_serve_twice(self):
        done = self.run_hello("--console", "/dev/null", "--events", "/dev/null", "--record",
                              "/dev/null", "--console-in", "/dev/null")
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.run_hello("--console", "/dev/stdout", "--events", "/dev/stdout")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('"event":"end"', done.stdout)

    def test_nothing_is_created_where_something_is_wrong(self):
        kept = self.work / "kept"
        kept.write_text("kept", encoding="ascii")
        scenario = self.work / "s.toml"
        scenario.write_text("[[fault]]\nwhat = \"nothing\"\n", encoding="ascii")
        no = self.work / "none" / "x"
        names = sorted(os.listdir(self.work))
        for wrong in (("--program", no), ("--program", self.work), ("--disk", no),
                      ("--disk", kept), ("--scenario", scenario), ("--scenario", no),
                      ("--fault", "cpu0.core.none_q[0]@5"), ("--console", no),
                      ("--console", self.work), ("--wave", no, "--window", "0:9"),
                      ("--wave", self.work, "--window", "0:9")):
            with self.subTest(wrong=wrong):
                done = run("--cycles", 1000, "--events", kept, "--record", self.work / "fresh",
                           *wrong)
                self.assertIn(done.returncode, (2, 5), done.stderr)
                self.assert_refused(done, done.returncode, "")
                self.assertEqual(sorted(os.listdir(self.work)), names)
                self.assertEqual(kept.read_text(encoding="ascii"), "kept")

    def test_a_window_that_a_recording_does_not_have(self):
        log = self.work / "run.ftlog"
        self.run_hello("--record", log)
        done = run("replay", log, "--wave", self.work / "w.fst", "--window", "5e6:6e6")
        self.assert_refused(done, 2, "--window")
        self.assertEqual(os.listdir(self.work), ["run.ftlog"])


class Waves(CommandTest):
    def setUp(self):
        super().setUp()
        self.scratch = self.work / "scratch"
        self.scratch.mkdir()

    def waves(self, file, **options):
        environment = {**command.ENVIRONMENT, "TMPDIR": str(self.scratch)}
        return subprocess.run(
            [command.FTSIM, "--program", firmware("hello"), "--cycles", "3000", "--wave", file,
             "--window", "100:2000"], env=environment, text=True, capture_output=True,
            check=False, timeout=120, **options)

    def assert_no_scratch(self):
        self.assertEqual(os.listdir(self.scratch), [])

    def test_a_link_is_followed(self):
        for end in ("fst", "vcd"):
            target, link = self.work / "target", self.work / f"link.{end}"
            link.symlink_to("target")
            done = self.waves(link)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertTrue(link.is_symlink())
            self.assertGreater(target.stat().st_size, 1000)
            self.assertTrue((self.work / "link.gtkw").exists())
            self.assert_no_scratch()

    def test_a_device_stays_one(self):
        node = self.work / "null.fst"
        try:
            os.mknod(node, stat.S_IFCHR | 0o666, os.makedev(1, 3))
            open(node, "wb").close()
        except OSError:
            node = "/dev/null"
        done = self.waves(node)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(stat.S_ISCHR(os.stat(node).st_mode))
        self.assertFalse(os.path.exists(os.path.splitext(node)[0] + ".gtkw"))
        self.assertNotIn("gtkwave", done.stderr)

    def test_a_full_disk(self):
        for name in ("full.fst", "full.vcd"):
            full = self.work / name
            full.symlink_to("/dev/full")
            done = self.waves(full)
            self.assertEqual(done.returncode, 5)
            self.assertRegex(done.stderr, rf"\Aftsim: {full}: [^\n]*No space left on device\n\Z")
            self.assertIn("finisher, code 0", done.stdout)
            self.assert_no_scratch()

    def test_a_limit_on_files(self):
        done = self.waves(self.work / "w.fst", restore_signals=False, preexec_fn=limit_files)
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertRegex(done.stderr, r"\Aftsim: [^\n]*File too large\n\Z")
        self.assert_no_scratch()

    def test_who_is_killed_leaves_nothing(self):
        environment = {**command.ENVIRONMENT, "TMPDIR": str(self.scratch)}
        for line in (["--cycles", "2e5", "--wave", self.work / "w.fst", "--window", "0:2e5"],
                     ["audit", "--trials", "2"]):
            with subprocess.Popen([command.FTSIM, *map(str, line)], env=environment,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                # Into its work, which takes longer than that.
                try:
                    process.wait(timeout=4)
                except subprocess.TimeoutExpired:
                    pass
                self.assertIsNone(process.returncode, "it was to be killed in its midst")
                process.kill()
            self.assert_no_scratch()
            self.assertLessEqual(set(os.listdir(self.work)), {"scratch", "w.fst", "w.gtkw"})


def limit_files():
    import resource
    import signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


if __name__ == "__main__":
    main()
