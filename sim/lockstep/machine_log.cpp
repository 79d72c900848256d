// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/machine_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "ftsim/board/state_bytes.hpp"
#include "ftsim/count.hpp"
#include "ftsim/error.hpp"
#include "ftsim/printable.hpp"

namespace ftsim {

namespace {

// As the command allows; more costs time and memory, and no more.
constexpr std::size_t kMaxBootargs = 4096;
constexpr uint64_t kMaxLatency = 1000;
constexpr uint64_t kMaxCopyWords = 1024;
constexpr uint64_t kMaxReexecutions = 1'000'000;

std::string spelt(const Patience& patience) {
    return fmt::format("{},{}", patience.times, patience.within);
}
std::string spelt(const Cost& cost) { return fmt::format("{},{}", cost.base, cost.per_unit); }

std::string spelt_disk(const BackplaneConfig& backplane) {
    if (!backplane.disk) return "none";
    return fmt::format("{}{}", backplane.disk->sectors(), backplane.disk->read_only() ? ",ro" : "");
}

// The fields of a log's machine, asked for by name.
class Fields {
public:
    explicit Fields(const replay::LogFile& log) : log_(log) {}

    const std::string& text(std::string_view name) const {
        for (const replay::MachineField& field : log_.header().machine) {
            if (field.name == name) return field.value;
        }
        fail(name, "is missing");
    }
    uint64_t number(std::string_view name, uint64_t least = 0, uint64_t most = UINT64_MAX) const {
        const uint64_t number = number_of(name, text(name));
        if (number >= least && number <= most) return number;
        fail(name, fmt::format("is {}: {} to {} are possible", number, least, most));
    }
    Cost cost(std::string_view name) const {
        const std::string& value = text(name);
        const std::size_t comma = value.find(',');
        if (comma == std::string::npos) fail(name, fmt::format("is \"{}\"", printable(value)));
        return {number_of(name, value.substr(0, comma)), number_of(name, value.substr(comma + 1))};
    }
    /// Which of the two it is.
    bool either(std::string_view name, std::string_view yes, std::string_view no) const {
        const std::string& value = text(name);
        if (value == yes) return true;
        if (value == no) return false;
        fail(name, fmt::format("is \"{}\": this ftsim knows {} and {}", printable(value), yes, no));
    }
    void same(std::string_view name, std::string_view here) const {
        if (text(name) == here) return;
        throw Error(ErrorKind::file,
                    fmt::format("{}: recorded on another machine: {} was \"{}\", here it is \"{}\"",
                                log_.name(), name, printable(text(name)), here));
    }
    [[noreturn]] void fail(std::string_view name, std::string_view what) const {
        throw Error(ErrorKind::file,
                    fmt::format("{}: the machine's field \"{}\" {}", log_.name(), name, what));
    }

private:
    uint64_t number_of(std::string_view name, std::string_view value) const {
        uint64_t number = 0;
        const auto [end, error] =
            std::from_chars(value.data(), value.data() + value.size(), number);
        if (error != std::errc() || end != value.data() + value.size()) {
            fail(name, fmt::format("is \"{}\", and no number", printable(value)));
        }
        return number;
    }

    const replay::LogFile& log_;
};

Topology topology_from(const Fields& fields) {
    const std::string& value = fields.text("topology");
    for (const Topology topology : kTopologies) {
        if (value == name(topology)) return topology;
    }
    fields.fail("topology",
                fmt::format("is \"{}\": this ftsim knows none of that name", printable(value)));
}

std::shared_ptr<DiskImage> disk_from(const Fields& fields) {
    std::string value = fields.text("disk");
    if (value == "none") return nullptr;
    const bool read_only = value.ends_with(",ro");
    if (read_only) value.resize(value.size() - 3);
    uint64_t sectors = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), sectors);
    if (error != std::errc() || end != value.data() + value.size() || sectors == 0) {
        fields.fail("disk", fmt::format("is \"{}\"", printable(fields.text("disk"))));
    }
    return std::make_shared<DiskImage>(sectors, read_only);
}

