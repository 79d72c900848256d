// SPDX-License-Identifier: Apache-2.0
#include "net.h"

#include "plic.h"
#include "text.h"
#include "virtio.h"

enum { kReceive = 0, kTransmit = 1 };  // queues
enum { kVirtioHeader = 12, kLargestFrame = 1514 };

// Where things are in a frame.
enum { kEthernetTo = 0, kEthernetFrom = 6, kEthernetType = 12, kEthernetHeader = 14 };
enum { kArpOperation = 20, kArpSender = 22, kArpSenderIp = 28, kArpTarget = 32, kArpTargetIp = 38 };
enum { kArpEnd = 42 };
enum { kIp = 14, kIpLength = 16, kIpFragment = 20, kIpLife = 22, kIpProtocol = 23, kIpSum = 24 };
enum { kIpFrom = 26, kIpTo = 30, kIpEnd = 34 };
enum { kUdpFrom = 34, kUdpTo = 36, kUdpLength = 38, kUdpSum = 40, kUdpEnd = 42 };
enum { kPing = 34, kPingSum = 36, kPingEnd = 42 };

enum { kTypeIp = 0x0800, kTypeArp = 0x0806, kProtocolIcmp = 1, kProtocolUdp = 17 };

struct buffer {
    uint8_t virtio[kVirtioHeader];  // all zero: no offloads
    uint8_t frame[kLargestFrame];
};

static struct virtio_device card;
static struct virtio_queue receive_queue, transmit_queue;
static struct buffer received[kQueueSize], sent;
static uint8_t own_mac[6];
static const uint8_t kOwnIp[4] = {10, 0, 2, 15};

static unsigned get16(const uint8_t *at) { return (unsigned)at[0] << 8 | at[1]; }

