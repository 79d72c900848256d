// SPDX-License-Identifier: Apache-2.0
#pragma once

// The comparators that are hardware, in the same table as the C++ ones: ftsim_comparator in RTL
// under Verilator, and the module on the falling edge of the SystemC machine. Both compare a bundle
// a clock cycle; the RTL's verdict comes two cycles later.

#include "bench/comparator_data.hpp"

namespace ftsim::bench {

/// Rows "bundle/N/rtl", on the bundles of these replicas, which must outlive the benchmarks.
void register_rtl(Replicas& replicas);
/// The row "bundle/20/systemc": the pins of a CPU board, others in every cycle.
void register_systemc();

}  // namespace ftsim::bench
