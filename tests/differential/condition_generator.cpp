#include "tests/differential/condition_generator.hpp"

#include "tests/differential/literals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace leadscore::differential {

using Binding = GeneratedCondition::Binding;

GeneratedCondition ConditionGenerator::one(std::string text,
                                           std::set<std::string> constructs) const {
  return {std::move(text), Binding::kTest, std::move(constructs)};
}

std::string ConditionGenerator::number(GeneratedField& field) {
  const SpelledNumber& spelled = random_.pick(kNumbers);
  field.numbers.push_back(spelled.value);
  return std::string(spelled.spelling);
}

std::string ConditionGenerator::text(GeneratedField& field) {
  field.texts.push_back(random_.pick(kTexts));
  return quote(field.texts.back(), random_);
}

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

const GeneratedList* ConditionGenerator::find_list(const Names& names, bool is_of_numbers,
                                                   bool is_pages) {
  std::vector<const GeneratedList*> fitting;
  for (const GeneratedList& list : names.lists) {
    if (list.numbers.empty() != is_of_numbers && list.is_pages == is_pages)
      fitting.push_back(&list);
  }
  return fitting.empty() ? nullptr : random_.pick(fitting);
}

// ---- Attributes ---------------------------------------------------------------------------------

GeneratedCondition ConditionGenerator::is_in_list(const std::string& left, std::string items,
                                                  const std::string& of) {
  const bool is_negated = random_.chance(40);
  const std::string op = is_negated ? "not in" : "in";
  return one(fmt::format("{} {} {}", left, op, items), {of + ": " + op});
}

GeneratedCondition ConditionGenerator::text_search(GeneratedField& field) {
  static constexpr std::array kOperators = {
      std::pair{"contains", "does not contain"}, std::pair{"mentions", "does not mention"},
      std::pair{"starts with", "does not start with"}, std::pair{"ends with", "does not end with"},
      std::pair{"matches", "does not match"}};
  const auto& words = random_.pick(kOperators);
  const std::string op = random_.chance(40) ? words.second : words.first;
  field.texts.push_back(random_.pick(kTexts));
  const std::string& whole = field.texts.back();
  const std::string literal = op.find("match") == std::string::npos
                                  ? quote(piece_of(whole, random_), random_)
                                  : quote_pattern(whole, random_);
  return one(fmt::format("{} {} {}", field.name, op, literal), {"text: " + op});
}

GeneratedCondition ConditionGenerator::text_test(GeneratedField& field, const Names& names) {
  if (random_.chance(60)) return text_search(field);
  if (random_.chance(50)) {
    static constexpr std::array kOperators = {"is", "is not", "=", "==", "!="};
    const std::string op = random_.pick(kOperators);
    return one(fmt::format("{} {} {}", field.name, op, text(field)), {"text: " + op});
  }
  const GeneratedList* list = find_list(names, false, false);
  if (list != nullptr && random_.chance(50)) {
    field.texts.insert(field.texts.end(), list->texts.begin(), list->texts.end());
    return is_in_list(field.name, list->name, "text, named list");
  }
  return is_in_list(field.name, fmt::format("[{}, {}]", text(field), text(field)), "text");
}

GeneratedCondition ConditionGenerator::one_of_test(GeneratedField& field) {
  const std::string plan = quote(random_.pick(kPlans), random_);
  if (random_.chance(40)) return is_in_list(field.name, fmt::format("[{}]", plan), "one of");
  const std::string op = random_.chance(50) ? "is" : "is not";
  return one(fmt::format("{} {} {}", field.name, op, plan), {"one of: " + op});
}

GeneratedCondition ConditionGenerator::number_test(GeneratedField& field, const Names& names) {
  if (random_.chance(20)) {
    const GeneratedList* list = find_list(names, true, false);
    if (list != nullptr && random_.chance(70)) {
      field.numbers.insert(field.numbers.end(), list->numbers.begin(), list->numbers.end());
      return is_in_list(field.name, list->name, "number, named list");
    }
    return is_in_list(field.name, fmt::format("[{}, {}]", number(field), number(field)), "number");
  }
  if (random_.chance(15)) {
    const SpelledNumber* low = &random_.pick(kNumbers);
    const SpelledNumber* high = &random_.pick(kNumbers);
    if (low->value > high->value) std::swap(low, high);
    field.numbers.push_back(low->value);
    field.numbers.push_back(high->value);
    return one(fmt::format("{} between {} and {}", field.name, low->spelling, high->spelling),
               {"number: between"});
  }
  static constexpr std::array kOperators = {"is",      "is not",    "=",       "==", "!=",
                                            "<",       "<=",        ">",       ">=", "less than",
                                            "at most", "more than", "at least"};
  const std::string op = random_.pick(kOperators);
  return one(fmt::format("{} {} {}", field.name, op, number(field)), {"number: " + op});
}

