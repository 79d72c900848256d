// SPDX-License-Identifier: Apache-2.0
#pragma once

// A small machine to protect, in C++: the gallery's key-value server as instructions that are
// counted and not spelt out. It takes numbered requests by UDP on port 7000, one after the other,
//
//     0 put key3 blue   ->  0 ok 1            2 get key4  ->  2 none
//     1 get key3        ->  1 value blue 1    3 stop      ->  3 bye
//
// and says behind its answer how often the key has been put: an effect that was lost or done twice
// can be told by that alone. The counts are in memory only, values on the disk too. It reads the
// clock for every request and takes timer interrupts, so its state depends on when things came. A
// request whose answer was lost comes again, with its number, and gets the same answer.
//
// "4 hang" is a bug in it: it spins from there on, and takes no interrupt.
//
// While a get waits for its sector, the driver peeks at the buffer once: what begins with the
// sector's mark is taken as it stands. That is right as long as a buffer fills at once.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "ftsim/host/guest.hpp"

namespace ftsim::host {

struct KvGuestConfig {
    uint32_t work_per_request = 20'000;  ///< instructions from a request to its disk access
    uint32_t work_per_answer = 2'000;    ///< and from there to the answer
    uint32_t work_per_tick = 500;        ///< of a timer interrupt
    uint32_t work_per_frame = 2'000;     ///< of a frame of bulk data
    uint32_t peek_after = 130'000;       ///< instructions; 0: the driver only waits
    bool computes = false;               ///< when there is nothing else to do; else it is idle

    bool operator==(const KvGuestConfig&) const = default;
};

inline constexpr uint16_t kKvPort = 7000;
inline constexpr uint16_t kBulkPort = 9;  ///< what comes here is counted and thrown away
inline constexpr unsigned kKvKeys = 8;
inline constexpr uint64_t kKvFirstSector = 1;

class KvGuest final : public Guest {
public:
    explicit KvGuest(const KvGuestConfig& config = {});

    uint64_t retired() const override { return state_.retired; }
    Stop run(uint64_t limit) override;
    const std::string& output() const override { return output_; }
    const DiskRequest& disk_request() const override { return request_; }
    void enter(const replay::Event& event) override;
    void transfer(const std::string& part) override;
    uint64_t beats() const override { return state_.ticks; }
    std::vector<std::byte> save() const override;
    bool load(std::span<const std::byte> state) override;
    uint64_t digest() const override;
    uint64_t bits() const override;
    void flip(uint64_t bit) override;

    /// How often a key has been put.
    uint64_t count(unsigned key) const { return state_.keys[key].count; }
    uint64_t requests_done() const { return state_.next; }

private:
    enum class Phase : uint8_t { idle, clock, disk, wait, answer, ended, hung };
    enum class Kind : uint8_t { put, get, stop, odd, hang, again, arp };
    static constexpr std::size_t kTextBytes = 48;
    static constexpr std::size_t kValueBytes = 24;
    static constexpr std::size_t kQueue = 8;

    // All that the machine is; no padding, so its bytes are its state.
    struct Request {
        uint64_t number;
        uint32_t ip;
        uint16_t port;
        std::array<uint8_t, 6> mac;
        Kind kind;
        uint8_t key;
        std::array<char, kValueBytes> value;
        std::array<uint8_t, 2> unused;
    };
    struct Key {
        uint64_t count;
        std::array<char, kValueBytes> value;
    };
    struct State {
        uint64_t retired;
        uint64_t sum;  // what all instructions so far have worked out
        uint64_t work;
        uint64_t next;
        uint64_t clock;
        uint64_t ticks;
        uint64_t bulk_bytes;
        uint64_t disk_requests;
        std::array<Key, kKvKeys> keys;
        Request now;
        std::array<Request, kQueue> queue;
        std::array<char, kTextBytes> answer;
        std::array<char, kTextBytes> buffer;
        Phase phase;
        uint8_t queued;
        uint8_t peeks;  // left
        std::array<uint8_t, 5> unused;
    };

    void work(uint64_t instructions);
    void receive(std::string_view frame);
    void serve_next();
    bool start_disk();
    void got_sector(std::string_view data);
    void finish(const std::string& answer);
    void say();
    void restore_request();

    KvGuestConfig config_;
    State state_;
    std::string output_;
    DiskRequest request_;
};

}  // namespace ftsim::host
