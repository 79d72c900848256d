// SPDX-License-Identifier: Apache-2.0
#pragma once

// An audit as tables for people, as Markdown for docs/ and as JSON for programs.

#include <string>

#include "ftsim/faultinject/audit.hpp"

namespace ftsim::cli {

std::string audit_text(const Audit& audit, bool markdown);
std::string audit_json(const Audit& audit, const AuditConfig& config);

}  // namespace ftsim::cli
