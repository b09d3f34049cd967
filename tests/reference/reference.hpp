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

struct Answer {
  std::int64_t score_thousandths = 0;
  std::vector<std::int64_t> parts_thousandths;  // by PartId
  std::vector<bool> stages_met;                 // by StageId
  std::optional<std::size_t> stage;             // the furthest one met
  bool is_disqualified = false;
  std::vector<Truth> rules;              // in the order of Model::rules
  std::vector<Truth> disqualifications;  // in the order of Model::disqualifications
};

/// Scores one record, a JSON object with its events inside.
[[nodiscard]] Answer evaluate(const model::Model& model, const Json& lead, TimeMs as_of);

}  // namespace leadscore::reference
