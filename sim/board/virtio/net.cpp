// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/virtio/net.hpp"

#include <algorithm>

#include "ftsim/board/state_bytes.hpp"

namespace ftsim {

namespace {

constexpr uint64_t kFeatureMac = 1 << 5;
constexpr uint64_t kFeatureStatus = 1 << 16;

constexpr uint32_t kConfigStatus = 6;  // offset, behind the address
constexpr uint8_t kLinkUp = 1;

// Before every frame received. No offloads, so all is zero but num_buffers: a frame is in one
// chain.
constexpr std::array<std::byte, VirtioNet::kHeaderBytes> kReceivedHeader = {
    {{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, std::byte{1}, {}}};

bool is_frame(uint64_t bytes) { return bytes >= NetPort::kMinFrame && bytes <= NetPort::kMaxFrame; }

}  // namespace

VirtioNet::VirtioNet(NetPort& port, const Mac& mac) : port_(port), mac_(mac) {}

uint64_t VirtioNet::features() const { return kFeatureMac | kFeatureStatus; }

uint8_t VirtioNet::config(uint32_t offset) const {
    if (offset < mac_.size()) return mac_[offset];
    return offset == kConfigStatus ? kLinkUp : 0;
}

void VirtioNet::notify(unsigned queue, std::span<Virtqueue> queues, uint64_t cycle) {
    if (queue == kReceive) {
        no_buffers_ = false;
        return;
    }
    // The limit holds even where a guest lays the rings over each other.
    Virtqueue& transmit = queues[kTransmit];
    for (uint32_t sent = 0; sent < transmit.size(); ++sent) {
        const auto head = transmit.take();
        if (!head) return;
        send(transmit, *head, cycle);
    }
}

void VirtioNet::send(Virtqueue& queue, uint16_t head, uint64_t cycle) {
    Chain chain;
    if (!queue.walk(head, chain)) return;
    ChainCursor in(queue.dma(), chain.readable());
    if (in.left() >= kHeaderBytes && is_frame(in.left() - kHeaderBytes)) {
        std::array<std::byte, NetPort::kMaxFrame> buffer;
        in.skip(kHeaderBytes);
        const auto frame = std::span(buffer).first(in.left());
        if (!in.read(frame)) return queue.fail();
        port_.send(frame, cycle);
    }
    queue.give_back(head, 0);
}

void VirtioNet::stop(unsigned) { no_buffers_ = false; }

uint64_t VirtioNet::next_cycle(uint64_t cycle) const {
    return no_buffers_ ? UINT64_MAX : std::max(cycle, port_.next_cycle(cycle));
}

void VirtioNet::advance(std::span<Virtqueue> queues, uint64_t cycle) {
    Virtqueue& queue = queues[kReceive];
    for (uint32_t i = 0; i < Virtqueue::kMaxSize && next_cycle(cycle) == cycle; ++i) {
        if (!queue.has_available()) {
            no_buffers_ = true;
            return;
        }
        const auto frame = port_.receive(cycle);
        if (!frame) return;
        const auto head = queue.take();
        if (!head) return;
        receive(queue, *head, std::as_bytes(std::span(*frame)));
    }
}

void VirtioNet::receive(Virtqueue& queue, uint16_t head, std::span<const std::byte> frame) {
    Chain chain;
    if (!queue.walk(head, chain)) return;
    ChainCursor out(queue.dma(), chain.writable());
    const std::size_t bytes = kHeaderBytes + frame.size();
    if (!is_frame(frame.size()) || out.left() < bytes) return queue.give_back(head, 0);
    if (!out.write(kReceivedHeader) || !out.write(frame)) return queue.fail();
    queue.give_back(head, static_cast<uint32_t>(bytes));
}

void VirtioNet::save(std::vector<std::byte>& to) const { put_state(to, no_buffers_); }

void VirtioNet::load(std::span<const std::byte>& from) { no_buffers_ = take_flag(from); }

const RegisterMap& VirtioNet::saved_registers() {
    static const RegisterMap map = [] {
        RegisterMap of(sizeof(no_buffers_));
        of.add_at("no_buffers", 0, sizeof(no_buffers_), 1);
        return of;
    }();
    return map;
}

}  // namespace ftsim
