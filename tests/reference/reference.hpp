// The slow twin: what a model says of one lead, straight from language.md. It shares nothing with
// lowering, engines or record readers but base's notions of text, number and time, and it is right
// where they differ.
#pragma once

#include "base/time.hpp"
#include "compiler/model/model.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace leadscore::reference {

/// JSON whose keys stay in the order of the record, which lenient keys ask for (§9 Keys).
using Json = nlohmann::ordered_json;

/// In the order in which `and` takes the least and `or` the most (§1.4).
enum class Truth { kFalse, kUnknown, kTrue };

/// What one rule, table or `best of` gives.
struct Given {
  std::int64_t points_thousandths = 0;
  /// Of a table the row that fits, of a `best of` the place of the rule that counts.
  std::optional<std::size_t> chosen;
};

/// A lead outside the model (`applies` is false) has nothing else.
struct Answer {
  bool applies = true;
  std::int64_t score_thousandths = 0;
  std::vector<std::int64_t> parts_thousandths;  // by PartId
  std::vector<std::uint32_t> grades;            // by GradeId: the step; steps.size(): otherwise
  std::vector<bool> stages_met;                 // by StageId
  std::optional<std::size_t> stage;             // the furthest one met
  bool is_disqualified = false;
  std::optional<std::size_t> route;       // an index into Model::routes
  std::vector<bool> alerts;               // by Model::alerts: raised
  std::vector<bool> nevers;               // by Model::nevers: broken
  std::vector<Given> contributions;       // by Model::contributions
  std::vector<Truth> rules;               // by RuleId
  std::vector<std::int64_t> rule_points;  // by RuleId: what counts, 0 if another one is best
  std::vector<Truth> disqualifications;   // by Model::disqualifications
};

/// Scores one record, a JSON object with its events inside.
[[nodiscard]] Answer evaluate(const model::Model& model, const Json& lead, TimeMs as_of);

/// §9 Segment: messages as lines of their own become one record a person, in the order of their
/// first lines, with the messages as its `events`; other records stay as they are.
[[nodiscard]] std::vector<Json> group_segment(const std::vector<Json>& records);

}  // namespace leadscore::reference
