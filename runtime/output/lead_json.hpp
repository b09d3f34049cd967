// A scored lead as a JSON object: the contract of `run --format jsonl`, of the C API and of the
// service. Keys are never renamed; new ones may be added.
#pragma once

#include "runtime/output/outcome_texts.hpp"
#include "runtime/output/scored_lead.hpp"

#include <string>

namespace leadscore::runtime {

/// Appends the object, on one line without a line end:
///
///     {"id": "7", "score": 35, "parts": {"fit": 20, "engagement": 15}, "grades": {"fit": "B"},
///      "stage": "mql", "stages": ["nurture", "mql"], "disqualified": false,
///      "route": "inside sales", "alerts": ["hot lead"],
///      "model": {"name": "Inbound SaaS", "hash": "..."}}
///
/// A lead that the model is not for has the score null, no parts and no grades. With scores of the
/// last run there is also `alerts_fired`, and of a model with promises `broken`: those that the
/// lead breaks, each with `line` and `condition`.
///
/// With an explanation also `reasons`, whose points add up to the score: each rule, table and `best
/// of` that gave points (`line`, `part`, `points`, `because` where there is one, `condition`; of a
/// table the `row`, of a `best of` the `rule` that counts; of `each` and decay `events_count`,
/// `events_points` and the latest `events` with the `points` of each; `evidence`), then what bounds
/// took or added (`line` null, `part`, `points`, `bound`); `disqualifications` (those that hold:
/// `line`, `because`, `condition`, `evidence`), `missing` (names of fields), `least` and `most`
/// (null for a lead that the model is not for). Evidence is `{"test": "job_title in [...]",
/// "field": "job_title", "value": "CTO"}`, or for events `{"test": "visited(...)", "count": 2,
/// "events": [{"kind", "subject", "at"}]}` with the latest five.
///
/// `outcomes`: for who writes many leads.
void append_lead_json(std::string& out, const ScoredLead& lead, OutcomeTexts* outcomes = nullptr);

/// As append_lead_json, with what `leadscore why` knows besides: `as_of`, `unmet` (each rule that
/// gave no points, with `truth` `false` or `unknown`) and `next_stage` (`stage`, `points_missing`,
/// `condition`, `evidence`; null if there is none). The lead must have an explanation.
void append_why_json(std::string& out, const ScoredLead& lead, TimeMs as_of);

}  // namespace leadscore::runtime
