#include "compiler/lint/finder.hpp"
#include "compiler/lint/written.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::lint {
namespace {

using prove::Possibility;

constexpr std::size_t kMostJoined = 32;  // pairs are tried

bool is_open(const Finder& finder, const Joined& joined) {
  return finder.prover->possibility(joined.condition) == Possibility::kSometimes;
}

// ---- Tests that exclude each other --------------------------------------------------------------

struct Pair {
  const Joined& first;
  const Joined& second;
};

/// The first two that are never true together, though each may be true alone.
std::optional<Pair> find_excluding(const Finder& finder, const Logic& logic) {
  for (std::size_t last = 1; last < logic.joined.size(); ++last) {
    const Joined& second = logic.joined[last];
    if (finder.prover->possibility(second.condition) == Possibility::kNever) continue;
    for (std::size_t i = 0; i < last; ++i) {
      const Joined& first = logic.joined[i];
      if (finder.prover->possibility(first.condition) == Possibility::kNever) continue;
      if (finder.prover->excludes(first.condition, second.condition)) return Pair{first, second};
    }
  }
  return std::nullopt;
}

/// Whether it was reported. A promise is left alone: that nothing is both is what it says.
bool look_at_contradiction(const Finder& finder, const Logic& logic) {
  if (!logic.is_and || logic.purpose == Purpose::kPromise) return false;
  if (!finder.is_on(DiagnosticKind::kContradictingConditions)) return false;
  const auto pair = find_excluding(finder, logic);
  if (!pair) return false;
  const SourceMap& sources = finder.compilation.sources;
  const std::string first = words_at(sources, pair->first.span);
  Diagnostic& found = finder.found.report<DiagnosticKind::kContradictingConditions>(
      pair->first.span, first, words_at(sources, pair->second.span));
  found.labels.push_back({pair->second.span, "no lead that meets the other one meets this"});
  found.help.emplace_back("write `or` if one of them is enough, or correct one of them");
  finder.contradictions.insert(logic.condition);
  return true;
}

/// Marks what never holds because of those that were reported. One pass, as what conditions are
/// made of comes before them.
void spread_contradictions(const Finder& finder) {
  if (finder.contradictions.empty()) return;
  const auto is_one = [&](model::ConditionId id) { return finder.contradictions.contains(id); };
  for (const model::ConditionId id : finder.model.conditions.ids()) {
    const auto& node = finder.model.conditions[id].node;
    const auto* both = std::get_if<model::And>(&node);
    const auto* either = std::get_if<model::Or>(&node);
    if ((both != nullptr && std::ranges::any_of(both->operands, is_one)) ||
        (either != nullptr && std::ranges::all_of(either->operands, is_one))) {
      finder.contradictions.insert(id);
    }
  }
}

// ---- Tests that add nothing ---------------------------------------------------------------------

class Redundancy {
 public:
  Redundancy(const Finder& finder, const Logic& logic)
      : finder_(finder), logic_(logic), is_redundant_(logic.joined.size()) {}

  void look() {
    for (std::size_t i = 0; i < logic_.joined.size(); ++i) {
      if (!may_go(logic_.joined[i])) continue;
      for (std::size_t other = 0; other < logic_.joined.size(); ++other) {
        if (other == i || is_redundant_[other] || !makes_redundant(other, i)) continue;
        is_redundant_[i] = true;
        report(logic_.joined[i], logic_.joined[other]);
        break;
      }
    }
  }

 private:
  /// A name says what its author means, whatever it stands for today; and without one of its event
  /// tests a rule that counts events would count others, or none.
  [[nodiscard]] bool may_go(const Joined& joined) const {
    if (joined.asks_by_name || (logic_.counts_events && joined.asks_events)) return false;
    return is_open(finder_, joined);
  }

  /// In an `and`: whoever meets `other` meets `one`. In an `or`: the other way round.
  [[nodiscard]] bool makes_redundant(std::size_t other, std::size_t one) const {
    const Joined& stays = logic_.joined[other];
    const Joined& goes = logic_.joined[one];
    if (!is_open(finder_, stays)) return false;
    const prove::Prover& prover = *finder_.prover;
    const auto is_covered = [&](const Joined& narrow, const Joined& wide) {
      return prover.is_within(narrow.condition, wide.condition);
    };
    const bool goes_without = logic_.is_and ? is_covered(stays, goes) : is_covered(goes, stays);
    if (!goes_without || other < one) return goes_without;
    // Of two that mean the same the later one is said to add nothing, if it may go.
    const bool is_same = logic_.is_and ? is_covered(goes, stays) : is_covered(stays, goes);
    return !is_same || !may_go(stays);
  }

  void report(const Joined& goes, const Joined& stays) const {
    const SourceMap& sources = finder_.compilation.sources;
    const std::string other = words_at(sources, stays.span);
    std::string why = "it stands here twice";
    std::string label = "the first time";
    if (goes.condition != stays.condition) {
      why = logic_.is_and ? fmt::format("every lead that meets `{}` meets it as well", other)
                          : fmt::format("every lead that meets it meets `{}` as well", other);
      label = logic_.is_and ? "this asks for more" : "this takes more";
    }
    Diagnostic& found = finder_.found.report<DiagnosticKind::kRedundantCondition>(
        goes.span, words_at(sources, goes.span), why);
    found.labels.push_back({stays.span, std::move(label)});
    found.help.emplace_back(
        "leave it out; or, if something else was meant, correct one of the two");
  }

  const Finder& finder_;
  const Logic& logic_;
  std::vector<bool> is_redundant_;
};

}  // namespace

void look_at_conditions(const Finder& finder) {
  if (!finder.prover) return;
  for_each_logic(finder.compilation, [&](const Logic& logic) {
    if (logic.joined.size() > kMostJoined) return;
    if (look_at_contradiction(finder, logic)) return;
    if (finder.is_on(DiagnosticKind::kRedundantCondition)) Redundancy(finder, logic).look();
  });
  spread_contradictions(finder);
}

}  // namespace leadscore::lint