// As in no program file: they would be cleared one over the other.
bool overlap(const std::vector<Segment>& segments) {
    std::vector<std::pair<uint64_t, uint64_t>> ranges;
    for (const Segment& segment : segments) {
        const uint64_t bytes = segment.bytes.size() + uint64_t{segment.zeros};
        if (bytes != 0) ranges.emplace_back(segment.address, segment.address + bytes);
    }
    std::sort(ranges.begin(), ranges.end());
    const auto over = [](const auto& a, const auto& b) { return a.second > b.first; };
    return std::adjacent_find(ranges.begin(), ranges.end(), over) != ranges.end();
}

}  // namespace

Program program_from(const replay::LoggedSnapshot& start, std::string_view name) {
    std::span<const std::byte> from = start.bytes;
    bool whole = true;
    const auto word = [&]() -> uint32_t {
        whole = whole && from.size() >= sizeof(uint32_t);
        return whole ? take_state<uint32_t>(from) : 0;
    };
    Program program;
    program.entry = word();
    if (const uint32_t tohost = word(); tohost != 0) program.tohost = tohost;
    const uint32_t segments = word();
    for (uint32_t i = 0; i < segments && whole; ++i) {
        Segment segment{word(), {}, word()};
        const uint32_t bytes = word();
        whole = whole && bytes <= from.size();
        if (!whole) break;
        segment.bytes.assign(from.begin(), from.begin() + bytes);
        from = from.subspan(bytes);
        program.segments.push_back(std::move(segment));
    }
    if (!whole || !from.empty() || overlap(program.segments)) {
        throw Error(ErrorKind::file, fmt::format("{}: the start snapshot is no program", name));
    }
    return program;
}

replay::LogHeader describe_machine(const Program& program, const MachineConfig& config,
                                   uint64_t digest_instructions, uint64_t seed) {
    const CoreIdentity core = CoreModel::identity();
    const BackplaneConfig& backplane = config.backplane;
    const EngineConfig& engine = config.engine;
    replay::LogHeader header;
    header.seed = seed;
    const auto seen = [&](std::string_view name, std::string value) {
        header.machine.push_back({std::string(name), std::move(value), false});
    };
    const auto timing = [&](std::string_view name, std::string value) {
        header.machine.push_back({std::string(name), std::move(value), true});
    };
    seen("core", std::string(core.isa));
    seen("pmp_regions", fmt::to_string(core.pmp_regions));
    seen("program", fmt::format("{:016x}", program_digest(program)));
    seen("ram", fmt::to_string(backplane.ram_bytes));
    seen("append", backplane.bootargs);
    seen("disk", spelt_disk(backplane));
    seen("net", std::holds_alternative<NoNet>(backplane.net) ? "none" : "card");
    seen("rtc_start_ns", fmt::to_string(backplane.rtc_start_ns));
    seen("rtc", backplane.rtc_follows_host ? "host" : "machine");
    seen("timer", backplane.timer_follows_host ? "host" : "machine");
    timing("rtl", std::string(core.build));
    timing("clock_hz", fmt::to_string(backplane.clock_hz));
    timing("mem_latency", fmt::to_string(backplane.mem_latency));
    timing("topology", std::string(name(config.topology)));
    timing("cpu_board", config.cpu_board == CpuBoard::dcls ? "dcls" : "single");
    timing("mirror", backplane.mirror ? "yes" : "no");
    timing("scrub_interval", fmt::to_string(backplane.scrub_cycles));
    timing("copy_words", fmt::to_string(backplane.copy_words));
    timing("lockstep_offset", fmt::to_string(engine.lockstep_offset));
    timing("snapshot_interval", fmt::to_string(engine.snapshot_interval));
    timing("snapshot_pace", engine.snapshot_interval_adapts ? "adaptive" : "fixed");
    timing("snapshot_check", engine.snapshot_check == SnapshotCheck::state ? "state" : "none");
    timing("snapshot_cost", spelt(engine.snapshot_cost));
    timing("rollback_cost", spelt(engine.rollback_cost));
    timing("max_reexecutions", fmt::to_string(engine.max_reexecutions));
    timing("progress_limit", fmt::to_string(engine.progress_limit));
    timing("retire_after", spelt(engine.retire_after));
    timing("reintegration_cost", spelt(engine.reintegration_cost));
    timing("on_alert", engine.on_alert == OnAlert::reexecute ? "reexecute" : "stop");
    timing("release", engine.release == Release::compared ? "compared" : "immediate");
    timing("self_test_interval", fmt::to_string(engine.self_test_interval));
    timing("digest_instructions", fmt::to_string(digest_instructions));
    return header;
}

