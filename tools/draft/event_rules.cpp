#include "tools/draft/event_rules.hpp"

#include "runtime/output/wording.hpp"
#include "tools/draft/literals.hpp"
#include "tools/draft/notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace leadscore::draft {
namespace {

using runtime::SeenValue;

constexpr std::size_t kMostRules = 3;
constexpr int kPointsOfSetback = -15;

/// How much interest an event shows; less than 0: the contrary. Kinds of one's own are in between.
int interest_of(const Kind& kind) {
  static const std::map<std::string_view, int> kInterest{
      {"requested", 6},  {"submitted", 5},   {"started", 5},      {"met", 5},     {"purchased", 4},
      {"registered", 4}, {"attended", 4},    {"replied", 4},      {"added", 3},   {"downloaded", 3},
      {"watched", 3},    {"visited", 3},     {"called", 2},       {"clicked", 2}, {"searched", 2},
      {"shared", 2},     {"followed", 1},    {"forwarded", 1},    {"opened", 1},  {"abandoned", 0},
      {"bounced", -1},   {"unfollowed", -1}, {"unsubscribed", -1}};
  const auto known = kInterest.find(kind.name);
  return known == kInterest.end() ? 3 : known->second;
}

/// Subjects with these words are of somebody who is about to buy.
bool shows_intent(std::string_view subject) {
  constexpr std::array<std::string_view, 11> kWords{"pric",    "demo",    "trial",    "quote",
                                                    "contact", "plan",    "checkout", "buy",
                                                    "signup",  "sign-up", "offer"};
  return std::ranges::any_of(
      kWords, [&](std::string_view word) { return subject.find(word) != subject.npos; });
}

/// The subject to ask for: one that shows intent, else the most frequent one that is not the start
/// page; none where subjects do not come again.
std::optional<SeenValue> subject_of(const Kind& kind) {
  constexpr std::size_t kMostBytes = 60;
  auto subjects = subjects_of(kind);
  std::erase_if(subjects, [](const SeenValue& seen) {
    return seen.count < 2 || seen.spelling == "/" || seen.spelling.size() > kMostBytes ||
           !text_literal(seen.spelling);
  });
  if (subjects.empty()) return std::nullopt;
  const auto best = std::ranges::find_if(
      subjects, [](const SeenValue& seen) { return shows_intent(seen.spelling); });
  return best == subjects.end() ? subjects.front() : *best;
}

/// The interest of the events that a rule would ask for.
int worth_of(const Kind& kind) {
  constexpr int kIntent = 2;
  const auto subject = subject_of(kind);
  return interest_of(kind) + (subject && shows_intent(subject->spelling) ? kIntent : 0);
}

Rule rule_of(const Kind& kind, std::size_t place) {
  constexpr std::array kPoints{20, 10, 5};
  Rule rule{.points = kPoints[place]};
  const auto subject = place < 2 ? subject_of(kind) : std::nullopt;
  rule.condition =
      fmt::format("{}({})", kind.name, subject ? *text_literal(subject->spelling) : "");
  rule.event = rule.condition;
  rule.note = runtime::counted(subject ? subject->count : kind.survey->count, "event");
  if (place > 0) rule.limit = fmt::format("each, up to {}", 3 * rule.points);
  return rule;
}

}  // namespace

std::vector<Rule> make_event_rules(const std::vector<Kind>& kinds) {
  std::vector<const Kind*> ranked;
  for (const Kind& kind : kinds) ranked.push_back(&kind);
  std::ranges::stable_sort(ranked, std::greater<>(),
                           [](const Kind* kind) { return worth_of(*kind); });
  std::vector<Rule> rules;
  for (const Kind* const kind : ranked) {
    // Where nothing shows interest, whatever there is must do for an example.
    if ((interest_of(*kind) <= 0 && !rules.empty()) || rules.size() == kMostRules) break;
    // A link is clicked in a message that was opened: one of the two says it all.
    if (kind->name == "opened" && !rules.empty()) continue;
    rules.push_back(rule_of(*kind, rules.size()));
  }
  const auto setback =
      std::ranges::find_if(ranked, [](const Kind* kind) { return interest_of(*kind) < 0; });
  if (ranked.size() > 1 && setback != ranked.end()) {
    rules.push_back({.condition = (*setback)->name + "()",
                     .points = kPointsOfSetback,
                     .note = runtime::counted((*setback)->survey->count, "event")});
  }
  return rules;
}

}  // namespace leadscore::draft
