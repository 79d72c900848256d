// SPDX-License-Identifier: Apache-2.0
#include "ftsim/trace/wave_writer.hpp"

#include <fmt/format.h>

#include <set>

#include "Vftsim_wave_machine.h"
#include "ftsim/error.hpp"
#include "ftsim/model/core_model.hpp"
#include "sim/trace/traced_board.hpp"
#include "sim/trace/vcd.hpp"
#include "sim/trace/wave_scratch.hpp"

namespace ftsim {

namespace {

constexpr uint64_t kPicoseconds = 1'000'000'000'000;
// What the FST writer holds back, so that it never writes much at once.
constexpr uint64_t kFlushCycles = 8192;

std::string bus_name(std::string_view name, uint32_t width) {
    return width == 1 ? std::string(name) : fmt::format("{}[{}:0]", name, width - 1);
}

uint32_t pin_width(const OutputField& field) {
    if (field.size == 4) return 32;
    if (field.name == "data_be") return 4;
    return field.name == "retired" ? 2 : 1;
}

}  // namespace

struct WaveWriter::Traced {
    Traced(WaveTarget target, const std::vector<std::string>& boards, uint64_t clock_hz)
        : target_(std::move(target)), half_period_(kPicoseconds / clock_hz / 2) {
        context_.traceEverOn(true);
        context_.timeunit(-12);
        context_.timeprecision(-12);
        file_->set_time_unit("1ps");
        file_->set_time_resolution("1ps");
        machine_ = std::make_unique<Vftsim_wave_machine>(&context_, "machine");
        machine_->trace(file_.get(), 99);
        for (const std::string& name : boards) boards_.emplace_back(context_, name, *file_);
        try {
            scratch_.checked([&] { file_->open(scratch_.name().c_str()); });
            scratch_.take();
        } catch (...) {
            file_.release();
            throw;
        }
    }
    // To close what could not be written is to write; that is left to the end of the process.
    ~Traced() {
        if (!closed_) file_.release();
    }
    Traced(const Traced&) = delete;
    Traced& operator=(const Traced&) = delete;

    void add(const WaveCycle& cycle) {
        end_cycle();
        time_ = 2 * half_period_ * cycle.elapsed_cycle;
        std::vector<CoreOutputs> outputs;
        for (std::size_t i = 0; i < boards_.size(); ++i) {
            outputs.push_back(boards_[i].show(cycle.boards[i], cycle.inputs));
        }
        machine_->elapsed_cycle_i = cycle.elapsed_cycle;
        machine_->cycle_i = cycle.cycle;
        machine_->instruction_i = cycle.retired;
        machine_->mismatch_i = 0;
        machine_->states_differ_i = 0;
        for (std::size_t i = 1; i < boards_.size(); ++i) {
            if (!outputs_equal(outputs[0], outputs[i])) machine_->mismatch_i = 1;
            if (cycle.boards[0] != cycle.boards[i]) machine_->states_differ_i = 1;
            find_differing_outputs(outputs[0], outputs[i]);
            find_differing_registers(cycle.boards[0], cycle.boards[i]);
        }
        dump(true, time_);
        open_cycle_ = true;
        if (++cycles_ % kFlushCycles == 0) scratch_.checked([&] { file_->flush(); });
    }

    void close() {
        end_cycle();
        // GTKWave shows the last value up to the last time in the file.
        if (time_ != 0) dump(true, time_ + 2 * half_period_);
        scratch_.checked([&] { file_->close(); });
        closed_ = true;
        if (target_.format == WaveFormat::vcd) {
            convert_to_vcd(scratch_.reopened(), target_.file, target_.name);
        } else {
            scratch_.copy(target_.file, target_.name);
        }
    }

    const std::vector<std::string>& differing() const { return differing_; }

private:
    void end_cycle() {
        if (open_cycle_) dump(false, time_ + half_period_);
        open_cycle_ = false;
    }

    void dump(bool clock, uint64_t time) {
        machine_->clk_i = clock;
        machine_->eval();
        for (TracedBoard& board : boards_) board.show_clock(clock);
        file_->dump(time);
    }

    void found(std::string name) {
        if (seen_.insert(name).second) differing_.push_back(std::move(name));
    }

    void find_differing_outputs(const CoreOutputs& a, const CoreOutputs& b) {
        for (const OutputField& field : kCoreOutputFields) {
            if (first_difference(std::span(&field, 1), a, b) == nullptr) continue;
            found(bus_name(fmt::format("{}_o", field.name), pin_width(field)));
        }
    }

    void find_differing_registers(std::span<const std::byte> a, std::span<const std::byte> b) {
        for (const Site& site : CoreModel::state_map().sites()) {
            const std::size_t bytes = (site.width + 7) / 8;
            const auto mine = a.subspan(site.offset, bytes), yours = b.subspan(site.offset, bytes);
            if (std::equal(mine.begin(), mine.end(), yours.begin())) continue;
            found(bus_name(fmt::format("ftsim_core.{}", site.name), site.width));
        }
    }

    WaveTarget target_;
    uint64_t half_period_;  // picoseconds
    WaveScratch scratch_;
    VerilatedContext context_;
    std::unique_ptr<VerilatedFstC> file_ = std::make_unique<VerilatedFstC>();
    std::unique_ptr<Vftsim_wave_machine> machine_;
    std::vector<TracedBoard> boards_;
    uint64_t time_ = 0;
    uint64_t cycles_ = 0;
    bool open_cycle_ = false;
    bool closed_ = false;
    std::set<std::string> seen_;
    std::vector<std::string> differing_;
};

WaveWriter::WaveWriter(WaveTarget target, const std::vector<std::string>& boards, uint64_t clock_hz)
    : traced_(std::make_unique<Traced>(std::move(target), boards, clock_hz)) {}
WaveWriter::~WaveWriter() = default;
void WaveWriter::add(const WaveCycle& cycle) { traced_->add(cycle); }
void WaveWriter::close() { traced_->close(); }
const std::vector<std::string>& WaveWriter::differing() const { return traced_->differing(); }

}  // namespace ftsim
