// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/pcapng.hpp"

namespace ftsim::cli {

namespace {

/// Blocks of 32-bit words; pcapng has the byte order of who wrote it.
class Block {
public:
    explicit Block(uint32_t type) { words(type, 0); }

    template <class... Words>
    void words(Words... values) {
        (bytes_.append(reinterpret_cast<const char*>(&values), sizeof values), ...);
    }
    void padded(std::string_view data) {
        bytes_.append(data);
        bytes_.append((4 - data.size() % 4) % 4, '\0');
    }
    std::string finish() {
        const auto length = static_cast<uint32_t>(bytes_.size() + 4);
        words(length);
        bytes_.replace(4, 4, reinterpret_cast<const char*>(&length), 4);
        return bytes_;
    }

private:
    std::string bytes_;
};

}  // namespace

std::string pcapng_header() {
    static constexpr uint16_t kEthernet = 1, kTimeResolution = 9;
    static constexpr uint32_t kNanoseconds = 9;
    Block section(0x0a0d0d0a);
    section.words(uint32_t{0x1a2b3c4d}, uint16_t{1}, uint16_t{0}, int64_t{-1});
    Block interface(1);
    interface.words(kEthernet, uint16_t{0}, uint32_t{0});
    interface.words(kTimeResolution, uint16_t{1}, kNanoseconds, uint32_t{0});
    return section.finish() + interface.finish();
}

std::string pcapng_packet(uint64_t ns, std::string_view frame) {
    static constexpr uint32_t kOnlyInterface = 0;
    const auto bytes = static_cast<uint32_t>(frame.size());
    Block packet(6);
    packet.words(kOnlyInterface, static_cast<uint32_t>(ns >> 32), static_cast<uint32_t>(ns), bytes,
                 bytes);
    packet.padded(frame);
    return packet.finish();
}

}  // namespace ftsim::cli
