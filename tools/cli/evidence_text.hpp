// What a rule looked at, in words for a person.
#pragma once

#include "runtime/explain.hpp"
#include "runtime/output/scored_lead.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leadscore::cli {

/// What was asked besides: one test needs no name where its words stand in the line above.
enum class TestName { kShown, kHidden };

/// Whether an event's kind is named.
enum class KindName { kShown, kHidden };

/// An event of the lead: `2026-01-30 /pricing`, `2026-01-30 visited /pricing`.
[[nodiscard]] std::string event_text(const runtime::ScoredLead& lead, std::size_t index,
                                     KindName kind);

/// One piece of evidence: `job_title is "CTO"`, `employees is not known`,
/// `2 events: 2026-01-29 /pricing; 2026-01-25 /pricing`, `visited("/careers"): no such event`,
/// `fit is 15`, `mql is not met`.
[[nodiscard]] std::string evidence_text(const runtime::ScoredLead& lead,
                                        const runtime::Evidence& evidence, TestName name);

/// All of them, each distinct one once.
[[nodiscard]] std::vector<std::string> evidence_texts(const runtime::ScoredLead& lead,
                                                      const std::vector<runtime::Evidence>& all);

}  // namespace leadscore::cli
