#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Keeps a compiled guest program as assembly, so that its bytes are the same everywhere.

Another compiler makes another program of the same C, and another assembler or linker shortens other
calls and pads otherwise; a fault at cycle 5,000 then hits something else. So what one compiler and
one linker made is kept as assembly: each instruction with its operands as they are in memory, which
leaves an assembler nothing to choose. Its head names the recipe and holds a digest of the sources.

usage: keep.py write|check TOOLS OUT.s WORK.elf SOURCES... -- COMPILER...

TOOLS is what the tools' names begin with (riscv64-unknown-elf-), COMPILER the command that makes
WORK.elf of the sources. check: OUT.s belongs to the sources as they are, and is what the recipe
gives where the machine has that compiler and linker; 77 where only the first could be told.
"""

import hashlib
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import textwrap

UNKNOWN = 77      # CTest's SKIP_RETURN_CODE
STACK = 16 << 10  # bytes, as in link.ld


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    return done.stdout


class Elf:
    """Sections and symbols of a little-endian ELF32 file."""

    def __init__(self, path):
        self.bytes = pathlib.Path(path).read_bytes()
        table, = struct.unpack_from("<I", self.bytes, 32)
        count, names = struct.unpack_from("<HH", self.bytes, 48)
        self.headers = [struct.unpack_from("<10I", self.bytes, table + 40 * i) for i in range(count)]
        self.sections = {self.text(names, head[0]): (i, *head) for i, head in
                         enumerate(self.headers)}

    def text(self, section, offset):
        start = self.headers[section][4] + offset
        return self.bytes[start:self.bytes.index(0, start)].decode()

    def section(self, name):
        """(number, address, bytes or length, alignment), or None."""
        if name not in self.sections:
            return None
        number, _, kind, _, address, offset, size, _, _, align, _ = self.sections[name]
        return number, address, size if kind == 8 else self.bytes[offset:offset + size], align

    def symbols(self, number):
        """(address, name, global?, kind) of a section's symbols that a reader would look for."""
        _, _, _, _, _, offset, size, strings, *_ = self.sections[".symtab"]
        found = []
        for at in range(offset, offset + size, 16):
            name, value, _, info, _, section = struct.unpack_from("<IIIBBH", self.bytes, at)
            name = self.text(strings, name)
            if section == number and name and not name.startswith(("$", ".", "__")):
                found.append((value, name, info >> 4 != 0, info & 15))
        return sorted(found)


def labels(symbols, used):
    """{address: [lines]}; a name that two files have for themselves gets a number."""
    lines, first = {}, {}
    for address, name, everywhere, kind in symbols:
        plain, number = name, 1
        while name in used:
            number += 1
            name = f"{plain}.{number}"
        used.add(name)
        at = lines.setdefault(address, [])
        if everywhere:
            at.append(f"    .globl {name}")
        if kind in (1, 2):
            at.append(f"    .type {name}, @{'function' if kind == 2 else 'object'}")
        at.append(f"{name}:")
        first.setdefault(address, name)
    return lines, first


def instructions(tools, elf_path):
    """(address, bytes, text, target) in .text."""
    listing = run(tools + "objdump", "-d", "-z", "-M", "no-aliases", "-j", ".text", elf_path)
    for line in listing.splitlines():
        match = re.match(r"\s*([0-9a-f]+):\t([0-9a-f]{4}|[0-9a-f]{8})\s+\t?(.*)$", line)
        if not match:
            continue
        text = re.sub(r"\s+", " ", match[3].split("#")[0]).strip()
        jump = re.match(r"((?:c\.)?[bj]\w* (?:\w+,)*)([0-9a-f]+) <", text)
        target = int(jump[2], 16) if jump else None
        text = jump[1] if jump else re.sub(r" <.*>$", "", text)
        yield int(match[1], 16), bytes.fromhex(match[2])[::-1], text.replace(",", ", "), target


def text_lines(tools, elf, elf_path, used, full_size):
    """Lines; those at the addresses of full_size are kept from being compressed."""
    number, address, content, _ = elf.section(".text")
    code = list(instructions(tools, elf_path))
    lines, names = labels(elf.symbols(number), used)
    for target in sorted({target for *_, target in code if target is not None}):
        if target not in names:
            names[target] = f".L{target - address:x}"
            lines.setdefault(target, []).append(f"{names[target]}:")
    out = []
    for at, encoded, text, target in code:
        out += lines.get(at, [])
        mnemonic, _, operands = text.partition(" ")
        if target is not None:
            operands += names[target]
        word = int.from_bytes(encoded, "little")
        line = f"    {mnemonic:<9} {operands}".rstrip()
        if mnemonic.startswith("."):  # not an instruction
            line = f"    .{len(encoded)}byte    0x{word:0{2 * len(encoded)}x}"
        out += ["    .option norvc", line, "    .option rvc"] if at in full_size else [line]
    return out, len(content)


def data_lines(address, content, lines):
    """Words where nothing begins inside of one, else bytes."""
    out, at, end = [], 0, len(content)
    starts = sorted(place - address for place in lines if place - address < end) + [end]
    while at < end:
        out += lines.get(address + at, [])
        stop = next(start for start in starts if start > at)
        words = content[at:stop]
        if (address + at) % 4 == 0 and len(words) >= 4:
            words = words[:min(len(words) & ~3, 24)]
            values = struct.unpack(f"<{len(words) // 4}I", words)
            out.append("    .word " + ", ".join(f"0x{value:08x}" for value in values))
        else:
            words = words[:min(len(words), 4 - (address + at) % 4)]
            out.append("    .byte " + ", ".join(f"0x{value:02x}" for value in words))
        at += len(words)
    return out


