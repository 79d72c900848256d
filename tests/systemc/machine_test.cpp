// SPDX-License-Identifier: Apache-2.0
// A user's own TLM memory, device and bus master behind a machine that goes back, and what its pins
// tell.
#include "ftsim/systemc/machine.hpp"

#include <gtest/gtest.h>
#include <tlm_utils/simple_initiator_socket.h>

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "examples/systemc/targets.hpp"
#include "ftsim/error.hpp"

namespace ftsim {
namespace {

constexpr uint32_t kMemory = 0x4000'0000;
constexpr uint32_t kDisplay = 0x5000'0000;
constexpr uint64_t kLong = 1'000'000;

// Of the guest program, as QEMU would have it with these two: worked out here.
uint32_t changed(std::vector<uint32_t>& words, uint32_t round) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < words.size(); ++i) {
        words[i] = (words[i] * 3 + i + round) ^ (round & 0xff) << 8;
        sum = (sum << 5 | sum >> 27) ^ words[i];
    }
    return sum;
}

struct Expected {
    uint32_t shown = 0;
    std::string said;
};

Expected expected() {
    std::vector<uint32_t> words(128);
    for (uint32_t i = 0; i < words.size(); ++i) words[i] = i;
    Expected all;
    for (uint32_t round = 1; round <= 6; ++round) all.shown = changed(words, round);
    char text[16];
    std::snprintf(text, sizeof text, "sum %08x\n", changed(words, 0));
    all.said = text;
    return all;
}

struct Listener : Observer {
    void on_roll_back(const RollBack& back) override {
        ++roll_backs;
        if (when_back) when_back(back);
    }
    void on_isolation(const Isolation&) override { ++isolations; }
    void on_output(const Emission& emission, uint64_t) override {
        if (emission.sink == Sink::console) said += static_cast<char>(emission.value);
    }

    int roll_backs = 0;
    int isolations = 0;
    std::string said;
    std::function<void(const RollBack&)> when_back;
};

MachineConfig config_of(Topology topology, CpuBoard cpu_board = CpuBoard::single) {
    MachineConfig config;
    config.topology = topology;
    config.cpu_board = cpu_board;
    config.engine.snapshot_interval = 1'000;
    return config;
}

struct Rig {
    explicit Rig(const MachineConfig& config, uint64_t quantum = 1)
        : machine("machine",
                  load_program(FTSIM_EXTENSION, address::kRam, address::kDefaultRamBytes), config,
                  listener, quantum) {}

    void plug_in() {
        machine.memory().extension.bind(memory.socket);
        machine.memory().map_extension(kMemory, 4096);
        machine.io().extension.bind(display.socket);
        machine.io().map_extension(kDisplay, 8);
    }

