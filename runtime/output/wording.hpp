// What a scored lead is called and shown as to a person: the words shared by tables, CSV and the
// waterfall of `leadscore why`.
#pragma once

#include "runtime/output/scored_lead.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// The label of a rule: its `because`, else its condition as written.
[[nodiscard]] std::string_view label_of(const bytecode::Program& program,
                                        const bytecode::Wording& wording);

/// The label of a reason: the `because` of the row or rule that counts, else its own, else what it
/// asks; of a table `employees: 50 to 499`.
[[nodiscard]] std::string label_of(const bytecode::Program& program, const Reason& reason);

/// What a bound is called: `engagement up to 100`, `score down to 0`.
[[nodiscard]] std::string label_of(const bytecode::Program& program, const BoundStep& bound);

/// Where it stands: its line, behind the name of its file if that is not the model's own:
/// `12`, `shared.score:12`.
[[nodiscard]] std::string place_of(const bytecode::Program& program,
                                   const bytecode::Wording& wording);

/// `disqualified`, the furthest stage met, or nothing.
[[nodiscard]] std::optional<std::string_view> stage_name_of(const ScoredLead& lead);

/// What a grade grades: the name of the part, or `score`.
[[nodiscard]] std::string_view graded_name(const bytecode::Program& program,
                                           bytecode::GradeId grade);
/// The lead's grade, such as `B`. The model must be for the lead.
[[nodiscard]] std::string_view grade_name_of(const ScoredLead& lead, bytecode::GradeId grade);

/// The route taken, or nothing.
[[nodiscard]] std::optional<std::string_view> route_name_of(const ScoredLead& lead);

/// The alerts raised, each name once, in the order of the model; and those that fired.
[[nodiscard]] std::vector<std::string_view> alert_names_of(const ScoredLead& lead);
[[nodiscard]] std::vector<std::string_view> fired_alert_names_of(const ScoredLead& lead);

/// A field's value as a person writes it: `"CTO"`, `1200`, `yes`, `2026-01-31`, `["a", "b"]`; `not
/// known` if it is unknown, `given` where only that was asked.
[[nodiscard]] std::string describe_value(const bytecode::Program& program, const LeadBatch& batch,
                                         std::size_t lead, bytecode::FieldId field);

/// A moment: its date, with the time if it is not midnight (`2026-01-31 09:30`).
[[nodiscard]] std::string describe_time(TimeMs time);

/// A count with its noun: `1 lead`, `12,330 leads`.
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view noun);

/// Digits grouped by commas: `12,330`.
[[nodiscard]] std::string grouped(std::uint64_t count);

}  // namespace leadscore::runtime
