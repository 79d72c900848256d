# SPDX-License-Identifier: Apache-2.0
"""Reads a VCD file: what every signal was at every time at which something changed."""


class Waves:
    def __init__(self, path):
        self.codes = {}         # by name, with its range
        self.times = []
        self.values = []        # by code, one dictionary a time
        self.timescale = None
        scope, now = [], {}
        with open(path, encoding="ascii") as file:
            for line in file:
                words = line.split()
                if not words:
                    continue
                if words[0] == "$scope":
                    scope.append(words[2])
                elif words[0] == "$upscope":
                    scope.pop()
                elif words[0] == "$timescale":
                    self.timescale = next(file).strip()
                elif words[0] == "$var":
                    name = ".".join([*scope, words[4]])
                    self.codes[name + (words[5] if words[5] != "$end" else "")] = words[3]
                elif words[0][0] == "#":
                    self.keep(now)
                    self.times.append(int(words[0][1:]))
                elif words[0][0] in "01":
                    now[words[0][1:]] = int(words[0][0])
                elif words[0][0] == "b":
                    now[words[1]] = int(words[0][1:], 2)
        self.keep(now)

    def keep(self, now):
        if self.times:
            self.values.append(dict(now))

    def of(self, name):
        """Its values, one a time."""
        return [values[self.codes[name]] for values in self.values]

    def edges(self, *names):
        """The values of these signals at every rising edge of the clock."""
        columns = [self.of(name) for name in names]
        return [row for row, clock in zip(zip(*columns), self.of("machine.clk_i")) if clock]