    // A flip in each of the next `count` intervals, and on to the end.
    EngineStatus run_with_flips(unsigned count) {
        for (unsigned i = 1; i <= count; ++i) {
            machine.engine().run_until({.cycle = i * 1'700});
            const auto bit = find_board_bit(machine.machine().site_map(),
                                            machine.machine().boards(), "cpu1", "core.pc_q", 2);
            machine.machine().flip(bit);
        }
        return machine.engine().run_until({.cycle = kLong});
    }

    void expect_all_right() const {
        EXPECT_EQ(display.times(), 6U);
        EXPECT_EQ(display.shown(), expected().shown);
        EXPECT_EQ(listener.said, expected().said);
    }

    Listener listener;
    systemc::Machine machine;
    Memory memory{"memory", 4096};
    Display display{"display"};
};

TEST(SystemcMachine, GoesBackWithATlmMemoryAndADevice) {
    Rig rig(config_of(Topology::duplex));
    rig.plug_in();
    EXPECT_EQ(rig.run_with_flips(9), EngineStatus::finished);
    EXPECT_GE(rig.listener.roll_backs, 9);
    rig.expect_all_right();
}

TEST(SystemcMachine, DoesSoAtALargerQuantumWithWaitStates) {
    MachineConfig config = config_of(Topology::duplex);
    config.backplane.mem_latency = 2;
    Rig rig(config, 64);
    rig.plug_in();
    EXPECT_EQ(rig.run_with_flips(9), EngineStatus::finished);
    EXPECT_GE(rig.listener.roll_backs, 9);
    rig.expect_all_right();
}

TEST(SystemcMachine, VotesInFrontOfThem) {
    Rig rig(config_of(Topology::tmr));
    rig.plug_in();
    EXPECT_EQ(rig.run_with_flips(3), EngineStatus::finished);
    EXPECT_EQ(rig.listener.roll_backs, 0);
    EXPECT_GE(rig.listener.isolations, 1);
    rig.expect_all_right();
}

TEST(SystemcMachine, OfTwoOfEverythingTakesTheOtherClock) {
    Rig rig(config_of(Topology::server));
    rig.plug_in();
    rig.machine.engine().run_until({.cycle = 3'000});
    const sc_core::sc_time before = sc_core::sc_time_stamp();
    rig.machine.machine().backplane().hardware().kill(Component::clock0);
    rig.machine.machine().backplane().hardware().kill(Component::mem1);
    EXPECT_EQ(rig.machine.engine().run_until({.cycle = kLong}), EngineStatus::finished);
    EXPECT_GT(sc_core::sc_time_stamp(), before);
    EXPECT_EQ(rig.machine.machine().backplane().hardware().clock(), 1U);
    EXPECT_TRUE(rig.machine.memory(0).serves.read());
    EXPECT_FALSE(rig.machine.memory(1).serves.read());
    rig.expect_all_right();
}

// The time of the last edge, of a clock that SystemC's picoseconds do not divide.
void expect_time_of(uint64_t clock_hz, uint64_t quantum) {
    constexpr uint64_t kCycles = 900;  // before the first snapshot, which has a cost
    MachineConfig config = config_of(Topology::duplex);
    config.backplane.clock_hz = clock_hz;
    config.backplane.mem_latency = 1;  // the memory that is plugged in takes 40 ns
    Rig rig(config, quantum);
    rig.plug_in();
    const uint64_t before = sc_core::sc_time_stamp().value();
    for (const uint64_t cycle : {uint64_t{1}, uint64_t{100}, uint64_t{101}, kCycles}) {
        rig.machine.engine().run_until({.cycle = cycle});
        EXPECT_EQ(sc_core::sc_time_stamp().value() - before, cycle * 1'000'000'000'000 / clock_hz);
    }
}

TEST(SystemcMachine, CarriesWhatAnOddFrequencyLeavesOver) { expect_time_of(33'000'000, 1); }
TEST(SystemcMachine, DoesSoAtALargerQuantum) { expect_time_of(33'333'333, 64); }
TEST(SystemcMachine, HasTheTimeOfAWholePeriod) { expect_time_of(10'000'000, 1); }

TEST(SystemcTime, IsRefusedWhereAMicrosecondIsTheLeast) {
    sc_core::sc_set_time_resolution(1, sc_core::SC_US);
    EXPECT_THROW(systemc::CycleTime(10'000'000), Error);
    EXPECT_THROW(systemc::CycleTime(300'000), Error);
    EXPECT_EQ(systemc::CycleTime(1'000'000).period().value(), 1U);
    MachineConfig config = config_of(Topology::duplex);
    EXPECT_THROW(Rig rig(config), Error);
}

TEST(SystemcTime, IsRefusedWhereANanosecondIsTooCoarse) {
    sc_core::sc_set_time_resolution(1, sc_core::SC_NS);
    EXPECT_THROW(systemc::CycleTime(33'000'000), Error);
    EXPECT_EQ(systemc::CycleTime(100'000'000).period().value(), 10U);
    const systemc::CycleTime slow(3'000'000);
    EXPECT_EQ(slow.between(0, 1).value(), 333U);
    EXPECT_EQ(slow.between(2, 3).value(), 334U);
    EXPECT_EQ(slow.between(0, 3'000'000).value(), 1'000'000'000U);
}

TEST(SystemcMachine, LetsNoDeviceBehindALateComparison) {
    MachineConfig config = config_of(Topology::duplex);
    config.engine.lockstep_offset = 2;
    Rig rig(config);
    rig.machine.memory().map_extension(kMemory, 4096);
    EXPECT_THROW(rig.machine.io().map_extension(kDisplay, 8), Error);
}

TEST(SystemcMachine, RefusesPlacesThatAreTaken) {
    Rig rig(config_of(Topology::duplex));
    auto& memory = rig.machine.memory();
    EXPECT_THROW(memory.map_extension(0x8000'0000, 4096), Error);
    EXPECT_THROW(memory.map_extension(0x7fff'f000, 8192), Error);
    EXPECT_THROW(memory.map_extension(0x1000'0000, 4096), Error);
    EXPECT_THROW(memory.map_extension(0x4000'0002, 4096), Error);
    EXPECT_THROW(memory.map_extension(0x4000'0000, 0), Error);
    EXPECT_THROW(memory.map_extension(0xffff'f000, 8192), Error);
    memory.map_extension(kMemory, 4096);
    EXPECT_THROW(rig.machine.io().map_extension(kMemory + 4092, 8), Error);
}

TEST(SystemcMachine, RefusesATargetThatIsTooSlow) {
    MachineConfig config = config_of(Topology::duplex);
    config.backplane.clock_hz = 100'000'000;  // 10 ns, and the memory takes 40
    Rig rig(config);
    rig.plug_in();
    EXPECT_THROW(rig.machine.engine().run_until({.cycle = kLong}), Error);
}

// Without its debug transport nothing could be undone.
TEST(SystemcMachine, RefusesAMemoryWithoutDebugTransport) {
    Rig rig(config_of(Topology::duplex));
    rig.machine.memory().extension.bind(rig.display.socket);
    rig.machine.io().extension.bind(rig.memory.socket);
    rig.machine.memory().map_extension(kMemory, 4096);
    EXPECT_THROW(rig.machine.engine().run_until({.cycle = kLong}), Error);
}

/// Writes a word into RAM at a given time, and at no other.
class Master : public sc_core::sc_module {
public:
    tlm_utils::simple_initiator_socket<Master> socket{"socket"};

    SC_HAS_PROCESS(Master);
    Master(const sc_core::sc_module_name& name, uint32_t address, sc_core::sc_time at)
        : sc_module(name), address_(address), at_(at) {
        SC_THREAD(act);
    }
    uint32_t read() {
        uint32_t word = 0;
        socket->transport_dbg(payload(tlm::TLM_READ_COMMAND, word));
        return word;
    }
    int written = 0;

private:
    void act() {
        wait(at_);
        uint32_t word = 0xcafe'f00d;
        sc_core::sc_time delay;
        socket->b_transport(payload(tlm::TLM_WRITE_COMMAND, word), delay);
        EXPECT_TRUE(payload_.is_response_ok());
        ++written;
    }
    tlm::tlm_generic_payload& payload(tlm::tlm_command command, uint32_t& word) {
        payload_.set_command(command);
        payload_.set_address(address_);
        payload_.set_data_ptr(reinterpret_cast<unsigned char*>(&word));
        payload_.set_data_length(sizeof word);
        payload_.set_streaming_width(sizeof word);
        payload_.set_byte_enable_ptr(nullptr);
        return payload_;
    }

    tlm::tlm_generic_payload payload_;
    uint32_t address_;
    sc_core::sc_time at_;
};

TEST(SystemcMachine, WritesAgainWhatAMasterWrote) {
    Rig rig(config_of(Topology::duplex));
    rig.plug_in();
    Master master("master", 0x8010'0000, sc_core::sc_time(150, sc_core::SC_US));  // cycle 1,500
    master.socket.bind(rig.machine.memory().bus);
    rig.machine.engine().run_until({.cycle = 1'600});
    EXPECT_EQ(master.read(), 0xcafe'f00d);
    const auto bit = find_board_bit(rig.machine.machine().site_map(), 2, "cpu0", "core.pc_q", 2);
    rig.machine.machine().flip(bit);
    rig.listener.when_back = [&](const RollBack& back) {
        EXPECT_EQ(back.to_cycle, 1'000U);
        EXPECT_EQ(master.read(), 0U);
    };
    EXPECT_EQ(rig.machine.engine().run_until({.cycle = kLong}), EngineStatus::finished);
    EXPECT_EQ(master.read(), 0xcafe'f00d);
    EXPECT_EQ(master.written, 1);
    EXPECT_EQ(rig.listener.roll_backs, 1);
    rig.expect_all_right();
}

/// Counts how often it is woken by pins.
class Counter : public sc_core::sc_module {
public:
    sc_core::sc_in<CoreOutputs> pins{"pins"};

    SC_HAS_PROCESS(Counter);
    explicit Counter(const sc_core::sc_module_name& name) : sc_module(name) {
        SC_METHOD(count);
        sensitive << pins;
        dont_initialize();
    }
    uint64_t woken = 0;
    CoreOutputs last;

private:
    void count() {
        ++woken;
        EXPECT_FALSE(pins.read() == last);
        last = pins.read();
    }
};

uint64_t woken_at(uint64_t quantum) {
    Rig rig(config_of(Topology::duplex), quantum);
    rig.plug_in();
    Counter counter("counter");
    counter.pins(rig.machine.cpu(0).out);
    rig.machine.engine().run_until({.cycle = 4'000});
    return counter.woken;
}

TEST(SystemcMachine, WakesOnPinsInEveryCycle) {
    const uint64_t woken = woken_at(1);
    EXPECT_GT(woken, 2'000U);
    EXPECT_LE(woken, 4'000U);
}

TEST(SystemcMachine, WakesOnPinsOnceAQuantum) {
    const uint64_t woken = woken_at(64);
    EXPECT_GT(woken, 30U);
    EXPECT_LE(woken, 4'000U / 64 + 8);
}

}  // namespace
}  // namespace ftsim

int sc_main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
