// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/virtio/mmio.hpp"

#include <cassert>
#include <utility>

#include "ftsim/board/state_bytes.hpp"

namespace ftsim {

namespace {

static_assert(StateStruct<VirtioMmio::State> && StateStruct<Virtqueue::State>);

constexpr uint32_t kMagic = 0x7472'6976;   // "virt"
constexpr uint32_t kVendor = 0x554d'4551;  // "QEMU"
constexpr uint32_t kConfig = 0x100;

constexpr uint32_t kDeviceFeatures = 0x010;
constexpr uint32_t kDeviceFeaturesSelect = 0x014;
constexpr uint32_t kDriverFeatures = 0x020;
constexpr uint32_t kDriverFeaturesSelect = 0x024;
constexpr uint32_t kQueueSelect = 0x030;
constexpr uint32_t kQueueSizeMax = 0x034;
constexpr uint32_t kQueueSize = 0x038;
constexpr uint32_t kQueueReady = 0x044;
constexpr uint32_t kQueueNotify = 0x050;
constexpr uint32_t kInterruptStatus = 0x060;
constexpr uint32_t kInterruptAck = 0x064;
constexpr uint32_t kStatus = 0x070;
constexpr uint32_t kQueueDescriptors = 0x080;  // these three are two words each
constexpr uint32_t kQueueAvailable = 0x090;
constexpr uint32_t kQueueUsed = 0x0a0;
constexpr uint32_t kSharedMemoryLength = 0x0b0;
constexpr uint32_t kSharedMemoryEnd = 0x0c0;

constexpr uint64_t kFeatureIndirect = uint64_t{1} << 28;
constexpr uint64_t kFeatureVersion1 = uint64_t{1} << 32;

constexpr uint32_t kDriverOk = 0x04;
constexpr uint32_t kFeaturesOk = 0x08;
constexpr uint32_t kNeedsReset = 0x40;
constexpr uint32_t kDriverBits = 0x8f;  // acknowledge, driver, the first two above, failed

constexpr uint32_t kUsedBuffer = 1;
constexpr uint32_t kConfigurationChange = 2;

void set_half(uint64_t& value, bool high, uint32_t word) {
    value = high ? (value & 0xffff'ffffU) | uint64_t{word} << 32
                 : (value & ~uint64_t{0xffff'ffffU}) | word;
}

uint32_t half(uint64_t value, uint32_t number) {
    return number < 2 ? static_cast<uint32_t>(value >> (32 * number)) : 0;
}

}  // namespace

RegisterMap VirtioMmio::registers(const RegisterMap& device, unsigned queues) {
    RegisterMap state(sizeof(State));
    state.add("driver_features", &State::driver_features);
    state.add("foreign_features", &State::foreign_features);
    state.add("device_features_select", &State::device_features_select);
    state.add("driver_features_select", &State::driver_features_select);
    state.add("queue_select", &State::queue_select);
    state.add("status", &State::status, 4);
    state.add("needs_reset", &State::status, 1, 6);
    state.add("failed", &State::status, 1, 7);
    state.add("interrupt_status", &State::interrupt_status, 2);

    RegisterMap map;
    map.append("", state);
    map.append("", RegisterMap::without_registers(sizeof(WatchedDma::wrote)));
    for (unsigned queue = 0; queue < kQueues; ++queue) {
        if (queue < queues) {
            map.append(RegisterMap::element("queue", queue) + ".", Virtqueue::registers());
        } else {
            map.append("", RegisterMap::without_registers(sizeof(Virtqueue::State)));
        }
    }
    map.append("", device);
    return map;
}

VirtioMmio::VirtioMmio(Dma& dma, std::unique_ptr<VirtioDevice> device)
    : dma_(dma), device_(std::move(device)), queues_{Virtqueue(dma_), Virtqueue(dma_)} {
    assert(!device_ || device_->queues() <= kQueues);
    if (device_) registers_ = registers(device_->registers(), device_->queues());
}

uint64_t VirtioMmio::offered() const {
    return device_->features() | kFeatureIndirect | kFeatureVersion1;
}

bool VirtioMmio::runs() const {
    constexpr uint32_t kBoth = kFeaturesOk | kDriverOk;
    return (state_.status & (kBoth | kNeedsReset)) == kBoth;
}

uint32_t VirtioMmio::load(uint32_t offset, unsigned bytes, uint64_t) const {
    if (offset < kConfig) return bytes == 4 && offset % 4 == 0 ? load_register(offset) : 0;
    uint32_t value = 0;
    for (unsigned i = 0; device_ && i < bytes; ++i) {
        value |= uint32_t{device_->config(offset - kConfig + i)} << (8 * i);
    }
    return value;
}

uint32_t VirtioMmio::load_register(uint32_t offset) const {
    switch (offset) {
        case 0x000: return kMagic;
        case 0x004: return 2;
        case 0x008: return device_ ? device_->id() : 0;
        case 0x00c: return kVendor;
        default: break;
    }
    if (!device_) return 0;
    // There is no shared memory, which these four registers say with all ones.
    if (offset >= kSharedMemoryLength && offset < kSharedMemoryEnd) return 0xffff'ffff;
    const bool queue = is_queue(state_.queue_select);
    switch (offset) {
        case kDeviceFeatures: return half(offered(), state_.device_features_select);
        case kQueueSizeMax: return queue ? Virtqueue::kMaxSize : 0;
        case kQueueReady: return queue && queues_[state_.queue_select].ready() ? 1 : 0;
        case kInterruptStatus: return state_.interrupt_status;
        case kStatus: return state_.status;
        default: return 0;  // so is the generation of a configuration that never changes
    }
}

void VirtioMmio::store(uint32_t offset, uint32_t value, unsigned bytes, uint64_t cycle) {
    // No field of a configuration space here can be written.
    if (!device_ || bytes != 4 || offset % 4 != 0 || offset >= kConfig) return;
    store_register(offset, value, cycle);
    look_at_queues();
}

void VirtioMmio::store_register(uint32_t offset, uint32_t word, uint64_t cycle) {
    switch (offset) {
        case kDeviceFeaturesSelect: state_.device_features_select = word; break;
        case kDriverFeatures: store_driver_features(word); break;
        case kDriverFeaturesSelect: state_.driver_features_select = word; break;
        case kQueueSelect: state_.queue_select = word; break;
        case kQueueNotify:
            if (runs() && is_queue(word)) device_->notify(word, queues_, cycle);
            break;
        case kInterruptAck: state_.interrupt_status &= ~word; break;
        case kStatus: store_status(word); break;
        default: store_queue(offset, word); break;
    }
}

void VirtioMmio::store_driver_features(uint32_t word) {
    if ((state_.status & kFeaturesOk) != 0) return;
    if (state_.driver_features_select < 2) {
        set_half(state_.driver_features, state_.driver_features_select == 1, word);
    } else {
        state_.foreign_features |= word;
    }
}

// Rings do not move under a queue that is ready.
void VirtioMmio::store_queue(uint32_t offset, uint32_t word) {
    if (!is_queue(state_.queue_select)) return;
    Virtqueue& queue = queues_[state_.queue_select];
    if (offset == kQueueReady) return set_queue_ready((word & 1U) != 0);
    if (queue.ready()) return;
    Virtqueue::State rings = queue.state();
    const bool high = (offset & 4U) != 0;
    switch (offset) {
        case kQueueSize: rings.size = word; break;
        case kQueueDescriptors:
        case kQueueDescriptors + 4: set_half(rings.descriptors, high, word); break;
        case kQueueAvailable:
        case kQueueAvailable + 4: set_half(rings.available, high, word); break;
        case kQueueUsed:
        case kQueueUsed + 4: set_half(rings.used, high, word); break;
        default: break;
    }
    queue.set_state(rings);
}

void VirtioMmio::set_queue_ready(bool ready) {
    Virtqueue& queue = queues_[state_.queue_select];
    if (ready == queue.ready()) return;
    if (ready) {
        queue.start();
    } else {
        queue.stop();
        device_->stop(state_.queue_select);
    }
}

// A driver sets bits and never clears one, except all of them by writing zero.
void VirtioMmio::store_status(uint32_t word) {
    if (word == 0) return reset();
    const uint32_t before = state_.status;
    uint32_t set = word & kDriverBits & ~before;
    if ((set & kFeaturesOk) != 0) {
        const bool agreed = (state_.driver_features & ~offered()) == 0 &&
                            state_.foreign_features == 0 &&
                            (state_.driver_features & kFeatureVersion1) != 0;
        if (!agreed) set &= ~kFeaturesOk;
    }
    state_.status |= set;
    if ((set & kFeaturesOk) != 0 && (state_.driver_features & kFeatureIndirect) != 0) {
        for (Virtqueue& queue : queues_) queue.accept_indirect();
    }
    // What went wrong before the driver was ready to hear of it.
    if ((set & kDriverOk) != 0 && (before & kNeedsReset) != 0) {
        state_.interrupt_status |= kConfigurationChange;
    }
}

void VirtioMmio::reset() {
    state_ = {};
    for (Virtqueue& queue : queues_) queue.set_state({});
    for (unsigned queue = 0; queue < device_->queues(); ++queue) device_->stop(queue);
}

void VirtioMmio::advance(uint64_t cycle) {
    if (!device_ || !runs()) return;
    device_->advance(queues_, cycle);
    look_at_queues();
}

uint64_t VirtioMmio::next_cycle(uint64_t cycle) const {
    return device_ && runs() ? device_->next_cycle(cycle) : UINT64_MAX;
}

// Virtio 1.2, section 2.1.2: the driver hears of it once it has set DRIVER_OK.
void VirtioMmio::look_at_queues() {
    for (Virtqueue& queue : queues_) {
        if (queue.take_interrupt()) state_.interrupt_status |= kUsedBuffer;
        if (!queue.broken() || (state_.status & kNeedsReset) != 0) continue;
        state_.status |= kNeedsReset;
        if ((state_.status & kDriverOk) != 0) state_.interrupt_status |= kConfigurationChange;
    }
}

bool VirtioMmio::wrote_memory() { return std::exchange(dma_.wrote, false); }

void VirtioMmio::save(std::vector<std::byte>& to) const {
    if (!device_) return;
    put_state(to, state_);
    put_state(to, dma_.wrote);
    for (const Virtqueue& queue : queues_) put_state(to, queue.state());
    device_->save(to);
}

void VirtioMmio::load(std::span<const std::byte>& from) {
    if (!device_) return;
    state_ = take_state<State>(from);
    dma_.wrote = take_flag(from);
    for (Virtqueue& queue : queues_) queue.load(take_state<Virtqueue::State>(from));
    device_->load(from);
}

void VirtioMmio::flip(uint64_t bit) {
    std::vector<std::byte> state;
    save(state);
    registers_.flip(state, bit);
    std::span<const std::byte> from = state;
    load(from);
    look_at_queues();
}

}  // namespace ftsim
