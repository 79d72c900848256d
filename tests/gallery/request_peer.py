# SPDX-License-Identifier: Apache-2.0
"""The numbered request generator of `ftsim --net requests`, for a guest on QEMU.

QEMU's socket network puts each Ethernet frame into one UDP datagram. The peer at the other end
answers ARP and pings, finds the guest by ARP, and then asks, one request at a time:
request K is "K put keyM vK" for even K and "K get keyM" for odd K, M = (K / 2) mod 8, and after the
last one "N stop". A request without an answer that begins with its number is sent again.
"""

import socket
import struct
import threading

PEER_MAC, PEER_IP = bytes.fromhex("52550a000202"), bytes([10, 0, 2, 2])
GUEST_MAC, GUEST_IP = bytes.fromhex("525400123456"), bytes([10, 0, 2, 15])
BROADCAST = b"\xff" * 6
PEER_PORT = 40000
ARP, IPV4 = 0x0806, 0x0800
ICMP, UDP = 1, 17
ANSWER_SECONDS = 1.0


def request(number, count):
    if number == count:
        return f"{number} stop"
    key = number // 2 % 8
    return f"{number} get key{key}" if number % 2 else f"{number} put key{key} v{number}"


def checksum(data):
    data += bytes(len(data) % 2)
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total > 0xffff:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def ethernet(to, kind, payload):
    return to + PEER_MAC + struct.pack(">H", kind) + payload


def arp(operation, to_mac, target_mac, target_ip):
    return ethernet(to_mac, ARP, struct.pack(">HHBBH", 1, IPV4, 6, 4, operation)
                    + PEER_MAC + PEER_IP + target_mac + target_ip)


def ipv4(to_mac, protocol, payload):
    def header(total):
        return struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(payload), 0, 0, 64, protocol, total) \
            + PEER_IP + GUEST_IP
    return ethernet(to_mac, IPV4, header(checksum(header(0))) + payload)


def udp(to_mac, port, payload):
    length = 8 + len(payload)

    def header(total):
        return struct.pack(">HHHH", PEER_PORT, port, length, total)
    pseudo = PEER_IP + GUEST_IP + struct.pack(">HH", UDP, length)
    return ipv4(to_mac, UDP, header(checksum(pseudo + header(0) + payload) or 0xffff) + payload)


def free_udp_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RequestPeer(threading.Thread):
    """Runs from `with` to its end."""

    def __init__(self, port, count=100, twice=False):
        super().__init__(daemon=True)
        self.port, self.count = port, count
        self.twice = twice      # sends every request twice, as if its answer had been lost
        self.number, self.guest_mac, self.wrong = 0, None, []
        self.answers = {}       # to each request, all that came
        self.ping_answered = False
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.qemu = ("127.0.0.1", free_udp_port())
        self.stopping = threading.Event()

    def qemu_options(self):
        here = self.socket.getsockname()[1]
        return ["-netdev", f"socket,id=net,udp=127.0.0.1:{here},"
                f"localaddr=127.0.0.1:{self.qemu[1]}",
                "-device", f"virtio-net-device,netdev=net,mac={GUEST_MAC.hex(':')}"]

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        self.join()
        self.socket.setblocking(False)
        try:
            while True:  # what QEMU sent last
                self.take(self.socket.recv(65536))
        except (BlockingIOError, ConnectionRefusedError):
            self.socket.close()

    def send(self, frame):
        self.socket.sendto(frame, self.qemu)

    def ask(self):
        if self.guest_mac is None:
            self.send(arp(1, BROADCAST, bytes(6), GUEST_IP))
        elif self.number <= self.count:
            text = request(self.number, self.count).encode()
            for _ in range(2 if self.twice and self.number < self.count else 1):
                self.send(udp(self.guest_mac, self.port, text))

    def ping(self):
        def echo(total):
            return struct.pack(">BBHHH", 8, 0, total, 0x1234, 1) + b"are you there?!"
        self.send(ipv4(self.guest_mac, ICMP, echo(checksum(echo(0)))))

    def run(self):
        self.ask()
        while not self.stopping.is_set():
            self.socket.settimeout(0.1 if self.guest_mac is None else ANSWER_SECONDS)
            try:
                frame = self.socket.recv(65536)
            except TimeoutError:
                self.ask()
                continue
            except ConnectionRefusedError:  # QEMU does not listen yet, or no more
                self.stopping.wait(0.02)
                continue
            self.take(frame)

    def take(self, frame):
        kind = int.from_bytes(frame[12:14], "big")
        if kind == ARP and frame[20:22] == b"\0\1" and frame[38:42] == PEER_IP:
            self.send(arp(2, frame[6:12], frame[22:28], frame[28:32]))
        elif kind == ARP and frame[20:22] == b"\0\2" and self.guest_mac is None:
            self.guest_mac = frame[22:28]
            self.ping()
            self.ask()
        elif kind == IPV4:
            self.take_packet(frame[14:14 + int.from_bytes(frame[16:18], "big")])

    def take_packet(self, packet):
        if checksum(packet[:20]) != 0 or packet[12:20] != GUEST_IP + PEER_IP:
            self.wrong.append(f"IPv4 header {packet[:20].hex()}")
        elif packet[9] == ICMP:
            self.ping_answered = packet[20] == 0 and checksum(packet[20:]) == 0
        elif packet[9] == UDP:
            pseudo = packet[12:20] + struct.pack(">HH", UDP, len(packet) - 20)
            if checksum(pseudo + packet[20:]) != 0:
                self.wrong.append(f"UDP checksum of {packet[20:].hex()}")
            else:
                self.take_answer(packet[28:])

    def take_answer(self, text):
        number = text.partition(b" ")[0].decode(errors="replace")
        self.answers.setdefault(number, []).append(text)
        if number == str(self.number):
            self.number += 1
            self.ask()

    def complaints(self):
        """What is wrong, once the guest has ended."""
        asked = 2 if self.twice else 1
        found = list(self.wrong)
        if self.number != self.count + 1:
            found.append(f"{self.number} of {self.count + 1} requests answered")
        if not self.ping_answered:
            found.append("no right answer to a ping")
        for number in range(self.count):
            answers = self.answers.get(str(number), [])
            if len(answers) < asked or len(set(answers)) > 1:
                found.append(f"request {number}, sent {asked} times, was answered by {answers}")
        return found
