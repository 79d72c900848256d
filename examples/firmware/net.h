// SPDX-License-Identifier: Apache-2.0
// UDP over IPv4 over Ethernet over virtio-net: enough to be a server. ARP requests and pings are
// answered on the way. The address is 10.0.2.15, as a guest of QEMU has it.
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { kLargestPayload = 1472 };

struct datagram {
    const uint8_t *frame;  // as it came; valid until the next net_receive
    const uint8_t *payload;
    unsigned length;  // of the payload
};

bool net_open(void);
// Sleeps until a datagram comes for this UDP port.
struct datagram net_receive(uint16_t port);
// Sends back to where the datagram came from; returns once the frame has left.
void net_answer(const struct datagram *datagram, const void *payload, unsigned length);
