// SPDX-License-Identifier: Apache-2.0
// The maps of the devices' registers against the states that the devices save.
#include "ftsim/board/register_map.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "ftsim/board/backplane.hpp"
#include "tests/unit/accesses.hpp"

namespace ftsim {
namespace {

using State = std::vector<std::byte>;

const Program kProgram = {address::kRam, {}, std::nullopt};

BackplaneConfig full(unsigned latency) {
    BackplaneConfig config;
    config.ram_bytes = 0x10000;
    config.mem_latency = latency;
    config.console_in = "some input";
    config.disk = std::make_shared<DiskImage>(64, false);
    config.net = EchoModel{};
    return config;
}

/// The part of the devices' state that a map of the backplane is about.
struct Saved {
    RegisterMap memory, io;
    std::size_t io_begin;

    explicit Saved(const BackplaneConfig& config)
        : memory(Backplane::memory_registers(config)),
          io(Backplane::io_registers(config)),
          io_begin(sizeof(uint64_t) + memory.bytes()) {}

    State of_memory(const State& devices) const {
        const auto begin = devices.begin() + sizeof(uint64_t);
        return {begin, begin + static_cast<std::ptrdiff_t>(memory.bytes())};
    }
    /// The pins, then the board.
    State of_io(const State& devices) const {
        const auto pins = devices.begin() + sizeof(uint64_t);
        State state(pins, pins + sizeof(CoreInputs));
        state.insert(state.end(), devices.begin() + static_cast<std::ptrdiff_t>(io_begin),
                     devices.end());
        return state;
    }
};

TEST(RegisterMap, ExplainsEveryByteOfTheDevicesState) {
    for (const unsigned latency : {0U, 3U}) {
        const BackplaneConfig config = full(latency);
        const Saved saved(config);
        EXPECT_FALSE(saved.memory.unexplained()) << *saved.memory.unexplained();
        EXPECT_FALSE(saved.io.unexplained()) << *saved.io.unexplained();
        const std::size_t bytes = Backplane(kProgram, config).save_devices().size();
        EXPECT_EQ(bytes, saved.io_begin + saved.io.bytes() - sizeof(CoreInputs));
    }
    EXPECT_FALSE(Clint::registers().unexplained());
    EXPECT_FALSE(Plic::registers().unexplained());
    EXPECT_FALSE(Uart::registers().unexplained());
    EXPECT_FALSE(Rtc::registers().unexplained());
    EXPECT_FALSE(Virtqueue::registers().unexplained());
}

TEST(RegisterMap, NamesEveryBitOnce) {
    const Saved saved(full(2));
    for (const RegisterMap* map : {&saved.memory, &saved.io}) {
        std::set<std::string> names;
        for (const Site& site : map->sites().sites()) {
            EXPECT_TRUE(names.insert(site.name).second) << site.name;
            EXPECT_GT(site.width, 0U) << site.name;
        }
        std::set<std::size_t> places;
        for (uint64_t bit = 0; bit < map->bits(); ++bit) {
            State state(map->bytes());
            map->flip(state, bit);
            std::size_t place = 0;
            while (place < 8 * state.size() &&
                   (state[place / 8] >> place % 8 & std::byte{1}) == std::byte{0}) {
                ++place;
            }
            EXPECT_TRUE(places.insert(place).second) << bit;
            EXPECT_TRUE(map->fits(state));
            map->flip(state, bit);
            EXPECT_EQ(state, State(map->bytes()));
        }
    }
}

TEST(RegisterMap, SaysWhatDoesNotFit) {
    struct Device {
        uint32_t wide = 0;
        uint8_t narrow = 0;
        uint8_t unused[3] = {};
    };
    RegisterMap map(sizeof(Device));
    map.add("wide", &Device::wide, 20, 4);
    map.add("narrow", &Device::narrow, 5);
    EXPECT_EQ(map.unexplained(), offsetof(Device, unused));
    map.none_at(offsetof(Device, unused), 3);
    EXPECT_FALSE(map.unexplained());

    const auto fits = [&](uint32_t wide, uint8_t narrow, uint8_t unused) {
        const Device device{wide, narrow, {0, unused, 0}};
        return map.fits(std::as_bytes(std::span(&device, 1)));
    };
    EXPECT_TRUE(fits(0x00ff'fff0, 0x1f, 0xff));
    EXPECT_FALSE(fits(0x0000'0008, 0, 0));
    EXPECT_FALSE(fits(0x0100'0000, 0, 0));
    EXPECT_FALSE(fits(0, 0x20, 0));
    EXPECT_EQ(map.flipped(Device{}, 19).wide, 0x0080'0000U);
    EXPECT_EQ(map.flipped(Device{}, 20).narrow, 1);
}

/// An access to any register of any device.
CoreOutputs random_register(std::mt19937& source) {
    using namespace address;
    const auto random = [&] { return static_cast<uint32_t>(source()); };
    constexpr std::array<uint32_t, 7> kOthers = {0x0000, 0x4000, 0x4004, 0xbff8, 0xbffc, 8, 12};
    constexpr std::array<uint32_t, 6> kVirtioSetUp = {0x14, 0x20, 0x24, 0x30, 0x38, 0x70};
    const uint32_t words[] = {0, random() % 256, random(), random()};
    const uint32_t word = words[random() % 4];
    const uint32_t slot = virtio(6 + random() % 2);
    switch (random() % 8) {
        case 0: return store(kClint + kOthers[random() % kOthers.size()], word);
        case 1: return store(kPlic + random() % 96 * 4, word);
        case 2: return store(kPlic + 0x2000 + random() % 3 * 4, word);
        case 3: return store(kPlic + 0x20'0000, word);
        case 4: return random() % 4 == 0 ? load(kRtc) : store(kRtc + random() % 9 * 4, word);
        case 5: return store(slot + kVirtioSetUp[random() % kVirtioSetUp.size()], word);
        case 6: return store(slot + random() % 0x30 * 4, word);
        default: break;
    }
    const uint32_t reg = random() % 8;
    const auto lane = static_cast<uint8_t>(1U << reg % 4);
    return random() % 20 == 0 ? load(kUart + reg, lane)
                              : store(kUart + reg, random() % 256 * 0x0101'0101U, lane);
}

// No narrower than what the devices come to have, and, where a guest can write anything, no wider.
TEST(RegisterMap, HasTheWidthsOfTheRegisters) {
    const BackplaneConfig config = full(0);
    const Saved saved(config);
    Backplane backplane(kProgram, config);
    std::mt19937 random(7);
    State ever(saved.io.bytes());
    for (int cycle = 0; cycle < 100'000; ++cycle) {
        backplane.step(random() % 2 == 0 ? random_register(random) : CoreOutputs{});
        const State devices = backplane.save_devices();
        const State io = saved.of_io(devices);
        ASSERT_TRUE(saved.io.fits(io)) << cycle;
        ASSERT_TRUE(saved.memory.fits(saved.of_memory(devices))) << cycle;
        for (std::size_t i = 0; i < ever.size(); ++i) ever[i] |= io[i];
    }
    std::set<std::string> never;
    for (const Site& site : saved.io.sites().sites()) {
        for (uint32_t bit = 0; bit < site.width; ++bit) {
            State other = ever;
            saved.io.flip(other, site.first_bit + bit);
            const bool seen = other < ever;  // the bit was set
            if (!seen) never.insert(site.name.substr(0, site.name.find('[')));
        }
    }
    // What takes a driver, a line that rises, or a FIFO that is left alone.
    const std::set<std::string> elsewhere = {"pins.reserve_clear",
                                             "plic.claimed",
                                             "plic.pending",
                                             "uart.rx",
                                             "uart.rx_count",
                                             "virtio6.driver_features",
                                             "virtio6.no_buffers",
                                             "virtio6.queue",
                                             "virtio6.interrupt_status",
                                             "virtio6.status",
                                             "virtio7.count",
                                             "virtio7.first",
                                             "virtio7.queue",
                                             "virtio7.requests",
                                             "virtio7.interrupt_status",
                                             "virtio7.status"};
    EXPECT_EQ(never, elsewhere);
}

}  // namespace
}  // namespace ftsim
