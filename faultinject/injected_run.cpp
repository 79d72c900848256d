// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/injected_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "ftsim/error.hpp"
#include "ftsim/faultinject/output_digest.hpp"
#include "ftsim/lockstep/machine_log.hpp"
#include "ftsim/lockstep/recorder.hpp"
#include "ftsim/stopped.hpp"

namespace ftsim {

namespace {

// Elapsed cycles between two looks at `interrupted` and two reports of progress: a tenth of a
// second on the slowest kernel.
constexpr uint64_t kChunk = 50'000;

// Likewise, faults that land in one cycle.
constexpr uint64_t kLandedAtOnce = 4096;

// Passes what the engine tells on to those who listen at present.
class Relay final : public Observer {
public:
    explicit Relay(RunListener& listener) : listener_(&listener) {}

    void to_run(Judge* judge) {
        judge_ = judge;
        experiment_ = false;
    }
    void to_experiment(Judge* judge) {
        judge_ = judge;
        experiment_ = true;
    }
    void to_recorder(Recorder* recorder) { recorder_ = recorder; }
    void to_client(RequestWatch* client) { client_ = client; }
    uint64_t digest() const { return digest_.value(); }

    void on_alarm(const Alarm& alarm) override {
        if (judge_ != nullptr) judge_->on_alarm(alarm);
        if (!experiment_) listener_->on_alarm(alarm);
    }
    void on_roll_back(const RollBack& roll_back) override {
        if (judge_ != nullptr) judge_->on_roll_back(roll_back);
        if (recorder_ != nullptr) recorder_->on_roll_back(roll_back);
        if (!experiment_) listener_->on_roll_back(roll_back);
    }
    void on_isolation(const Isolation& isolation) override {
        if (judge_ != nullptr) judge_->on_isolation(isolation);
        if (!experiment_) listener_->on_isolation(isolation);
    }
    void on_repair(const Repair& repair) override {
        if (judge_ != nullptr) judge_->on_repair(repair);
        if (!experiment_) listener_->on_repair(repair);
    }
    void on_board_test(const BoardTest& test) override {
        if (!experiment_) listener_->on_board_test(test);
    }
    void on_reintegration(const Reintegration& reintegration) override {
        if (!experiment_) listener_->on_reintegration(reintegration);
    }
    void on_commit(const Commit& commit) override {
        if (judge_ != nullptr) judge_->on_commit(commit);
        if (recorder_ != nullptr) recorder_->on_commit(commit);
        if (!experiment_) listener_->on_commit(commit);
    }
    void on_output(const Emission& emission, uint64_t elapsed_cycle) override {
        if (judge_ != nullptr) judge_->on_output(emission, elapsed_cycle);
        if (recorder_ != nullptr) recorder_->on_output(emission, elapsed_cycle);
        if (experiment_) return;
        digest_.add(emission);
        if (client_ != nullptr && emission.sink == Sink::net) {
            client_->on_frame(emission.data, elapsed_cycle);
        }
        listener_->on_output(emission, elapsed_cycle);
    }

private:
    RunListener* listener_;
    Judge* judge_ = nullptr;
    Recorder* recorder_ = nullptr;
    RequestWatch* client_ = nullptr;
    bool experiment_ = false;
    OutputDigest digest_;
};

class InjectedRun {
public:
    InjectedRun(const Program& program, const InjectedRunConfig& config, RunListener& listener,
                const std::function<bool()>& interrupted)
        : config_(config),
          listener_(listener),
          interrupted_(interrupted),
          relay_(listener),
          machine_(program, config.machine, relay_),
          engine_(machine_.engine()),
          space_(space_of(config, machine_)),
          plan_(config.faults, config.seed, space_, config.fault_kind) {
        if (plan_.next() && config.golden) {
            golden_.emplace(program, config.machine, config.cycles, interrupted);
        }
        judge_.emplace(golden(), OutputPosition{}, verdict());
        relay_.to_run(&*judge_);
        if (const auto* model = std::get_if<RequestModel>(&config.machine.backplane.net)) {
            client_.emplace(*model, config.deadline);
            relay_.to_client(&*client_);
        }
        result_.fault_bits = space_.bits();
        result_.planned = planned(config.faults);
        if (config.record) record(program, *config.record);
    }