static void put16(uint8_t *at, unsigned value) {
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

// The internet's checksum: a sum in ones' complement, 0xffff over anything that carries its own.
static unsigned sum16(unsigned sum, const uint8_t *at, unsigned length) {
    for (; length > 1; at += 2, length -= 2) sum += get16(at);
    if (length == 1) sum += (unsigned)at[0] << 8;
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
    return sum;
}

// Over UDP with the addresses, the protocol and the length once more.
static unsigned udp_sum(const uint8_t *frame, unsigned udp_length) {
    const unsigned pseudo = sum16(kProtocolUdp + udp_length, frame + kIpFrom, 8);
    return sum16(pseudo, frame + kUdpFrom, udp_length);
}

bool net_open(void) {
    enum { kFeatureMac = 1 << 5 };
    if (!virtio_open(&card, kVirtioNet, kFeatureMac)) return false;
    for (int i = 0; i < 6; i++) own_mac[i] = virtio_config(&card)[i];
    virtio_add_queue(&card, kReceive, &receive_queue);
    virtio_add_queue(&card, kTransmit, &transmit_queue);
    virtio_start(&card);
    for (unsigned i = 0; i < kQueueSize; i++) {
        receive_queue.descriptors[i] = (struct descriptor){
            (uintptr_t)&received[i], sizeof received[i], kDeviceWrites, 0};
        virtio_offer(&receive_queue, i);
    }
    virtio_notify(&card, kReceive);
    return true;
}

// Sends `sent.frame`. Frames shorter than Ethernet allows are for the card to fill up.
static void transmit(unsigned length) {
    transmit_queue.descriptors[0] =
        (struct descriptor){(uintptr_t)&sent, kVirtioHeader + length, 0, 0};
    virtio_offer(&transmit_queue, 0);
    virtio_notify(&card, kTransmit);
    WAIT_UNTIL(virtio_is_used(&transmit_queue));
    uint32_t nothing;
    virtio_take(&transmit_queue, &nothing);
}

// Begins an answer to the sender of a frame.
static void address_back(const uint8_t *frame) {
    memcpy(sent.frame + kEthernetTo, frame + kEthernetFrom, 6);
    memcpy(sent.frame + kEthernetFrom, own_mac, 6);
    put16(sent.frame + kEthernetType, get16(frame + kEthernetType));
}

static void answer_arp(const uint8_t *frame, unsigned length) {
    static const uint8_t kRequest[] = {0, 1, 8, 0, 6, 4, 0, 1};  // who has this IPv4 address?
    if (length < kArpEnd || memcmp(frame + kEthernetHeader, kRequest, sizeof kRequest) != 0) return;
    if (memcmp(frame + kArpTargetIp, kOwnIp, 4) != 0) return;
    address_back(frame);
    memcpy(sent.frame + kEthernetHeader, kRequest, sizeof kRequest);
    put16(sent.frame + kArpOperation, 2);
    memcpy(sent.frame + kArpSender, own_mac, 6);
    memcpy(sent.frame + kArpSenderIp, kOwnIp, 4);
    memcpy(sent.frame + kArpTarget, frame + kArpSender, 10);
    transmit(kArpEnd);
}

// Puts the IPv4 header of an answer into `sent`; `length` is the packet's, the header included.
static void answer_ip(const uint8_t *frame, unsigned length) {
    static const uint8_t kHeader[12] = {0x45, 0, 0, 0, 0, 0, 0x40, 0, 64};  // may not be fragmented
    uint8_t *const to = sent.frame;
    address_back(frame);
    memcpy(to + kIp, kHeader, sizeof kHeader);
    put16(to + kIpLength, length);
    to[kIpProtocol] = frame[kIpProtocol];
    memcpy(to + kIpFrom, kOwnIp, 4);
    memcpy(to + kIpTo, frame + kIpFrom, 4);
    put16(to + kIpSum, ~sum16(0, to + kIp, kIpEnd - kIp));
}

static void answer_ping(const uint8_t *frame, unsigned end) {
    enum { kEchoRequest = 8 };
    if (end < kPingEnd || frame[kPing] != kEchoRequest || frame[kPing + 1] != 0) return;
    if (sum16(0, frame + kPing, end - kPing) != 0xffff) return;
    answer_ip(frame, end - kIp);
    memcpy(sent.frame + kPing, frame + kPing, end - kPing);
    put16(sent.frame + kPing, 0);  // an echo reply
    put16(sent.frame + kPingSum, 0);
    put16(sent.frame + kPingSum, ~sum16(0, sent.frame + kPing, end - kPing));
    transmit(end);
}

// Where an IPv4 packet that is for us ends in the frame, or 0. Options and fragments are refused.
static unsigned ip_end(const uint8_t *frame, unsigned length) {
    if (length < kIpEnd || frame[kIp] != 0x45) return 0;
    const unsigned end = kIp + get16(frame + kIpLength);
    if (end < kIpEnd || end > length) return 0;
    if (sum16(0, frame + kIp, kIpEnd - kIp) != 0xffff) return 0;
    if ((get16(frame + kIpFragment) & 0x3fff) != 0) return 0;
    return memcmp(frame + kIpTo, kOwnIp, 4) == 0 ? end : 0;
}

static bool udp_for(uint16_t port, const uint8_t *frame, unsigned end, struct datagram *datagram) {
    if (end < kUdpEnd || get16(frame + kUdpTo) != port) return false;
    const unsigned length = get16(frame + kUdpLength);
    if (length < kUdpEnd - kUdpFrom || length > end - kUdpFrom) return false;
    if (get16(frame + kUdpSum) != 0 && udp_sum(frame, length) != 0xffff) return false;
    *datagram = (struct datagram){frame, frame + kUdpEnd, length - (kUdpEnd - kUdpFrom)};
    return true;
}

static bool handle(uint16_t port, const uint8_t *frame, unsigned length,
                   struct datagram *datagram) {
    if (length < kEthernetHeader) return false;
    if (get16(frame + kEthernetType) == kTypeArp) answer_arp(frame, length);
    if (get16(frame + kEthernetType) != kTypeIp) return false;
    const unsigned end = ip_end(frame, length);
    if (end != 0 && frame[kIpProtocol] == kProtocolIcmp) answer_ping(frame, end);
    return end != 0 && frame[kIpProtocol] == kProtocolUdp && udp_for(port, frame, end, datagram);
}

struct datagram net_receive(uint16_t port) {
    static int held = -1;  // the buffer of the datagram that was returned last
    for (;;) {
        if (held >= 0) {
            virtio_offer(&receive_queue, (unsigned)held);
            virtio_notify(&card, kReceive);
        }
        WAIT_UNTIL(virtio_is_used(&receive_queue));
        uint32_t written;
        held = (int)virtio_take(&receive_queue, &written);
        struct datagram datagram;
        if (written <= kVirtioHeader || written > sizeof received[held]) continue;
        if (handle(port, received[held].frame, written - kVirtioHeader, &datagram)) return datagram;
    }
}

void net_answer(const struct datagram *datagram, const void *payload, unsigned length) {
    const unsigned udp_length = kUdpEnd - kUdpFrom + length;
    answer_ip(datagram->frame, kUdpFrom - kIp + udp_length);
    uint8_t *const to = sent.frame;
    memcpy(to + kUdpFrom, datagram->frame + kUdpTo, 2);
    memcpy(to + kUdpTo, datagram->frame + kUdpFrom, 2);
    put16(to + kUdpLength, udp_length);
    put16(to + kUdpSum, 0);
    memcpy(to + kUdpEnd, payload, length);
    const unsigned sum = ~udp_sum(to, udp_length) & 0xffff;
    put16(to + kUdpSum, sum != 0 ? sum : 0xffff);  // 0 would say that there is none
    transmit(kUdpFrom + udp_length);
}
