// SPDX-License-Identifier: Apache-2.0
#pragma once

// The shared storage: a disk that both hosts reach, and a numbered term that one of them can win.
//
//   test_and_set(expected, who)   makes the term expected + 1 and `who` its owner, if it still is
//                                 `expected`; asked again by the owner, it says so again
//   write(term, ...)              refused where the term is not the present one: a write that was
//                                 under way when its sender lost the machine lands on nothing
//
// Requests and answers are plain values; how they get here is the caller's business. Not
// thread-safe.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace ftsim::host {

/// Who asks: a copy of the machine. Never used again for another one.
using ReplicaId = uint32_t;

enum class StorageOp : uint8_t { test_and_set, read, write };

struct StorageRequest {
    StorageOp op = StorageOp::read;
    ReplicaId who = 0;
    uint64_t id = 0;    ///< comes back with the answer
    uint64_t term = 0;  ///< of the one who asks; for test_and_set the expected one
    uint64_t sector = 0;
    std::string data = {};
};

enum class StorageStatus : uint8_t {
    done,      ///< for test_and_set: won
    lost,      ///< test_and_set: the term was won by another
    old_term,  ///< write: refused
    error,     ///< full, or read-only
};

struct StorageAnswer {
    StorageOp op = StorageOp::read;
    ReplicaId who = 0;
    uint64_t id = 0;
    StorageStatus status = StorageStatus::done;
    uint64_t term = 0;  ///< the present one
    std::string data = {};
};

class SharedStorage {
public:
    /// `fencing`: writes of an old term are refused. 0 for `most_bytes`: there is always room.
    explicit SharedStorage(bool fencing = true, uint64_t most_bytes = 0)
        : fencing_(fencing), most_bytes_(most_bytes) {}

    StorageAnswer serve(const StorageRequest& request);

    uint64_t term() const { return term_; }
    ReplicaId owner() const { return owner_; }
    /// The first copy starts with term 1.
    void begin(ReplicaId owner) { term_ = 1, owner_ = owner; }
    const std::map<uint64_t, std::string>& sectors() const { return sectors_; }

    /// Answers nothing while it is down.
    void set_up(bool up) { up_ = up; }
    bool up() const { return up_; }
    void set_read_only(bool read_only) { read_only_ = read_only; }
    uint64_t refused() const { return refused_; }

private:
    bool fencing_;
    uint64_t most_bytes_;
    bool up_ = true;
    bool read_only_ = false;
    uint64_t term_ = 0;
    ReplicaId owner_ = 0;
    uint64_t refused_ = 0;
    uint64_t bytes_ = 0;
    std::map<uint64_t, std::string> sectors_;
};

std::string encode(const StorageRequest& request);
std::string encode(const StorageAnswer& answer);
/// False where the bytes are none.
bool decode(std::string_view bytes, StorageRequest& request);
bool decode(std::string_view bytes, StorageAnswer& answer);

}  // namespace ftsim::host