GeneratedCondition ConditionGenerator::yes_no_test(const GeneratedField& field) {
  static constexpr std::array kForms = {"", " is yes", " is no"};
  const std::string form = random_.pick(kForms);
  return one(field.name + form, {"yes/no:" + (form.empty() ? " bare" : form)});
}

GeneratedCondition ConditionGenerator::time_test(const GeneratedField& field) {
  std::set<std::string> constructs;
  const std::string words = window(false, constructs);
  return one(field.name + " " + words, std::move(constructs));
}

GeneratedCondition ConditionGenerator::list_test(GeneratedField& field, const Names& names) {
  static constexpr std::array kOperators = {
      "includes",        "does not include",        "includes any of",
      "includes all of", "does not include any of", "does not include all of"};
  const std::string op = random_.pick(kOperators);
  if (op.find(" of") == std::string::npos) {
    return one(fmt::format("{} {} {}", field.name, op, text(field)), {"list: " + op});
  }
  const GeneratedList* list = find_list(names, false, false);
  if (list != nullptr && random_.chance(40)) {
    field.texts.insert(field.texts.end(), list->texts.begin(), list->texts.end());
    return one(fmt::format("{} {} {}", field.name, op, list->name), {"list: " + op});
  }
  return one(fmt::format("{} {} [{}, {}]", field.name, op, text(field), text(field)),
             {"list: " + op});
}

GeneratedCondition ConditionGenerator::field_test(const Names& names) {
  GeneratedField& field = model_.fields[random_.below(model_.fields.size())];
  GeneratedCondition test = test_of(field, names);
  test.constructs.insert(field.constructs.begin(), field.constructs.end());
  return test;
}

GeneratedCondition ConditionGenerator::test_of(GeneratedField& field, const Names& names) {
  if (random_.chance(12)) {
    const std::string op = random_.chance(50) ? "is known" : "is unknown";
    return one(field.name + " " + op, {op});
  }
  switch (field.type) {
    case FieldType::kText:
      return text_test(field, names);
    case FieldType::kNumber:
      return number_test(field, names);
    case FieldType::kYesNo:
      return yes_no_test(field);
    case FieldType::kTime:
      return time_test(field);
    case FieldType::kList:
      return list_test(field, names);
    case FieldType::kOneOf:
      return one_of_test(field);
  }
  return {};
}

// ---- Windows ------------------------------------------------------------------------------------