    RunResult run() {
        const bool beside = faults_are_experiments();
        try {
            while (status_ == EngineStatus::running && engine_.cycle() < config_.cycles) {
                look();
                step();
                if (status_ != EngineStatus::running || engine_.cycle() >= config_.cycles) break;
                land_those_due(beside);
            }
            finish();
        } catch (const Stopped&) {
            interrupted_run_ = true;
            finish();
        }
        return result_;
    }

private:
    static FaultSpace space_of(const InjectedRunConfig& config, const Machine& machine) {
        const FaultKind& kind = config.fault_kind;
        if (kind.model == FaultModel::clock_glitch) {
            return FaultSpace::clocks(kind.common_mode ? 1 : machine.replicas());
        }
        if (kind.common_mode) return FaultSpace::one_core(machine.fault_parts());
        return FaultSpace(config.space, machine.fault_parts());
    }

    void record(const Program& program, const Recording& recording) {
        writer_.emplace(
            recording.to,
            describe_machine(program, config_.machine, recording.digest_instructions, config_.seed),
            start_bytes(program), recording.options);
        recorder_.emplace(machine_, *writer_, recording.digest_instructions);
        relay_.to_recorder(&*recorder_);
        next_snapshot_ = next_snapshot_behind(0);
    }

    // A snapshot of the log is one of the machine's own, at a commit.
    uint64_t next_snapshot_behind(uint64_t cycle) const {
        const uint64_t wanted = config_.record ? config_.record->snapshot_cycles : 0;
        if (wanted == 0) return UINT64_MAX;
        const uint64_t interval = config_.machine.engine.snapshot_interval;
        const uint64_t every = (wanted + interval - 1) / interval * interval;
        return cycle > UINT64_MAX - every ? UINT64_MAX : cycle / every * every + every;
    }

    Golden* golden() { return golden_ ? &*golden_ : nullptr; }

    static std::optional<uint64_t> planned(const FaultSource& faults) {
        if (const auto* count = std::get_if<FaultCount>(&faults)) return count->count;
        const auto* list = std::get_if<FaultList>(&faults);
        if (list == nullptr) return std::nullopt;
        return std::count_if(list->begin(), list->end(), [](const PlannedFault& fault) {
            return fault.kind.model != FaultModel::replace;
        });
    }

    Judge::Verdict verdict() {
        return [this](const LandedFault& fault) { on_verdict(fault); };
    }

    void look() const {
        if (interrupted_()) throw Stopped();
    }

    void land_those_due(bool beside) {
        for (uint64_t landed = 1;
             plan_.next() && plan_.next()->elapsed_cycle <= engine_.elapsed_cycle(); ++landed) {
            beside ? experiment(*plan_.next()) : land(*plan_.next());
            plan_.advance();
            if (landed % kLandedAtOnce == 0) look();
        }
    }

    bool faults_are_experiments() const {
        if (!plan_.next() || config_.one_story) return false;
        const bool common_mode = plan_.next()->kind.common_mode;
        if (config_.machine.topology != Topology::simplex && !common_mode) return false;
        const auto* list = std::get_if<FaultList>(&config_.faults);
        if (list != nullptr && list->size() == 1) return false;
        if (!config_.golden) {
            throw Error(ErrorKind::usage,
                        fmt::format("{} judges every fault against the golden run: not with "
                                    "--golden off",
                                    common_mode ? "common_mode" : "simplex"));
        }
        return true;
    }

    void step() {
        end_faults();
        uint64_t until = engine_.elapsed_cycle() + kChunk;
        if (!lasting_.empty()) until = std::min(until, lasting_.begin()->first);
        if (plan_.next()) until = std::min(until, plan_.next()->elapsed_cycle);
        // A fault in the first cycle finds the machine as it came out of reset.
        const uint64_t stop = std::min(config_.cycles, next_snapshot_);
        if (until > engine_.elapsed_cycle()) status_ = engine_.run_until({stop, until});
        if (recorder_ && status_ == EngineStatus::running && engine_.cycle() == next_snapshot_) {
            recorder_->flush();
            writer_->add_snapshot(recorder_->now(), engine_.save_image());
            next_snapshot_ = next_snapshot_behind(engine_.cycle());
        }
        if (golden_) golden_->release(engine_.cycle(), judge_->said());
        fill(result_);
        listener_.on_progress(result_);
    }

