# SPDX-License-Identifier: Apache-2.0
"""PMP registers drawn at random, and which entry matches an address.

Addresses are written before configurations: QEMU 7.2 looks at them again only then.
"""

import copy

from random_draw import AREA_ADDRESS, REACH

ENTRIES = 8
TEXT = 0x80000000             # all code of a batch lies in the first MiB
TEXT_NAPOT = (TEXT | (1 << 20) - 1 >> 1) >> 2
OFF, TOR, NA4, NAPOT = 0, 1, 2, 3
READ, WRITE, EXECUTE, LOCK = 1, 2, 4, 0x80
RIGHTS = [0, 1, 3, 4, 5, 7]   # of X, W, R; to write without reading is reserved


class Pmp:
    """The registers as the program has written them."""

    def __init__(self):
        self.address = [0] * ENTRIES
        self.config = [0] * ENTRIES     # but for what the frame sets: it matches nothing of use

    def is_locked(self, entry):
        return bool(self.config[entry] & LOCK)

    def any_locked(self):
        return any(config & LOCK for config in self.config)

    def write(self, address, config):
        for entry in range(ENTRIES):
            above = entry + 1
            tor_above = (above < ENTRIES and self.is_locked(above)
                         and self.config[above] >> 3 & 3 == TOR)
            if not self.is_locked(entry) and not tor_above:
                self.address[entry] = address[entry]
        for entry in range(ENTRIES):
            if not self.is_locked(entry):
                self.config[entry] = config[entry]

    def span(self, entry):
        """First byte and the byte after the last."""
        mode = self.config[entry] >> 3 & 3
        address = self.address[entry] << 2
        if mode == TOR:
            return (self.address[entry - 1] << 2 if entry else 0), address
        if mode == NA4:
            return address, address + 4
        if mode == NAPOT:
            ones = self.address[entry] ^ (self.address[entry] + 1)
            size = (ones + 1) << 2
            return address & -size, (address & -size) + size
        return 0, 0

    def match(self, address):
        for entry in range(ENTRIES):
            low, high = self.span(entry)
            if low <= address < high:
                return entry
        return None

    def allows(self, address, rights):
        entry = self.match(address)
        return entry is not None and self.config[entry] & rights == rights


def draw_data_entry(p, address, config, entry):
    """One region over some of the memory area; TOR takes two entries."""
    rights = p.choice(RIGHTS)
    base = AREA_ADDRESS + p.random.randrange(-REACH, REACH, 4)
    kind = p.below(4)
    if kind == 0 and entry + 1 < ENTRIES:
        address[entry] = base >> 2
        address[entry + 1] = (base + p.random.randrange(-16, 1024, 4)) >> 2
        config[entry + 1] = TOR << 3 | rights
        return entry + 2
    if kind == 1:
        address[entry] = base >> 2
        config[entry] = NA4 << 3 | rights
    else:
        size = 1 << p.random.randrange(3, 13)
        address[entry] = (base & -size | size - 1 >> 1) >> 2
        config[entry] = NAPOT << 3 | rights
    return entry + 1


def draw(p):
    """Registers for eight entries: some of the area, and most often the right to run code."""
    address, config = [0] * ENTRIES, [0] * ENTRIES
    entry = 0
    text = p.below(4) if p.chance(0.9) else ENTRIES
    while entry < ENTRIES - 1 and entry < 2 + p.below(8):
        if entry >= text:
            break
        entry = draw_data_entry(p, address, config, entry)
    if text < ENTRIES:
        entry = min(entry, ENTRIES - 1)
        address[entry] = TEXT_NAPOT
        config[entry] = NAPOT << 3 | EXECUTE | p.choice([0, 1, 3])
        entry += 1
    while entry < ENTRIES and p.chance(0.7):
        entry = draw_data_entry(p, address, config, entry)
    if p.may_lock and p.chance(0.3):
        draw_lock(p, address, config)
    return address, config


def draw_lock(p, address, config):
    """Locks an entry, which then binds machine mode, but none that the frame could fall over."""
    locked = p.below(ENTRIES)
    config[locked] |= LOCK
    after = copy.deepcopy(p.pmp)
    after.write(address, config)
    low, high = after.span(locked)
    if low < AREA_ADDRESS - 8192 or high > AREA_ADDRESS + 8192:
        config[locked] &= ~LOCK


def set_up(p):
    """Writes registers and reads one back."""
    p.uses_pmp = True
    address, config = draw(p)
    value = p.register()
    for entry in range(ENTRIES):
        p.out(f"li x{value}, {address[entry]:#x}")
        p.out(f"csrw pmpaddr{entry}, x{value}")
    for word in range(ENTRIES // 4):
        packed = sum(config[4 * word + byte] << 8 * byte for byte in range(4))
        p.out(f"li x{value}, {packed:#x}")
        p.out(f"csrw pmpcfg{word}, x{value}")
    p.out(f"csrr x{value}, {p.choice(['pmpcfg0', 'pmpcfg1', f'pmpaddr{p.below(ENTRIES)}'])}")
    p.pmp.write(address, config)
