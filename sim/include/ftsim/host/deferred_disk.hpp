// SPDX-License-Identifier: Apache-2.0
#pragma once

// The disk of a guest whose sectors are on the shared storage: what the guest's device is asked for
// becomes one request a sector to the host, and the device goes on with the last answer. What is in
// it is in the machine's state, so whoever goes on in its place knows what was asked. Not
// thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ftsim/board/virtio/block_backend.hpp"
#include "ftsim/host/guest.hpp"
#include "ftsim/replay/event.hpp"

namespace ftsim::host {

class DeferredDisk final : public DeferredBlockBackend {
public:
    explicit DeferredDisk(uint64_t sectors) : sectors_(sectors) {}

    uint64_t sectors() const override { return sectors_; }
    bool read_only() const override { return false; }
    bool begin(const BlockRequest& request) override;
    uint64_t next_cycle(uint64_t cycle) const override;
    bool read(uint64_t sector, std::span<std::byte> to, uint64_t cycle) override;
    bool write(uint64_t sector, std::span<const std::byte> from, uint64_t cycle) override;
    /// What was written is on the storage before the guest hears of it.
    bool flush(uint64_t) override { return true; }

    /// A request that the host has not been told of.
    bool asks() const { return asks_; }
    /// The present request; tells the host.
    DiskRequest take_request();
    /// disk_complete. False where nothing waits for that one.
    bool complete(const replay::Event& event);

    void save(std::vector<std::byte>& to) const;
    /// False where the bytes are none; `from` is what is left then.
    bool load(std::span<const std::byte>& from);

private:
    bool ask();

    uint64_t sectors_;
    uint64_t requests_ = 0;  // told, the present one included
    bool waits_ = false;     // for the answer of sector_ + done_ / kSectorBytes
    bool asks_ = false;
    bool answered_ = false;  // wholly: read() or write() is next
    bool failed_ = false;
    bool write_ = false;
    uint64_t sector_ = 0;  // the first
    uint64_t bytes_ = 0;
    uint64_t done_ = 0;
    std::string data_;
};

}  // namespace ftsim::host
