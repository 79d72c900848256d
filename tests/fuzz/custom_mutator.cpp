// SPDX-License-Identifier: Apache-2.0
// One input from another: a log with a few changes, signed again; now and then raw bytes.
#include <algorithm>

#include "tests/fuzz/log_parts.hpp"
#include "tests/fuzz/mutate.hpp"
#include "tests/fuzz/target.hpp"

using ftsim::fuzz::Bytes;

namespace {

std::size_t flip_bytes(uint8_t* data, std::size_t size, ftsim::fuzz::Random& random) {
    if (size == 0) return 0;
    for (unsigned i = 0; i <= random() % 4; ++i)
        data[random() % size] ^= uint8_t(1 << random() % 8);
    return random() % 4 == 0 ? random() % size : size;
}

}  // namespace

// Read by the address sanitizer, if there is one: no log is worth a gigabyte at once, and clang
// deletes Verilator's aligned classes by another operator than made them.
extern "C" const char* __asan_default_options() {
    return "max_allocation_size_mb=1024:new_delete_type_mismatch=0";
}

std::size_t LLVMFuzzerCustomMutator(uint8_t* data, std::size_t size, std::size_t max_size,
                                    unsigned seed) {
    ftsim::fuzz::Random random(seed * 2'654'435'761U + 1);
    random.discard(4);
    ftsim::fuzz::RawLog log;
    const bool right = take_apart(std::as_bytes(std::span(data, size)), log);
    if (!right || random() % 50 == 0) return flip_bytes(data, size, random);
    for (unsigned i = 0; i <= random() % 3; ++i) mutate(log, random);
    const Bytes bytes = put_together(std::move(log));
    if (bytes.size() > max_size) return flip_bytes(data, size, random);
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<std::byte*>(data));
    return bytes.size();
}