def space_lines(address, size, lines):
    places = sorted(place for place in lines if place < address + size) + [address + size]
    out = [f"    .zero {places[0] - address}"] if places[0] > address else []
    for place, after in zip(places, places[1:]):
        out += lines[place] + [f"    .zero {after - place}"]
    return out


def lines_of(tools, elf_path, full_size):
    elf, used = Elf(elf_path), set()
    code, code_size = text_lines(tools, elf, elf_path, used, full_size)
    out = ["    .option norelax", "    .section .text.start, \"ax\"", "    .balign 4", *code]
    end = elf.section(".text")[1] + code_size
    for name in (".rodata", ".data"):
        section = elf.section(name)
        if section is None or not section[2]:
            continue
        number, address, content, align = section
        if name == ".rodata":
            # An assembler would fill up the code with instructions of its choice.
            out += ["    .byte 0"] * (address - end)
        flags = "a" if name == ".rodata" else "aw"
        lines, _ = labels(elf.symbols(number), used)
        out += ["", f"    .section {name}, \"{flags}\"", f"    .balign {align}",
                *data_lines(address, content, lines)]
    number, address, size, align = elf.section(".bss")
    lines, _ = labels(elf.symbols(number), used)
    out += ["", "    .section .bss, \"aw\", @nobits", f"    .balign {align}",
            *space_lines(address, size - STACK, lines)]
    return "\n".join(out) + "\n"


def assembly(tools, elf_path, assemble):
    """What assembles to the same bytes. A linker that has shortened an address leaves instructions
    that an assembler would compress."""
    full_size = set()
    while True:
        text = lines_of(tools, elf_path, full_size)
        with tempfile.TemporaryDirectory() as folder:
            source, made = pathlib.Path(folder, "a.s"), pathlib.Path(folder, "a.elf")
            source.write_text(text, encoding="utf-8")
            run(*assemble, str(source), "-o", str(made))
            got = Elf(made)
            short = [at for (at, encoded, *_), (_, made, *_) in
                     zip(instructions(tools, elf_path), instructions(tools, made))
                     if len(made) < len(encoded)]
        if same_bytes(got, Elf(elf_path)):
            return text
        if full_size.issuperset(short):
            raise SystemExit(f"{elf_path}: cannot be kept: it would assemble to other bytes")
        full_size.update(short)


def same_bytes(made, wanted):
    for name in (".text", ".rodata", ".data", ".bss"):
        mine, yours = made.section(name), wanted.section(name)
        if name == ".text":
            # What is put between code and data is a part of the code now.
            mine = mine[0], mine[1], mine[2][:len(yours[2])]
        if (mine and mine[1:3]) != (yours and yours[1:3]):
            return False
    return True


def recipe(tools):
    compiler = run(tools + "gcc", "-dumpfullversion").strip()
    linker = run(tools + "ld", "--version").splitlines()[0].split()[-1]
    return f"gcc {compiler}, GNU ld {linker}"


def with_headers(sources):
    """The sources and what they include from their own folders."""
    found, left = [], [pathlib.Path(source) for source in sources]
    while left:
        path = left.pop(0)
        if path in found:
            continue
        found.append(path)
        for name in re.findall(r'^#include "(.+)"', path.read_text(encoding="utf-8"), re.M):
            left.append(path.parent / name)
    return found


def sources_digest(sources, flags):
    digest = hashlib.sha256(" ".join(flags).encode())
    for path in with_headers(sources):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def head(tools, name, sources, digest):
    made_of = " ".join(pathlib.Path(source).name for source in sources)
    lines = textwrap.wrap(f"The program {name} as {pathlib.Path(tools).name}{recipe(tools)} made it of {made_of}.", 96)
    lines += [f"Do not edit: change those and build the target keep_{name}.", f"sources {digest}"]
    return "".join(f"# {line}\n" for line in ["SPDX-License-Identifier: Apache-2.0", *lines])


def main(mode, tools, out, elf_path, *rest):
    sources, command = rest[:rest.index("--")], list(rest[rest.index("--") + 1:])
    # Options that decide what is made; a path is not one.
    flags = [word for word in command if re.match(r"-(m|O|D|f(?!file-prefix)|l)", word)]
    script = command[command.index("-T") + 1]
    assemble = [tools + "gcc", *(word for word in flags if word.startswith("-m")), "-nostdlib",
                "-Wa,-mno-relax", "-Wl,--no-relax,--build-id=none", "-T", script]
    out, name = pathlib.Path(out), pathlib.Path(out).stem
    digest = sources_digest(sources, flags)

    def make():
        subprocess.run(command, check=True)
        return head(tools, name, sources, digest) + assembly(tools, elf_path, assemble)

    if mode == "write":
        out.write_text(make(), encoding="utf-8")
        return 0
    kept = out.read_text(encoding="utf-8")
    advice = f"build the target keep_{name}, with the compiler that the file names if you can"
    if f"# sources {digest}\n" not in kept:
        raise SystemExit(f"{out}: the sources of {name} are others than those that it was made of: "
                         f"{advice}")
    # The comment may be wrapped anywhere.
    if recipe(tools) not in kept.partition("sources")[0].replace("\n# ", " "):
        print(f"skipped: here is {recipe(tools)}, not what {out.name} was made with")
        return UNKNOWN
    if make() != kept:
        raise SystemExit(f"{out}: not what the recipe makes of the sources: {advice}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 6 or sys.argv[1] not in ("write", "check") or "--" not in sys.argv:
        raise SystemExit(__doc__)
    sys.exit(main(*sys.argv[1:]))