LoggedMachine machine_from(const replay::LogFile& log) {
    const Fields fields(log);
    const CoreIdentity core = CoreModel::identity();
    fields.same("core", core.isa);
    fields.same("pmp_regions", fmt::to_string(core.pmp_regions));
    fields.same("rtl", core.build);

    MachineConfig config;
    config.topology = topology_from(fields);
    BackplaneConfig& backplane = config.backplane;
    backplane.ram_bytes = fields.number("ram", Ram::kPageBytes, Ram::kMaxBytes);
    if (backplane.ram_bytes % Ram::kPageBytes != 0) fields.fail("ram", "is no whole pages");
    backplane.bootargs = fields.text("append");
    if (backplane.bootargs.size() > kMaxBootargs) fields.fail("append", "is too long");
    backplane.disk = disk_from(fields);
    backplane.commits_to_disk = false;
    if (fields.either("net", "card", "none")) backplane.net = RecordedModel{};
    backplane.rtc_start_ns = fields.number("rtc_start_ns");
    backplane.rtc_follows_host = fields.either("rtc", "host", "machine");
    backplane.timer_follows_host = fields.either("timer", "host", "machine");
    backplane.clock_hz = fields.number("clock_hz", 1);
    backplane.mem_latency = static_cast<unsigned>(fields.number("mem_latency", 0, kMaxLatency));
    config.cpu_board =
        fields.either("cpu_board", "dcls", "single") ? CpuBoard::dcls : CpuBoard::single;
    if (fields.either("mirror", "yes", "no")) {
        if (!backplane.disk) fields.fail("mirror", "is \"yes\", and there is no disk");
        backplane.mirror = std::make_shared<DiskMirror>(backplane.disk);
    }
    backplane.scrub_cycles = fields.number("scrub_interval", 1);
    backplane.copy_words = static_cast<unsigned>(fields.number("copy_words", 1, kMaxCopyWords));
    EngineConfig& engine = config.engine;
    engine.lockstep_offset =
        static_cast<unsigned>(fields.number("lockstep_offset", 0, most_offset(config.topology)));
    engine.snapshot_interval = fields.number("snapshot_interval", 1);
    engine.snapshot_interval_adapts = fields.either("snapshot_pace", "adaptive", "fixed");
    engine.snapshot_check = fields.either("snapshot_check", "state", "none") ? SnapshotCheck::state
                                                                             : SnapshotCheck::none;
    engine.snapshot_cost = fields.cost("snapshot_cost");
    engine.rollback_cost = fields.cost("rollback_cost");
    engine.max_reexecutions =
        static_cast<unsigned>(fields.number("max_reexecutions", 0, kMaxReexecutions));
    engine.progress_limit = fields.number("progress_limit", 1);
    const Cost patience = fields.cost("retire_after");
    engine.retire_after = {patience.base, patience.per_unit};
    engine.reintegration_cost = fields.cost("reintegration_cost");
    engine.on_alert =
        fields.either("on_alert", "reexecute", "stop") ? OnAlert::reexecute : OnAlert::stop;
    engine.release =
        fields.either("release", "compared", "immediate") ? Release::compared : Release::immediate;
    const bool dcls = has_dcls_boards(config.topology, config.cpu_board);
    const uint64_t most_tests = dcls ? UINT64_MAX : 0;
    engine.self_test_interval = fields.number("self_test_interval", 0, most_tests);
    return {config, fields.number("digest_instructions", 1)};
}

}  // namespace ftsim
