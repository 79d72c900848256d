# SPDX-License-Identifier: Apache-2.0
"""A small client of the GDB remote serial protocol."""

import re
import socket
import struct
import subprocess
import time


class Remote:
    def __init__(self, port, timeout=60):
        end = time.monotonic() + 20
        while True:
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), timeout)
                break
            except ConnectionRefusedError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def close(self):
        self.socket.close()

    def send(self, text):
        data = text.encode()
        self.socket.sendall(b"$" + data + b"#%02x" % (sum(data) & 0xff))

    def receive(self):
        while True:
            found = re.search(rb"\$([^#]*)#..", self.buffer, re.DOTALL)
            if found:
                self.buffer = self.buffer[found.end():]
                self.socket.sendall(b"+")
                return found.group(1).decode()
            more = self.socket.recv(1 << 16)
            if not more:
                raise EOFError
            self.buffer += more

    def ask(self, text):
        self.send(text)
        return self.receive()

    def registers(self):
        """x0 to x31 and pc; None for one that waits for a device."""
        text = self.ask("g")
        words = [text[i:i + 8] for i in range(0, 33 * 8, 8)]
        return [None if word == "xxxxxxxx" else struct.unpack("<I", bytes.fromhex(word))[0]
                for word in words]

    def pc(self):
        return self.registers()[32]


class Server:
    """ftsim serving a debugger; its port is read from what it says."""

    def __init__(self, *command):
        self.process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, text=True)
        while True:
            line = self.process.stderr.readline()
            if not line:
                raise AssertionError(f"ended with {self.process.wait()}")
            found = re.search(r"target remote :(\d+)", line)
            if found:
                self.port = int(found.group(1))
                break

    def connect(self):
        return Remote(self.port)

    def wait(self):
        status = self.process.wait(60)
        self.process.stderr.close()
        return status
