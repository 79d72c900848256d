#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The network card on a TAP device and on an interface, in a network namespace of the test's own.

Where the rights for that are missing, the test says so and is skipped.
"""

import os
import shutil
import socket
import subprocess
import sys
import unittest

import command
from command import CommandTest, firmware, main

GUEST = ("10.0.2.15", 7)
ARP_REQUEST = bytes.fromhex(
    "ffffffffffff" "52550a000202" "0806" "0001080006040001" "52550a000202" "0a000202"
    "000000000000" "0a00020f")
ARP_REPLY_FROM_GUEST = bytes.fromhex("0806" "0001080006040002" "525400123456" "0a00020f")
INSIDE = "--inside-a-namespace"


def ip(*arguments):
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


def namespaces_work():
    if shutil.which("ip") is None or not os.path.exists("/dev/net/tun"):
        return False
    probe = "ip tuntap add probe0 mode tap && ip link add probe1 type veth peer name probe2"
    return subprocess.run(["unshare", "-n", "sh", "-c", probe], capture_output=True,
                          check=False).returncode == 0


class RealNetwork(CommandTest):
    def start(self, model):
        return subprocess.Popen(
            [command.FTSIM, "--program", firmware("udp_echo"), "--net", model, "--golden", "off",
             "--cycles", "1e12", "--timeout", "60"], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)

    def answer(self, client, text):
        """What comes back; what is sent before the guest is up is lost."""
        for _ in range(60):
            try:
                client.sendto(text, GUEST)
                return client.recv(100)
            except OSError:
                pass
        return None

    def test_a_tap_device_joins_guest_and_host(self):
        ip("tuntap", "add", "tap0", "mode", "tap")
        ip("addr", "add", "10.0.2.2/24", "dev", "tap0")
        ip("link", "set", "tap0", "up")
        machine = self.start("tap:tap0")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(0.5)
            for text in (b"0 from the host", b"1 stop"):
                self.assertEqual(self.answer(client, text), text)
        console, _ = machine.communicate(timeout=60)
        self.assertEqual(machine.returncode, 0)
        self.assertIn("stopped after 1 requests", console)

    def test_a_packet_socket_sees_and_sends_frames(self):
        ip("link", "add", "veth0", "type", "veth", "peer", "name", "veth1")
        for end in ("veth0", "veth1"):
            ip("link", "set", end, "up")
        wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
        self.addCleanup(wire.close)
        wire.bind(("veth1", 0))
        wire.settimeout(1)
        machine = self.start("packet:veth0")
        self.addCleanup(machine.communicate)
        self.addCleanup(machine.kill)
        for _ in range(200):
            wire.send(ARP_REQUEST)
            try:
                if wire.recv(2000)[12:32] == ARP_REPLY_FROM_GUEST[:20]:
                    return
            except TimeoutError:
                pass
        self.fail("the guest does not answer ARP")


if __name__ == "__main__":
    if INSIDE in sys.argv:
        sys.argv.remove(INSIDE)
        main()
    elif namespaces_work():
        sys.exit(subprocess.run(["unshare", "-n", sys.executable, "-B", *sys.argv, INSIDE],
                                check=False).returncode)
    else:
        print("skipped: no rights to make a network namespace with a TAP device")
        sys.exit(77)
