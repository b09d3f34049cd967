// The conditions of a model as they were written: where each `and` and `or` stands, what it joins,
// and what that means.
#pragma once

#include "compiler/compile.hpp"

#include <functional>
#include <string>
#include <vector>

namespace leadscore::lint {

/// What a condition is written for.
enum class Purpose { kRule, kDefinition, kOutcome, kPromise };

/// One of the conditions that an `and` or an `or` joins.
struct Joined {
  Span span;  // with its parentheses
  model::ConditionId condition;
  bool asks_by_name = false;  // a definition or a stage has a part in it
  bool asks_events = false;   // an event test has a part in it
};

/// An `and` or an `or`, with those of the same kind that stand below it in parentheses.
struct Logic {
  bool is_and = false;
  Span span;
  model::ConditionId condition;  // the whole
  std::vector<Joined> joined;    // in the order of the file
  Purpose purpose = Purpose::kRule;
  bool counts_events = false;  // of a rule: `each`, or a decay, its own or its part's
};

/// Calls `visit` for every `and` and `or` in the files of the author (not the standard library), in
/// the order of what they mean. The model of `compilation` must be there. Time: linear.
void for_each_logic(const Compilation& compilation, const std::function<void(const Logic&)>& visit);

/// What stands there, on one line, cut where it is long.
[[nodiscard]] std::string words_at(const SourceMap& sources, Span span);

}  // namespace leadscore::lint
