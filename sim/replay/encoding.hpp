// SPDX-License-Identifier: Apache-2.0
#pragma once

// Bytes of the log, written and read. The reader never passes its end: what is not there reads as
// zero and is remembered, so that a parser asks once, at the end, whether all of it was there.

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ftsim::replay {

inline uint64_t xxh3(std::span<const std::byte> bytes, uint64_t seed = 0) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

class ByteWriter {
public:
    explicit ByteWriter(std::vector<std::byte>& to) : to_(to) {}

    template <class Integer>
    void fixed(Integer value) {
        for (std::size_t i = 0; i < sizeof value; ++i) {
            to_.push_back(static_cast<std::byte>(static_cast<uint64_t>(value) >> (8 * i)));
        }
    }
    void varint(uint64_t value) {
        for (; value >= 0x80; value >>= 7) to_.push_back(static_cast<std::byte>(value | 0x80));
        to_.push_back(static_cast<std::byte>(value));
    }
    void bytes(std::span<const std::byte> bytes) {
        to_.insert(to_.end(), bytes.begin(), bytes.end());
    }
    void text(std::string_view text) { bytes(std::as_bytes(std::span(text))); }
    /// Its length before it.
    void blob(std::string_view text) {
        varint(text.size());
        this->text(text);
    }

private:
    std::vector<std::byte>& to_;
};

class ByteReader {
public:
    explicit ByteReader(std::span<const std::byte> from) : from_(from) {}

    template <class Integer>
    Integer fixed() {
        uint64_t value = 0;
        const auto bytes = take(sizeof(Integer));
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            value |= std::to_integer<uint64_t>(bytes[i]) << (8 * i);
        }
        return static_cast<Integer>(value);
    }
    uint64_t varint() {
        uint64_t value = 0;
        for (unsigned shift = 0; shift < 70; shift += 7) {
            const auto byte = fixed<uint8_t>();
            if (shift == 63 && byte > 1) break;
            value |= uint64_t{byte & 0x7fU} << shift;
            if ((byte & 0x80) == 0) return value;
        }
        failed_ = true;
        return 0;
    }
    /// Empty where there are not so many.
    std::span<const std::byte> take(uint64_t bytes) {
        if (bytes > from_.size()) {
            failed_ = true;
            from_ = {};
            return {};
        }
        const auto taken = from_.first(bytes);
        from_ = from_.subspan(bytes);
        return taken;
    }
    std::string text(uint64_t bytes) {
        const auto taken = take(bytes);
        return {reinterpret_cast<const char*>(taken.data()), taken.size()};
    }
    std::string blob() { return text(varint()); }

    std::size_t left() const { return from_.size(); }
    /// Something was read that was not there, or was no varint.
    bool failed() const { return failed_; }
    /// Everything was there, and nothing else is.
    bool complete() const { return !failed_ && from_.empty(); }

private:
    std::span<const std::byte> from_;
    bool failed_ = false;
};

}  // namespace ftsim::replay
