// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/golden.hpp"

#include <algorithm>
#include <utility>

#include "ftsim/error.hpp"
#include "ftsim/stopped.hpp"

namespace ftsim {

namespace {

// How far the golden run may be ahead of its reader, in snapshot intervals.
constexpr uint64_t kAheadIntervals = 200;

// Cycles between two looks at whether a run is interrupted: some hundredths of a second.
constexpr uint64_t kLookCycles = 100'000;

// The machine under test without its protection and its kernel; what it writes reaches no file.
MachineConfig golden_config(const MachineConfig& config) {
    MachineConfig golden = config;
    golden.topology = Topology::simplex;
    golden.kernel = make_plain_kernel;
    golden.backplane.commits_to_disk = false;
    golden.engine.evaluate = Evaluate::shared;
    golden.engine.lockstep_offset = 0;
    golden.engine.self_test_interval = 0;
    return golden;
}

}  // namespace

// Collects an interval's worth without a lock, and hands it over at the interval's end.
class Golden::Recorder final : public Observer {
public:
    void on_commit(const Commit& commit) override {
        points.push_back({commit.cycle, commit.digest});
    }
    void on_output(const Emission& emission, uint64_t) override {
        outputs.push_back({emission, position});
        advance(position, emission.sink);
    }

    std::deque<Point> points;
    std::deque<GoldenOutput> outputs;
    OutputPosition position = {};
};

Golden::Golden(const Program& program, const MachineConfig& config, uint64_t cycles,
               std::function<bool()> interrupted)
    : interrupted_(std::move(interrupted)) {
    thread_ = std::thread([this, &program, golden = golden_config(config), cycles] {
        try {
            run(program, golden, cycles);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            failure_ = std::current_exception();
            changed_.notify_all();
        }
    });
}

Golden::~Golden() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
        changed_.notify_all();
    }
    thread_.join();
}

void Golden::run(const Program& program, const MachineConfig& config, uint64_t cycles) {
    Recorder recorder;
    Machine machine(program, config, recorder);
    const uint64_t ahead = kAheadIntervals * config.engine.snapshot_interval;
    EngineStatus status = EngineStatus::running;
    while (status == EngineStatus::running && machine.engine().cycle() < cycles) {
        const uint64_t interval = config.engine.snapshot_interval;
        const uint64_t left = cycles - machine.engine().cycle();
        const uint64_t stop_at = machine.engine().cycle() + std::min(left, interval);
        if (!runs_to(machine, stop_at, status)) return;

        std::unique_lock lock(mutex_);
        points_.insert(points_.end(), recorder.points.begin(), recorder.points.end());
        for (GoldenOutput& output : recorder.outputs) {
            outputs_[static_cast<std::size_t>(output.emission.sink)].push_back(std::move(output));
        }
        recorder.points.clear();
        recorder.outputs.clear();
        reached_ = machine.engine().cycle();
        changed_.notify_all();
        changed_.wait(lock, [&] { return stop_ || wanted_ || reached_ < released_ + ahead; });
        if (stop_) return;
    }
    const std::lock_guard lock(mutex_);
    end_ = GoldenEnd{status, machine.engine().cycle(), machine.engine().digest()};
    changed_.notify_all();
}

// An interval may be as long as the run; false where nobody wants it any more.
bool Golden::runs_to(Machine& machine, uint64_t cycle, EngineStatus& status) {
    while (status == EngineStatus::running && machine.engine().cycle() < cycle) {
        if (stop_) return false;
        const uint64_t left = cycle - machine.engine().cycle();
        status =
            machine.engine().run_until({machine.engine().cycle() + std::min(left, kLookCycles)});
        changed_.notify_all();
    }
    return true;
}

template <class Known>
void Golden::wait_for(std::unique_lock<std::mutex>& lock, Known known) {
    if (!known() && !end_) {
        wanted_ = true;
        changed_.notify_all();
        const auto over = [&] { return known() || end_ || failure_; };
        // Golden tells of every slice that it has run.
        while (!over() && !(interrupted_ && interrupted_())) changed_.wait(lock);
        wanted_ = false;
        if (!over()) throw Stopped();
    }
    if (failure_) std::rethrow_exception(failure_);
}

std::optional<uint64_t> Golden::digest_at(uint64_t cycle) {
    std::unique_lock lock(mutex_);
    wait_for(lock, [&] { return reached_ >= cycle; });
    const auto found =
        std::lower_bound(points_.begin(), points_.end(), cycle,
                         [](const Point& point, uint64_t wanted) { return point.cycle < wanted; });
    if (found == points_.end() || found->cycle != cycle) return std::nullopt;
    return found->digest;
}

std::optional<GoldenOutput> Golden::next(Sink sink, const OutputPosition& position) {
    const auto s = static_cast<std::size_t>(sink);
    std::unique_lock lock(mutex_);
    wait_for(lock, [&] { return position[s] < first_[s] + outputs_[s].size(); });
    if (position[s] >= first_[s] + outputs_[s].size()) return std::nullopt;
    return outputs_[s][position[s] - first_[s]];
}

std::optional<Emission> Golden::first_before(const OutputPosition& position, uint64_t cycle) {
    std::unique_lock lock(mutex_);
    wait_for(lock, [&] { return reached_ >= cycle; });
    const Emission* first = nullptr;
    for (std::size_t s = 0; s < kSinks; ++s) {
        if (position[s] >= first_[s] + outputs_[s].size()) continue;
        const Emission& emission = outputs_[s][position[s] - first_[s]].emission;
        if (emission.cycle >= cycle) continue;
        if (first == nullptr || emission.cycle < first->cycle) first = &emission;
    }
    return first == nullptr ? std::nullopt : std::optional(*first);
}

GoldenEnd Golden::end() {
    std::unique_lock lock(mutex_);
    wait_for(lock, [] { return false; });
    return *end_;
}

void Golden::release(uint64_t cycle, const OutputPosition& position) {
    const std::lock_guard lock(mutex_);
    while (!points_.empty() && points_.front().cycle < cycle) points_.pop_front();
    for (std::size_t s = 0; s < kSinks; ++s) {
        while (!outputs_[s].empty() && first_[s] < position[s]) {
            outputs_[s].pop_front();
            ++first_[s];
        }
    }
    released_ = std::max(released_, cycle);
    changed_.notify_all();
}

uint64_t golden_length(const Program& program, const MachineConfig& config, uint64_t cycles,
                       const std::function<bool()>& interrupted,
                       const std::function<void(uint64_t)>& progress) {
    Observer nobody;
    Machine machine(program, golden_config(config), nobody);
    EngineStatus status = EngineStatus::running;
    while (status == EngineStatus::running && machine.engine().cycle() < cycles && !interrupted()) {
        const uint64_t left = cycles - machine.engine().cycle();
        const uint64_t look = machine.engine().cycle() + std::min(left, kLookCycles);
        status = machine.engine().run_until({look});
        if (progress) progress(look);
    }
    return machine.engine().cycle();
}

}  // namespace ftsim
