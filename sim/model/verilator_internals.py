#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""All that ftsim uses of Verilator and Verilator does not promise, in one place.

Its public interface is eval(), pins and rootp. ftsim needs more: where each flop is kept, to flip
and to copy it; the two regions of an evaluation, because calling them alone spares a fifth of the
time; and the clock's previous value. They change between releases, so this file knows the releases,
reads what Verilator generated, and writes for each module a header in which VerilatedInternals<V...>
offers them by names of ours. What it does not find there fails the build with a sentence.

What changed, and where (Verilator's history):
  5.010  __Vtrigrprev__X becomes __Vtrigprevexpr___X__0; triggers have set(index, bool), no at(index)
  5.022  --json-only describes the RTL; XML is deprecated in 5.036 and gone in 5.046
  5.036  triggers have setBit(index, bool)
  5.042  triggers are an unpacked array of 64-bit words; generate blocks have nodes of their own
  5.050  looks for changes of inputs by itself, unless told not to

usage: verilator_internals.py options VERILATOR [any]
           the options that verilate() needs, or a sentence why this Verilator does not do
       verilator_internals.py generate VERILATOR CLASS FOLDER OUT.hpp VERILATOR-ARGUMENT...
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

OLDEST, NEWEST = (5, 6), (5, 52)


def version_of(verilator):
    said = subprocess.run([verilator, "--version"], capture_output=True, text=True, check=True)
    match = re.match(r"Verilator (\d+)\.(\d+)", said.stdout)
    if not match:
        raise SystemExit(f"{verilator} --version says {said.stdout.strip()!r}, and no version")
    return int(match[1]), int(match[2])


def spelt(version):
    return f"{version[0]}.{version[1]:03}"


def options(verilator, *unknown_too):
    version = version_of(verilator)
    if version < OLDEST or version > NEWEST and not unknown_too:
        raise SystemExit(
            f"Verilator {spelt(version)} at {verilator} does not do: ftsim knows the insides of "
            f"{spelt(OLDEST)} to {spelt(NEWEST)} (-DFTSIM_ANY_VERILATOR=ON tries a newer one)")
    print(";".join(["-fno-ico-change-detect"] if version >= (5, 50) else []), end="")


class Register:
    """A flop vector, or an array of them."""

    def __init__(self, path, width, depth, first):
        self.width, self.depth, self.first = width, depth, first
        self.member = "__DOT__".join(path).replace("[", "__BRA__").replace("]", "__KET__")
        # The RTL's name: Verilator spells other characters than letters as __0xx.
        self.name = re.sub(r"__0([0-9a-f]{2})", lambda code: chr(int(code[1], 16)),
                           ".".join(path[1:]))


class Description:
    """A module's flops, in the order of their declaration. A flop is the target of a non-blocking
    assignment: an output net that only copies a register has a member too, and is none. The top is
    what nobody instantiates."""

    def registers(self):
        return [Register(*flop) for flop in self.walk(self.top, [self.name(self.top)])]

    def walk(self, module, path):
        targets = {self.target(assign) for assign in self.all(module, self.NONBLOCKING)}
        for var in self.children(module, self.VARIABLE):
            if self.key(var) in targets:
                yield (path + [self.name(var)], *self.shape(self.get(var, self.TYPE)))
        for instance in self.children(module, self.INSTANCE):
            yield from self.walk(self.module_of(instance), path + [self.get(instance, "name")])
        for block in self.children(module, *self.GENERATED):
            name = self.get(block, "name")
            yield from self.walk(block, path + ([name] if name else []))

    def name(self, node):
        return self.get(node, "origName")

    def shape(self, identity):
        """(width, depth, first index) of a type; depth 0 for a plain vector."""
        dtype = self.types[identity]
        kind = self.kind(dtype)
        if kind == self.ARRAY:
            width, inner, _ = self.shape(self.get(dtype, self.ELEMENT))
            if inner:
                raise SystemExit("an array of arrays of flops is not supported")
            bounds = [int(self.get(const, "name").split("h")[-1], 16)
                      for const in self.all(dtype, "const")]
            return width, abs(bounds[0] - bounds[1]) + 1, min(bounds)
        if kind == self.BASIC:
            return self.width(dtype), 0, 0
        if self.get(dtype, self.ELEMENT):
            return self.shape(self.get(dtype, self.ELEMENT))
        raise SystemExit(f"a flop of type {kind} is not supported")


class Xml(Description):
    """--xml-only."""

    NONBLOCKING, VARIABLE, INSTANCE, GENERATED = "assigndly", "var", "instance", ("begin",)
    TYPE, ARRAY, BASIC, ELEMENT = "dtype_id", "unpackarraydtype", "basicdtype", "sub_dtype_id"
    ARGUMENTS = ("--xml-only", "--xml-output")

    def __init__(self, path):
        netlist = ElementTree.parse(path).getroot().find("netlist")
        self.modules = {module.attrib["name"]: module for module in netlist.findall("module")}
        self.types = {dtype.attrib["id"]: dtype for dtype in netlist.find("typetable")}
        inner = {instance.attrib["defName"] for instance in netlist.iter("instance")}
        self.top, = (module for name, module in self.modules.items() if name not in inner)

    def get(self, node, key):
        return node.attrib.get(key)

    def kind(self, node):
        return node.tag

    def key(self, var):
        return var.attrib["name"]

    def children(self, node, *kinds):
        return [child for child in node if child.tag in kinds]

    def all(self, node, kind):
        return node.iter(kind)

    def target(self, assign):
        target = list(assign)[1]
        while target.tag in ("arraysel", "sel"):
            target = list(target)[0]
        return target.attrib["name"]

    def module_of(self, instance):
        return self.modules[instance.attrib["defName"]]

    def width(self, dtype):
        return abs(int(dtype.attrib.get("left", 0)) - int(dtype.attrib.get("right", 0))) + 1


class Json(Description):
    """--json-only: nodes with lists of nodes, which name each other by address."""

    NONBLOCKING, VARIABLE, INSTANCE, GENERATED = "ASSIGNDLY", "VAR", "CELL", ("BEGIN", "GENBLOCK")
    TYPE, ARRAY, BASIC, ELEMENT = "dtypep", "UNPACKARRAYDTYPE", "BASICDTYPE", "refDTypep"
    ARGUMENTS = ("--json-only", "--json-only-output")

    def __init__(self, path):
        netlist = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        self.modules = {module["addr"]: module for module in self.children(netlist, "MODULE")}
        table, = self.children(netlist, "TYPETABLE")
        self.types = {dtype["addr"]: dtype for dtype in self.below(table)}
        inner = {cell["modp"] for cell in self.all(netlist, "CELL")}
        self.top, = (module for address, module in self.modules.items() if address not in inner)

    def get(self, node, key):
        return node.get(key)

    def kind(self, node):
        return node["type"]

    def key(self, var):
        return var["addr"]

    def below(self, node):
        return [child for value in node.values() if isinstance(value, list)
                for child in value if isinstance(child, dict)]

    def children(self, node, *kinds):
        return [child for child in self.below(node) if child["type"] in kinds]

    def all(self, node, kind):
        for child in self.below(node):
            if child["type"] == kind.upper():
                yield child
            yield from self.all(child, kind)

    def target(self, assign):
        target, = assign["lhsp"]
        while target["type"] in ("ARRAYSEL", "SEL"):
            target, = target["fromp"]
        return target["varp"]

    def module_of(self, instance):
        return self.modules[instance["modp"]]

    def width(self, dtype):
        left, _, right = dtype.get("range", "0:0").partition(":")
        return abs(int(left) - int(right)) + 1


def describe(verilator, arguments):
    reader = Json if version_of(verilator) >= (5, 22) else Xml
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder, "description")
        mode, output = reader.ARGUMENTS
        done = subprocess.run([verilator, mode, *arguments, "--Mdir", folder, output, out],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{verilator} {mode}: {done.stdout}")
        return reader(out)


class Root:
    """The generated header of a module's root class."""

    def __init__(self, version, path):
        self.version, self.path = version, path
        self.text = path.read_text(encoding="utf-8")

    def has(self, member):
        return re.search(rf"\b{member}\b", self.text) is not None

    def previous_clock(self):
        """The member with the value that the only clock had at the last evaluation, or None."""
        found = set(re.findall(r"CData/\*0:0\*/ (__Vtrigr?prev(?:expr)?__+TOP__\w+)\b", self.text))
        return found.pop() if len(found) == 1 else None

    def one_trigger(self, region):
        """The statement that sets a region's trigger, "" where it has none, None where several."""
        member = f"__V{region}Triggered"
        match = re.search(rf"\b(VlTriggerVec|VlUnpacked)<(?:.*, )?(\d+)> {member};", self.text)
        if not match:
            return "" if not self.has(member) else None
        if int(match[2]) != 1 or not self.previous_clock():
            return None
        if match[1] == "VlUnpacked":
            return f"root->{member}[0] = {'1' if region == 'nba' else '~0ULL'};"
        if self.version < (5, 10):
            return f"root->{member}.at(0) = true;"
        return f"root->{member}.{'set' if self.version < (5, 36) else 'setBit'}(0, true);"


def evaluation_functions(name, root):
    """Lines of C++: the logic behind the inputs, the edge alone, both.

    A module with other triggers beside its clock, a netlist with loops through its outputs for one,
    has but the edge, by the whole evaluation."""
    if not root.previous_clock():
        raise SystemExit(f"{root.path}: {name} has not one clock alone, or Verilator "
                         f"{spelt(root.version)} keeps its triggers in a way not known here")
    regions = {}
    for region in ("ico", "nba"):
        trigger = root.one_trigger(region)
        if trigger is None or region == "nba" and not trigger:
            yield "    static void edge(Root* root) {"
            yield f"        root->{root.previous_clock()} = 0;"
            yield f"        {name}___024root___eval(root);"
            yield "    }"
            return
        regions[region] = trigger and (trigger, f"{name}___024root___eval_{region}(root);")
    inputs = [regions["ico"]] if regions["ico"] else []
    for function, what in (("look", inputs), ("edge_alone", [regions["nba"]]),
                           ("edge", inputs + [regions["nba"]])):
        yield f"    static void {function}(Root*{' root' if what else ''}) {{"
        yield from (f"        {trigger}" for trigger, _ in what)
        yield from (f"        {call}" for _, call in what)
        yield "    }"


def header(name, version, registers, root):
    table = []
    for reg in registers:
        if not root.has(reg.member):
            raise SystemExit(f"{root.path}: no member {reg.member} for the flop {reg.name}")
        element = f"sizeof(Root::{reg.member})" + (f" / {reg.depth}" if reg.depth else "")
        table += [f'        {{"{reg.name}", {reg.width}, {reg.depth}, {reg.first}, SiteKind::flop,',
                  f"         offsetof(Root, {reg.member}), {element}}},"]
    traced = root.has("__Vm_traceActivity")
    symbols = [f'#include "{name}__Syms.h"'] if traced else []
    changed = ["    // Everything may have changed: generated code would say what did.",
               "    static void mark_all_changed(Root& root) {",
               "        root.vlSymsp->__Vm_activity = true;",
               "        for (auto& activity : root.__Vm_traceActivity.m_storage) activity = 1;",
               "    }"] if traced else []
    previous = root.previous_clock()
    return "\n".join([
        f"// Generated by verilator_internals.py, of {name} by Verilator {spelt(version)}.",
        "#pragma once", "", "#include <cstddef>", "#include <span>", "", "#include <verilated.h>",
        "", f'#include "{name}.h"', *symbols, f'#include "{name}___024root.h"',
        '#include "ftsim/model/verilated_model.hpp"', "",
        *(f"void {name}___024root___eval{part}({name}___024root* root);"
          for part in ("", "_ico", "_nba", "_settle") if part != "_ico" or root.one_trigger("ico")),
        "", "namespace ftsim {", "", "template <class Top>", "struct VerilatedInternals;", "",
        "template <>", f"struct VerilatedInternals<{name}> {{",
        f"    using Top = {name};", f"    using Root = {name}___024root;", "",
        *evaluation_functions(name, root),
        f"    static void settle(Root* root) {{ {name}___024root___eval_settle(root); }}",
        "    // The next eval() sees a rising edge if the clock is high.",
        f"    static void forget_clock(Root* root) {{ root->{previous} = 0; }}", *changed,
        "    static std::span<const VerilatedRegister> registers() { return kRegisters; }", "",
        "private:", "    static constexpr VerilatedRegister kRegisters[] = {", *table, "    };",
        "};", "", "}  // namespace ftsim", ""])


def generate(verilator, name, folder, out, *arguments):
    version = version_of(verilator)
    registers = describe(verilator, arguments).registers()
    root = Root(version, pathlib.Path(folder, f"{name}___024root.h"))
    pathlib.Path(out).write_text(header(name, version, registers, root), encoding="utf-8")


if __name__ == "__main__":
    commands = {"options": (options, 3), "generate": (generate, 6)}
    if len(sys.argv) < 3 or sys.argv[1] not in commands or len(sys.argv) < commands[sys.argv[1]][1]:
        raise SystemExit(__doc__)
    commands[sys.argv[1]][0](*sys.argv[2:])