    LandedFault flip(const PlannedFault& fault) {
        if (!can_hit(machine_.fault_parts(), fault.bit, fault.kind)) {
            throw Error(ErrorKind::usage,
                        fmt::format("{}: not possible in {}", name(fault.kind),
                                    describe(machine_.fault_parts(), fault.bit, fault.kind)));
        }
        if (recorder_) {
            recorder_->on_fault(fault.bit, code_of(fault.kind),
                                describe(machine_.fault_parts(), fault.bit, fault.kind));
        }
        if (!is_there_already(fault)) hit(machine_, fault.bit, fault.kind);
        listener_.on_fault(fault, engine_.cycle());
        return {fault.number,
                fault.bit,
                engine_.cycle(),
                engine_.elapsed_cycle(),
                {},
                {},
                fault.kind,
                component_of(machine_.fault_parts(), fault.bit, fault.kind)};
    }

    // A drawn flop that is stuck stays so, for no plan that draws takes faults back: the machine is
    // told once, however often the same one is drawn. (An experiment is undone, and tells anew.)
    bool is_there_already(const PlannedFault& fault) {
        const bool stays = is_permanent(fault.kind) && !faults_are_experiments() &&
                           !std::holds_alternative<FaultList>(config_.faults);
        return stays && !stuck_.insert({fault.bit.board, fault.bit.bit}).second;
    }

    // Those whose time is over.
    void end_faults() {
        while (!lasting_.empty() && lasting_.begin()->first <= engine_.elapsed_cycle()) {
            const LandedFault fault = lasting_.begin()->second;
            lasting_.erase(lasting_.begin());
            if (recorder_) {
                recorder_->on_fault(fault.bit, code_of(fault.kind, true),
                                    describe(machine_.fault_parts(), fault.bit, fault.kind));
            }
            end_hit(machine_, fault.bit, fault.kind);
            judge_->over(fault.number);
        }
    }

    // Whatever lasted there is over.
    void replaced(Component component) {
        std::erase_if(lasting_,
                      [component](const auto& each) { return each.second.component == component; });
        judge_->replaced(component);
    }

    void land(const PlannedFault& fault) {
        const LandedFault landed = flip(fault);
        if (fault.kind.model == FaultModel::replace) return replaced(*landed.component);
        if (fault.length != 0) lasting_.emplace(engine_.elapsed_cycle() + fault.length, landed);
        if (judge_->derailed()) {
            ++result_.after_sdc;
            return;
        }
        ++result_.injected;
        judge_->landed(landed, fault.length != 0);
    }

    void experiment(const PlannedFault& fault) {
        look();
        Judge judge(golden(), judge_->said(), verdict());
        if (recorder_) recorder_->pause(true);
        engine_.begin_experiment();
        relay_.to_experiment(&judge);
        const uint64_t cycle = engine_.cycle();
        const uint64_t lost = engine_.elapsed_cycle() - cycle;
        const EngineCounters before = engine_.counters();
        bool judged = false;
        try {
            judge.landed(flip(fault));
            observe(judge, std::min(config_.cycles, cycle + config_.horizon));
            judged = true;
        } catch (const Stopped&) {
        }
        relay_.to_run(&*judge_);
        experiments_.mismatches += engine_.counters().mismatches - before.mismatches;
        experiments_.reexecutions += engine_.counters().reexecutions - before.reexecutions;
        experiments_.cycles_lost += engine_.elapsed_cycle() - engine_.cycle() - lost;
        engine_.end_experiment();
        if (recorder_) recorder_->pause(false);
        if (!judged) throw Stopped();
        ++result_.injected;
        fill(result_);
        listener_.on_progress(result_);
    }

    // Until it is judged, or the horizon has come.
    void observe(Judge& judge, uint64_t horizon) {
        const uint64_t interval = config_.machine.engine.snapshot_interval;
        EngineStatus status = EngineStatus::running;
        while (!judge.idle() && status == EngineStatus::running && engine_.cycle() < horizon) {
            const uint64_t end = engine_.cycle() + std::min(horizon - engine_.cycle(), interval);
            while (status == EngineStatus::running && engine_.cycle() < end) {
                look();
                const uint64_t left = end - engine_.cycle();
                status = engine_.run_until({engine_.cycle() + std::min(left, kChunk)});
            }
        }
        // Both are at their end, or the horizon has cut the experiment short.
        const bool ended = status == EngineStatus::finished || engine_.cycle() == config_.cycles;
        const bool equal = !judge.idle() && ended && equals_golden();
        judge.end(status, equal);
    }

    bool equals_golden() {
        if (!engine_.replicas_agree()) return false;
        if (!golden_) return true;
        const GoldenEnd end = golden_->end();
        return end.cycle == engine_.cycle() && end.digest == engine_.digest();
    }

    static bool is_escape(const LandedFault& fault) {
        switch (*fault.outcome) {
            case Outcome::sdc:
            case Outcome::crash:
            case Outcome::hang:
            case Outcome::latent: return !fault.latency;
            default: return false;
        }
    }

