// SPDX-License-Identifier: Apache-2.0
// Random schedules of single failures, as many as one likes, over the C++ machine or over the RTL
// of the RV32 machine with the gallery's key-value server:
//
//     virtual_schedules [SCHEDULES] [FIRST_SEED] [FACTOR] [kv_server.elf]
//
// FACTOR divides all time-outs (100). It prints what came of them; exit status 1 and the seeds
// where a promise was broken.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "tests/host/scaled_world.hpp"
#include "tests/host/story.hpp"

int main(int argc, char** argv) {
    using namespace ftsim::host;
    const uint64_t schedules = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000;
    const uint64_t first = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
    const uint64_t factor = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : kFactor;
    std::shared_ptr<const ftsim::Program> program;
    if (argc > 4) program = rtl_guest_of(argv[4]).program;
    const auto begin = std::chrono::steady_clock::now();
    uint64_t failovers = 0, alone = 0, duplicates = 0, answered = 0, refused = 0, bad = 0;
    std::map<std::string_view, uint64_t> kinds;
    for (uint64_t seed = first; seed < first + schedules; ++seed) {
        WorldConfig config = scheduled_world(seed, factor);
        if (program) config = rtl_world(config, program);
        const WorldResult result = run_world(config);
        for (const Failure& each : config.failures) ++kinds[name(each.kind)];
        failovers += result.failovers.size();
        duplicates += result.client.wire_duplicates;
        answered += result.client.answered;
        refused += result.old_writes_refused;
        const bool lone = died_alone(result) && result.protections == 0;
        alone += lone;
        const bool served =
            lone || (is_clean(result) && result.client.answered == config.client.requests);
        if (served && result.violations.empty()) continue;
        ++bad;
        fmt::print("seed {}\n{}\n", seed, story(result));
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    fmt::print("schedules             {}\n", schedules);
    for (const auto& [kind, count] : kinds) fmt::print("  {:<19} {}\n", kind, count);
    fmt::print("failovers             {}\n", failovers);
    fmt::print("answers               {}\n", answered);
    fmt::print("duplicates on the wire {}\n", duplicates);
    fmt::print("old writes refused    {}\n", refused);
    fmt::print("died alone            {}\n", alone);
    fmt::print("lost, doubled, wrong or a promise broken  {}\n", bad);
    fmt::print("seconds               {:.1f}\n", took.count());
    return bad == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
