// Two rules about one act: who clicks a link in a message has opened it, and gets the points of
// both.
#include "compiler/lint/finder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::lint {
namespace {

/// Kinds of the prelude where the first never happens without the second; they are words in the
/// names of declared kinds, too (`clicked_email`, `opened_email`).
struct Implied {
  std::string_view act;
  std::string_view with;
};
constexpr std::array kImplied{
    Implied{"clicked", "opened"},   Implied{"replied", "opened"},
    Implied{"forwarded", "opened"}, Implied{"attended", "registered"},
    Implied{"purchased", "added"},
};

/// `name` with the word `from` (between `_`) replaced; nothing if it has no such word.
std::optional<std::string> with_word(std::string_view name, std::string_view from,
                                     std::string_view to) {
  std::string result;
  bool is_replaced = false;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('_', begin), name.size());
    const std::string_view word = name.substr(begin, end - begin);
    if (begin > 0) result += '_';
    result += word == from ? to : word;
    is_replaced = is_replaced || word == from;
    begin = end + 1;
  }
  if (!is_replaced) return std::nullopt;
  return result;
}

/// A rule that gives points for one selection of events, and for nothing else.
struct Earner {
  model::RuleId rule;
  model::KindId kind;
  model::SelectionId events;
  bool needs_one = false;                // one event is enough
  std::optional<std::uint32_t> best_of;  // of which only one rule counts
};

class Pairs {
 public:
  explicit Pairs(const Finder& finder) : finder_(finder), model_(finder.model) {}

  void look() {
    for (const model::KindId kind : model_.kinds.ids()) {
      kinds_.emplace(model_.texts.text(model_.kinds[kind].name), kind);
    }
    for (const model::Contribution& contribution : model_.contributions) {
      if (const auto* rule = std::get_if<model::RuleId>(&contribution.source)) {
        collect(*rule, std::nullopt);
      } else if (const auto* best = std::get_if<model::BestOfId>(&contribution.source)) {
        for (const model::RuleId one : model_.best_ofs[*best].rules) collect(one, best->value);
      }
    }
    for (const Earner& earner : earners_) look_at(earner);
  }

 private:
  using Key = std::tuple<model::KindId, std::vector<TextId>, std::optional<model::Window>>;

  void collect(model::RuleId id, std::optional<std::uint32_t> best_of) {
    const model::Rule& rule = model_.rules[id];
    const auto* use = std::get_if<model::TestUse>(&model_.conditions[rule.condition].node);
    if (rule.points_thousandths <= 0 || use == nullptr) return;
    const auto* test = std::get_if<model::EventTest>(&model_.tests[use->test]);
    if (test == nullptr || test->least == 0 || test->most) return;
    const model::Selection& events = model_.selections[test->selection];
    if (!events.kind) return;
    const Earner earner{id, *events.kind, test->selection, test->least == 1, best_of};
    earners_.push_back(earner);
    if (earner.needs_one && events.where.empty()) {
      by_events_.try_emplace({*events.kind, events.patterns, events.window}, earner);
    }
  }

  void look_at(const Earner& earner) {
    if (!finder_.is_own(model_.rules[earner.rule].span)) return;
    for (const Implied& implied : kImplied) {
      const auto name = with_word(name_of(earner.kind), implied.act, implied.with);
      const auto kind = name ? kinds_.find(*name) : kinds_.end();
      if (kind == kinds_.end()) continue;
      if (const Earner* other = find_other(earner, kind->second)) return report(earner, *other);
    }
  }

  /// The rule of events of that kind that come with those of `earner`: of any subject, or of the
  /// same, where the two kinds are about the same thing; at any time, or in the same window.
  [[nodiscard]] const Earner* find_other(const Earner& earner, model::KindId kind) const {
    const model::Selection& events = model_.selections[earner.events];
    const bool has_same_subject =
        model_.kinds[kind].subject_name == model_.kinds[earner.kind].subject_name;
    for (const bool is_any : {true, false}) {
      if (!is_any && (!has_same_subject || events.patterns.empty())) continue;
      const std::vector<TextId> patterns = is_any ? std::vector<TextId>() : events.patterns;
      for (const auto& window : {std::optional<model::Window>(), events.window}) {
        const auto found = by_events_.find({kind, patterns, window});
        if (found == by_events_.end()) continue;
        const Earner& other = found->second;
        if (!other.best_of || other.best_of != earner.best_of) return &other;
      }
    }
    return nullptr;
  }

  void report(const Earner& earner, const Earner& other) const {
    Diagnostic& said = finder_.found.report<DiagnosticKind::kCountedTwice>(
        model_.rules[earner.rule].condition_span, fmt::format("`{}`", name_of(earner.kind)),
        fmt::format("`{}`", name_of(other.kind)));
    said.labels.push_back({model_.rules[other.rule].condition_span, "these points come with it"});
    said.help.emplace_back(
        "put both rules into one `best of { }`, in which only the higher one counts, or give this "
        "one only what the act is worth beyond the other");
  }

  [[nodiscard]] std::string_view name_of(model::KindId kind) const {
    return model_.texts.text(model_.kinds[kind].name);
  }

  const Finder& finder_;
  const model::Model& model_;
  std::unordered_map<std::string_view, model::KindId> kinds_;
  std::vector<Earner> earners_;
  std::map<Key, Earner> by_events_;
};

}  // namespace

void look_at_pairs(const Finder& finder) {
  if (finder.is_on(DiagnosticKind::kCountedTwice)) Pairs(finder).look();
}

}  // namespace leadscore::lint
