// §5 Windows, of time attributes and of events.
#include "tests/differential/condition_generator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace leadscore::differential {

const SpelledDuration& ConditionGenerator::duration() {
  const SpelledDuration& spelled = random_.pick(kDurations);
  model_.durations.push_back(spelled.value);
  return spelled;
}

const SpelledDate& ConditionGenerator::date() {
  const SpelledDate& spelled = random_.pick(kDates);
  model_.dates.push_back(spelled.value);
  return spelled;
}

GeneratedCondition ConditionGenerator::time_test(const GeneratedField& field) {
  Constructs constructs;
  const std::string words = window(false, constructs);
  return one(field.name + " " + words, std::move(constructs));
}

std::string ConditionGenerator::relative_window(bool is_of_events, Constructs& constructs) {
  const std::string of = is_of_events ? "event window: " : "time window: ";
  if (random_.chance(25)) {
    const SpelledDuration* first = &random_.pick(kDurations);
    const SpelledDuration* second = &random_.pick(kDurations);
    if (first->value > second->value) std::swap(first, second);
    constructs.insert(of + "between D1 and D2 ago");
    if (first->value == second->value) {
      model_.durations.push_back(7 * kMsPerDay);
      model_.durations.push_back(14 * kMsPerDay);
      return "between 7 and 14 days ago";
    }
    model_.durations.push_back(first->value);
    model_.durations.push_back(second->value);
    return fmt::format("between {} and {} ago", first->spelling, second->spelling);
  }
  const std::string_view length = duration().spelling;
  const std::vector<std::string> words =
      is_of_events ? std::vector<std::string>{"in the last", "in", "within", "more than"}
                   : std::vector<std::string>{"in the last", "in the next", "more than"};
  const std::string& word = random_.pick(words);
  constructs.insert(of + word);
  return fmt::format("{} {}{}", word, length, word == "more than" ? " ago" : "");
}

std::string ConditionGenerator::date_window(Constructs& constructs) {
  static constexpr std::array kWords = {"before", "since", "after", "on"};
  if (random_.chance(25)) {
    const SpelledDate* first = &random_.pick(kDates);
    const SpelledDate* second = &random_.pick(kDates);
    if (first->value > second->value) std::swap(first, second);
    model_.dates.push_back(first->value);
    model_.dates.push_back(second->value);
    constructs.insert("date window: between");
    return fmt::format("between {} and {}", first->spelling, second->spelling);
  }
  const std::string word = random_.pick(kWords);
  constructs.insert("date window: " + word);
  return fmt::format("{} {}", word, date().spelling);
}

std::string ConditionGenerator::window(bool is_of_events, Constructs& constructs) {
  return random_.chance(60) ? relative_window(is_of_events, constructs) : date_window(constructs);
}

}  // namespace leadscore::differential