std::string ConditionGenerator::relative_window(bool is_of_events,
                                                std::set<std::string>& constructs) {
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

std::string ConditionGenerator::date_window(std::set<std::string>& constructs) {
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

std::string ConditionGenerator::window(bool is_of_events, std::set<std::string>& constructs) {
  return random_.chance(60) ? relative_window(is_of_events, constructs) : date_window(constructs);
}

// ---- Behaviour ----------------------------------------------------------------------------------

std::string ConditionGenerator::patterns(GeneratedKind& kind, const Names& names,
                                         std::set<std::string>& constructs) {
  const std::string of = kind.is_path ? "page" : "subject";
  const GeneratedList* list = find_list(names, false, kind.is_path);
  if (list != nullptr && random_.chance(20)) {
    kind.subjects.insert(kind.subjects.end(), list->texts.begin(), list->texts.end());
    constructs.insert(of + " in a named list");
    return list->name;
  }
  std::string all;
  const std::size_t count = random_.chance(25) ? 0 : 1 + random_.below(2);
  for (std::size_t index = 0; index < count; ++index) {
    const std::string& subject = random_.pick(kind.is_path ? kPages : kTexts);
    kind.subjects.push_back(subject);
    if (index > 0) all += ", ";
    all += kind.is_path ? quote_page_pattern(subject, random_) : quote_pattern(subject, random_);
  }
  constructs.insert(fmt::format("{}: {} patterns", of, count == 2 ? "2" : count == 1 ? "1" : "no"));
  return all;
}

GeneratedCondition ConditionGenerator::event_test(const Names& names) {
  std::set<std::string> constructs;
  std::string text;
  if (random_.chance(15)) {
    text = random_.chance(70) ? "activity" : "activity()";
    constructs.insert("activity");
  } else {
    GeneratedKind& kind = model_.kinds[random_.below(model_.kinds.size())];
    const std::string inside = patterns(kind, names, constructs);
    text = fmt::format("{}({})", kind.name, inside);
    constructs.insert(kind.constructs.begin(), kind.constructs.end());
  }
  std::vector<std::string> rest;
  if (random_.chance(40)) {
    static constexpr std::array kWords = {"at least", "at most", "exactly"};
    const std::string word = random_.pick(kWords);
    constructs.insert("quantity: " + word);
    const std::size_t least = word == "at least" ? 1 : 0;
    rest.push_back(fmt::format("{} {} times", word, least + random_.below(4)));
  }
  if (random_.chance(60)) rest.push_back(window(true, constructs));
  if (rest.size() == 2 && random_.chance(50)) {
    std::swap(rest[0], rest[1]);
    constructs.insert("window before quantity");
  }
  for (const std::string& words : rest) text += " " + words;
  if (!random_.chance(15)) return one(text, constructs);
  constructs.insert("no");
  return {"no " + text, Binding::kNot, constructs};
}

// ---- Outcomes -----------------------------------------------------------------------------------

GeneratedCondition ConditionGenerator::outcome_test(const Names& names) {
  if (!names.stages.empty() && random_.chance(30)) {
    return one(random_.pick(names.stages), {"earlier stage"});
  }
  const bool is_part = !names.parts.empty() && random_.chance(50);
  const std::string left = is_part ? random_.pick(names.parts) : "score";
  const std::string of = is_part ? "a part" : "the score";
  static constexpr std::array kBounds = {"0", "0",    "0",  "5",  "2.5",    "-10",
                                         "3", "12.5", "15", "1k", "-1.125", "0.001"};
  if (random_.chance(20)) {
    return one(fmt::format("{} between -{} and {}", left, 1 + random_.below(30), random_.below(40)),
               {of, "score: between"});
  }
  static constexpr std::array kOperators = {
      "is", "is not", "<",        "<=",      ">",         ">=",
      "=",  "!=",     "at least", "at most", "less than", "more than"};
  const std::string op = random_.pick(kOperators);
  const std::string meaning = op == "=" ? "is" : op == "!=" ? "is not" : op;
  return one(fmt::format("{} {} {}", left, op, random_.pick(kBounds)), {of, "score: " + meaning});
}

// ---- Joined -------------------------------------------------------------------------------------

GeneratedCondition ConditionGenerator::test(const Names& names) {
  if (names.has_scores && random_.chance(50)) return outcome_test(names);
  if (!names.defines.empty() && random_.chance(10)) {
    return one(random_.pick(names.defines), {"named condition"});
  }
  return random_.chance(60) ? field_test(names) : event_test(names);
}

GeneratedCondition ConditionGenerator::join(const Names& names, std::size_t size) {
  const bool is_and = random_.chance(50);
  const Binding binding = is_and ? Binding::kAnd : Binding::kOr;
  const std::size_t left_size = 1 + random_.below(size - 1);
  GeneratedCondition joined{{}, binding, {is_and ? "and" : "or"}};
  for (const std::size_t side_size : {left_size, size - left_size}) {
    GeneratedCondition side = condition(names, side_size);
    const bool needs_parentheses = side.binding < binding;
    if (needs_parentheses || random_.chance(10)) {
      side.text = "(" + side.text + ")";
      joined.constructs.insert("parentheses");
    }
    if (!joined.text.empty()) {
      static constexpr std::array kAnd = {" and ", "\n    and ", " and\n    "};
      static constexpr std::array kOr = {" or ", "\n    or ", " or\n    "};
      joined.text += random_.pick(is_and ? kAnd : kOr);
    }
    joined.text += side.text;
  }
  return joined;
}

GeneratedCondition ConditionGenerator::condition(const Names& names, std::size_t size) {
  GeneratedCondition made = size <= 1 ? test(names) : join(names, size);
  if (random_.chance(15)) {
    if (made.binding < Binding::kNot || random_.chance(30)) made.text = "(" + made.text + ")";
    return {"not " + made.text, Binding::kNot, {"not"}};
  }
  return made;
}

}  // namespace leadscore::differential
