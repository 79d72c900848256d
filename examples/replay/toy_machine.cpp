// SPDX-License-Identifier: Apache-2.0
// A machine of your own, recorded and played again: an accumulator, and bytes from outside that
// come when they like. Recording and replay are one loop: a writer hears what the first one does, a
// verifier what the second one does. Usage: toy_machine LOG
#include <cstdio>
#include <ftsim/replay/gate.hpp>
#include <ftsim/replay/log_writer.hpp>
#include <ftsim/replay/verifier.hpp>
#include <random>
#include <utility>

using namespace ftsim::replay;

constexpr uint64_t kCycles = 100'000, kDigestCycles = 1'000;

// What is not of the machine's own making enters through the gate. `noise` spoils the first input.
uint64_t run(Gate& gate, const Gate::Ask& outside, EventSink& to, int noise = 0) {
    uint64_t sum = 0;
    gate.record_to([&](const Event& input) { to.add(input); });
    for (uint64_t cycle = 0; cycle < kCycles; ++cycle) {
        sum = 5 * sum + 1;
        if (const auto byte = gate.poll(cycle, EventKind::uart_input, 0, outside)) {
            sum += static_cast<uint64_t>((*byte)[0] ^ std::exchange(noise, 0));
        }
        if (cycle % kDigestCycles == 0) {
            to.add({{cycle}, EventKind::state_digest, 0, make_payload(StateDigest{sum})});
        }
    }
    return sum;
}

void record(const char* path) {
    std::mt19937 random(1);
    const auto outside = [&]() -> std::optional<std::string> {
        if (random() % 3'000 != 0) return std::nullopt;
        return std::string(1, static_cast<char>('a' + random() % 26));
    };
    Gate gate;
    FileSink file(path);
    LogWriter log(file, {.machine = {{"machine", "accumulator"}}}, {});
    const uint64_t sum = run(gate, outside, log);
    log.close({kCycles}, {.elapsed_cycle = kCycles, .digest = sum});
}

bool replay(const char* path, int noise) {
    const LogFile log = LogFile::open(path);
    InputPlayer inputs(log);
    Verifier verifier(log);
    Gate gate;
    gate.play(&inputs);
    const uint64_t sum = run(gate, {}, verifier, noise);
    if (const auto& parted = verifier.divergence()) {
        std::printf("recorded: %s\nreplayed: %s\n", describe(parted->expected).c_str(),
                    describe(parted->found).c_str());
        return false;
    }
    std::printf("%lu events as recorded, end state %016lx\n", verifier.agreed(), sum);
    return sum == log.end()->what.digest;
}

int main(int argc, char** argv) {
    if (argc != 2) return std::puts("usage: toy_machine LOG"), 2;
    record(argv[1]);
    const bool same = replay(argv[1], 0);
    std::puts(same ? "the replay ended in the same state" : "the replay ended in another state");
    const bool noticed = !replay(argv[1], 1);
    std::puts(noticed ? "one changed input was noticed" : "one changed input was not noticed");
    return same && noticed ? 0 : 1;
}