    void on_verdict(const LandedFault& fault) {
        result_.outcomes[*fault.outcome] += fault.alike;
        if (fault.latency) result_.latency.add(*fault.latency, fault.alike);
        result_.escapes += is_escape(fault) ? fault.alike : 0;
        listener_.on_verdict(fault);
    }

    // Asked to stop, golden may be behind, and nobody waits for it.
    void compare_with_golden(bool to_the_end) {
        if (!golden_) return;
        result_.judged = true;
        try {
            const bool missing = golden_->first_before(judge_->said(), engine_.cycle()).has_value();
            result_.output_right = missing ? false : judge_->output_right();
        } catch (const Stopped&) {
            if (!interrupted_run_) throw;
            if (judge_->output_right() == false) result_.output_right = false;
        }
        if (to_the_end) golden_->end();
    }

    // May be called again where it was stopped itself.
    void finish() {
        const bool to_the_end = !interrupted_run_ && status_ != EngineStatus::due;
        const bool equal =
            to_the_end && !judge_->idle() ? equals_golden() : engine_.replicas_agree();
        judge_->end(status_, equal);
        fill(result_);
        result_.output_digest = relay_.digest();
        compare_with_golden(to_the_end);
        while (std::holds_alternative<FaultList>(config_.faults) && plan_.next()) {
            if (plan_.next()->kind.model != FaultModel::replace) {
                result_.not_landed.push_back(*plan_.next());
            }
            plan_.advance();
        }
        if (recorder_) {
            recorder_->flush();
            const bool by_itself = status_ != EngineStatus::running;
            writer_->close(recorder_->now(),
                           {0, engine_.elapsed_cycle(), by_itself, engine_.digest()});
        }
        if (client_) {
            const bool stopped = status_ != EngineStatus::running;
            result_.requests = client_->end(engine_.elapsed_cycle(), stopped);
        }
        result_.end = run_end();
        if (status_ == EngineStatus::finished) result_.exit_code = exit_code(engine_.ending());
        if (result_.end == RunEnd::due) result_.due = engine_.due();
        if (result_.end == RunEnd::trap_loop) {
            result_.trap = machine_.trap_state();
            result_.first_trap = machine_.first_trap();
        }
    }

    RunEnd run_end() const {
        if (interrupted_run_) return RunEnd::interrupted;
        switch (status_) {
            case EngineStatus::running: return RunEnd::cycles;
            case EngineStatus::trap_loop: return RunEnd::trap_loop;
            case EngineStatus::due: return RunEnd::due;
            case EngineStatus::finished: break;
        }
        return engine_.ending().sink == Sink::tohost ? RunEnd::tohost : RunEnd::finisher;
    }

    void fill(RunResult& result) const {
        result.cycles = engine_.cycle();
        result.elapsed_cycles = engine_.elapsed_cycle();
        result.instructions = engine_.retired();
        result.cycles_lost = engine_.elapsed_cycle() - engine_.cycle() + experiments_.cycles_lost;
        result.counters = engine_.counters();
        result.hardware = machine_.backplane().hardware().counters();
        result.counters.mismatches += experiments_.mismatches;
        result.counters.reexecutions += experiments_.reexecutions;
    }

    const InjectedRunConfig& config_;
    RunListener& listener_;
    const std::function<bool()>& interrupted_;
    Relay relay_;
    Machine machine_;
    Engine& engine_;
    FaultSpace space_;
    FaultPlan plan_;
    std::optional<Golden> golden_;
    std::optional<Judge> judge_;
    std::optional<RequestWatch> client_;
    std::optional<replay::LogWriter> writer_;
    std::optional<Recorder> recorder_;
    uint64_t next_snapshot_ = UINT64_MAX;           // of the recording
    std::multimap<uint64_t, LandedFault> lasting_;  // by the elapsed cycle at which they end
    struct {
        uint64_t mismatches = 0, reexecutions = 0, cycles_lost = 0;
    } experiments_;                                  // what happened in them
    std::set<std::pair<unsigned, uint64_t>> stuck_;  // by drawn faults: board, bit
    EngineStatus status_ = EngineStatus::running;
    bool interrupted_run_ = false;
    RunResult result_;
};

}  // namespace

RunResult run_injected(const Program& program, const InjectedRunConfig& config,
                       RunListener& listener, const std::function<bool()>& interrupted) {
    return InjectedRun(program, config, listener, interrupted).run();
}

}  // namespace ftsim
