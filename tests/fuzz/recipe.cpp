// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/recipe.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <sstream>

#include "ftsim/board/net/net_model.hpp"
#include "ftsim/error.hpp"
#include "tests/lockstep/support.hpp"
#include "tests/unit/log_support.hpp"

namespace ftsim::fuzz {

namespace {

using replay::testing::MemorySink;

// The host's clocks, where a recipe wants them: they run unevenly, and the same each time.
class RecipeClock final : public ClockSource {
public:
    uint64_t monotonic_ns() override { return now_ += 7'001 + now_ % 40'003; }
    uint64_t realtime_ns() override { return 1'700'000'000'000'000'000 + monotonic_ns(); }
    void idle_for(uint64_t ns) override { now_ += ns; }

private:
    uint64_t now_ = 0;
};

// Its file is gone at once, and stays as long as it is open.
std::shared_ptr<DiskImage> fresh_disk(uint64_t sectors) {
    const auto path = std::filesystem::temp_directory_path() /
                      fmt::format("ftsim_fuzz_{}.img", static_cast<long>(getpid()));
    std::ofstream(path) << std::string(sectors * DiskImage::kSectorBytes, 'd');
    auto disk = std::make_shared<DiskImage>(path, false);
    std::filesystem::remove(path);
    return disk;
}

Bytes recorded(const std::string& program, const std::map<std::string, std::string>& words) {
    const auto number = [&](const char* word, uint64_t otherwise) {
        const auto found = words.find(word);
        return found == words.end() ? otherwise : std::stoull(found->second);
    };
    InjectedRunConfig config;
    config.cycles = number("cycles", 20'000);
    config.golden = false;
    config.machine.topology = number("boards", 2) == 1 ? Topology::simplex : Topology::duplex;
    config.machine.engine.snapshot_interval = number("interval", 2'000);
    BackplaneConfig& backplane = config.machine.backplane;
    backplane.ram_bytes = number("ram", 4 << 20);
    backplane.mem_latency = static_cast<unsigned>(number("latency", 0));
    if (number("disk", 0) != 0) {
        backplane.disk = fresh_disk(number("disk", 0));
    }
    if (words.contains("net")) backplane.net = parse_net_model(words.at("net"), "net");
    if (words.contains("input")) backplane.console_in = words.at("input") + "\n\x04";
    if (words.contains("host_clock")) {
        backplane.timer_follows_host = backplane.rtc_follows_host = true;
        backplane.clock = std::make_shared<RecipeClock>();
    }
    const uint64_t faults = number("faults", 0);
    if (faults != 0) config.faults = FaultCount{faults, config.cycles};
    MemorySink sink;
    config.record.emplace(Recording{sink, {}, 1'000, number("snapshots", 6'000)});
    testing::Diary diary;
    run(testing::firmware(program), config, diary);
    return sink.bytes;
}

}  // namespace

Bytes log_from_recipe(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::map<std::string, std::string> words;
    for (std::string line; std::getline(file, line);) {
        std::istringstream from(line);
        std::string word, value;
        from >> word >> std::ws;
        std::getline(from, value);
        if (!word.empty() && word[0] != '#') words[word] = value;
    }
    if (words.contains("program")) {
        Bytes log = recorded(words.at("program"), words);
        if (words.contains("without_end")) {
            RawLog parts;
            take_apart(log, parts);
            parts.chunks.back().events.pop_back();
            log = put_together(parts);
        }
        return log;
    }
    if (words.contains("one_of_each")) {
        return replay::testing::log_with(replay::testing::one_of_each(),
                                         {replay::Codec::none, 100});
    }
    throw Error(ErrorKind::file, fmt::format("{}: names no program", path.string()));
}

}  // namespace ftsim::fuzz
