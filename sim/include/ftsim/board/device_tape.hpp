// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the devices of two I/O boards ask of memory, disk and network in the same cycle, held
// against each other. One board's devices ask first, and what they get is written down; the other's
// ask the tape, which compares the question and answers in the world's place. So both see the same
// world, nothing happens to it twice, and a board that asks something else is noticed before
// anything of it is let out. While nobody listens the tape is one branch. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ftsim/board/virtio/block_backend.hpp"
#include "ftsim/board/virtio/dma.hpp"
#include "ftsim/board/virtio/net_port.hpp"

namespace ftsim {

class DeviceTape {
public:
    enum class Ask : uint8_t {
        memory_read,
        memory_write,
        disk_read,
        disk_write,
        disk_flush,
        frame_sent,
        frame_taken,
        frame_due,
    };
    struct Question {
        Ask ask;
        uint64_t where = 0;          ///< an address, a sector
        std::string_view says = {};  ///< what is written or sent
        std::size_t wants = 0;       ///< bytes
    };
    struct Answer {
        bool right = false;
        std::string bytes = {};
        uint64_t cycle = 0;
    };

    /// A clock edge: from here on the first board's questions are written down, then the second's
    /// answered.
    void listen() {
        entries_.clear();
        next_ = 0;
        differs_ = false;
        turn_ = Turn::first;
    }
    void play() { turn_ = Turn::second; }
    void end() { turn_ = Turn::nobody; }
    bool listens() const { return turn_ == Turn::first; }
    bool plays() const { return turn_ == Turn::second; }
    void write_down(const Question& question, Answer answer);
    /// The second board's next question. One that the first has not asked gets no answer.
    Answer ask(const Question& question);
    /// The second board has asked all that the first has, and nothing else.
    bool same() const { return !differs_ && next_ == entries_.size(); }

private:
    struct Entry {
        Ask ask;
        uint64_t where;
        std::string says;
        std::size_t wants;
        Answer answer;
    };
    std::vector<Entry> entries_;
    std::size_t next_ = 0;
    enum class Turn : uint8_t { nobody, first, second };
    Turn turn_ = Turn::nobody;
    bool differs_ = false;
};

/// The world as the first board's devices reach it. All have to outlive it.
class TapedWorld final : public Dma, public BlockBackend, public NetPort {
public:
    /// Without a disk or a port nobody asks for one.
    TapedWorld(DeviceTape& tape, Dma& memory, BlockBackend* disk, NetPort* port)
        : tape_(tape), memory_(memory), disk_(disk), port_(port) {}

    bool read(uint64_t address, std::span<std::byte> to) override;
    bool write(uint64_t address, std::span<const std::byte> from) override;
    uint64_t sectors() const override { return disk_->sectors(); }
    bool read_only() const override { return disk_->read_only(); }
    bool read(uint64_t sector, std::span<std::byte> to, uint64_t cycle) override;
    bool write(uint64_t sector, std::span<const std::byte> from, uint64_t cycle) override;
    bool flush(uint64_t cycle) override;
    void send(std::span<const std::byte> frame, uint64_t cycle) override;
    std::optional<std::string> receive(uint64_t cycle) override;
    uint64_t next_cycle(uint64_t cycle) const override;

private:
    DeviceTape& tape_;
    Dma& memory_;
    BlockBackend* disk_;
    NetPort* port_;
};

/// The same for the second board: everything comes from the tape, but for what is asked between two
/// edges.
class TapeAsWorld final : public Dma, public BlockBackend, public NetPort {
public:
    TapeAsWorld(DeviceTape& tape, const BlockBackend* disk, const NetPort* port)
        : tape_(tape), disk_(disk), port_(port) {}

    bool read(uint64_t address, std::span<std::byte> to) override;
    bool write(uint64_t address, std::span<const std::byte> from) override;
    uint64_t sectors() const override { return disk_->sectors(); }
    bool read_only() const override { return disk_->read_only(); }
    bool read(uint64_t sector, std::span<std::byte> to, uint64_t cycle) override;
    bool write(uint64_t sector, std::span<const std::byte> from, uint64_t cycle) override;
    bool flush(uint64_t cycle) override;
    void send(std::span<const std::byte> frame, uint64_t cycle) override;
    std::optional<std::string> receive(uint64_t cycle) override;
    uint64_t next_cycle(uint64_t cycle) const override;

private:
    bool read(DeviceTape::Ask ask, uint64_t where, std::span<std::byte> to);

    DeviceTape& tape_;
    const BlockBackend* disk_;
    const NetPort* port_;
};

}  // namespace ftsim
