// §5 Behaviour: event tests, `where`, sequences; and conditions around the one event test of a
// rule.
#include "tests/differential/condition_generator.hpp"
#include "tests/differential/literals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace leadscore::differential {

using Binding = GeneratedCondition::Binding;

std::string ConditionGenerator::patterns(GeneratedKind& kind, const Names& names,
                                         Constructs& constructs) {
  const std::string of = kind.is_path ? "page" : "subject";
  const GeneratedList* list = find_list(names, false, kind.is_path);
  if (list != nullptr && random_.chance(20)) {
    kind.subjects.insert(kind.subjects.end(), list->texts.begin(), list->texts.end());
    constructs.insert(of + " in a named list");
    return list->name;
  }
  std::string all;
  const std::size_t count = random_.chance(50) ? 0 : 1 + random_.below(2);
  for (std::size_t index = 0; index < count; ++index) {
    const std::string& subject = random_.pick(kind.is_path ? kPages : kTexts);
    kind.subjects.push_back(subject);
    if (index > 0) all += ", ";
    all += kind.is_path ? quote_page_pattern(subject, random_) : quote_pattern(subject, random_);
  }
  constructs.insert(fmt::format("{}: {} patterns", of, count == 2 ? "2" : count == 1 ? "1" : "no"));
  return all;
}

ConditionGenerator::Selected ConditionGenerator::selection(const Names& names,
                                                           bool may_be_activity) {
  Selected selected;
  if (may_be_activity && random_.chance(15)) {
    selected.text = random_.chance(70) ? "activity" : "activity()";
    selected.constructs.insert("activity");
    return selected;
  }
  GeneratedKind& kind = model_.kinds[random_.below(model_.kinds.size())];
  selected.kind = &kind;
  ++kind.mentions;
  selected.text = fmt::format("{}({})", kind.name, patterns(kind, names, selected.constructs));
  add_constructs(selected.constructs, kind.constructs);
  if (!kind.attributes.empty() && random_.chance(35)) add_where(selected, names);
  return selected;
}

void ConditionGenerator::add_where(Selected& selected, const Names& names) {
  selected.text += random_.chance(10) ? "\n  where " : " where ";
  const std::size_t count = random_.chance(70) ? 1 : 2;
  for (std::size_t index = 0; index < count; ++index) {
    GeneratedField& attribute =
        selected.kind->attributes[random_.below(selected.kind->attributes.size())];
    const GeneratedCondition test = test_of(attribute, names, Of::kEvent);
    if (index > 0) selected.text += " and ";
    selected.text += test.text;
    for (const std::string& construct : test.constructs) {
      // A list in a `where` is the same as one outside.
      const std::size_t list = construct.find(", ");
      const std::size_t op = construct.find(": ");
      selected.constructs.insert(
          "where " + (list < op ? construct.substr(0, list) + construct.substr(op) : construct));
    }
    add_constructs(selected.constructs, attribute.constructs);
  }
  selected.constructs.insert(count == 1 ? "where" : "where ... and");
  selected.ends_in_where = true;
}

std::string ConditionGenerator::quantity(bool is_counting, Constructs& constructs) {
  const std::size_t few = 1 + random_.below(3);
  switch (random_.below(is_counting ? 4 : 5)) {
    case 0:
      constructs.insert("quantity: exactly");
      return fmt::format("exactly {} times", is_counting ? few : few - 1);
    case 1:
      constructs.insert("quantity: different");
      return fmt::format("at least {} different{}", few, random_.chance(50) ? " things" : "");
    case 2:
      constructs.insert("quantity: on days");
      return fmt::format("on at least {} days", few);
    case 3:
      constructs.insert("quantity: at least");
      return few == 1 ? "at least 1 time" : fmt::format("at least {} times", few);
    default:
      constructs.insert("quantity: at most");
      return fmt::format("at most {} times", few - 1);
  }
}

GeneratedCondition ConditionGenerator::event_test(const Names& names, bool is_counting) {
  Selected selected = selection(names, true);
  std::vector<std::string> rest;
  const std::size_t chance = selected.ends_in_where ? 25 : 45;
  if (random_.chance(chance)) rest.push_back(quantity(is_counting, selected.constructs));
  if (random_.chance(chance)) rest.push_back(window(true, selected.constructs));
  if (rest.size() == 2 && random_.chance(50)) {
    std::swap(rest[0], rest[1]);
    selected.constructs.insert("window before quantity");
  }
  for (const std::string& words : rest) selected.text += " " + words;
  GeneratedCondition made = one(std::move(selected.text), std::move(selected.constructs));
  made.ends_in_where = selected.ends_in_where && rest.empty();
  if (is_counting || !random_.chance(15)) return made;
  made.text = "no " + made.text;
  made.binding = Binding::kNot;
  made.constructs = {"no"};
  return made;
}

// E1 then E2 within D, E1 not followed by E2 within D; a window that follows is about one of them.
GeneratedCondition ConditionGenerator::sequence(const Names& names) {
  static constexpr std::array kShort = {"1 hour", "1 day", "7 days", "2 weeks"};
  static constexpr std::array<DurationMs, 4> kShortMs = {kMsPerHour, kMsPerDay, kMsPerWeek,
                                                         2 * kMsPerWeek};
  const std::string word = random_.chance(50) ? "then" : "not followed by";
  Selected first = selection(names, true);
  Selected second = selection(names, true);
  const std::size_t within = random_.below(kShort.size());
  model_.durations.push_back(kShortMs[within]);
  std::string text =
      fmt::format("{} {} {} within {}", first.text, word, second.text, kShort[within]);
  Constructs constructs = {word};
  if (random_.chance(30)) {
    text += " " + window(true, constructs);
    constructs.insert(word + " with a window");
  }
  return one(std::move(text), std::move(constructs));
}

// ---- §6: the event test of a rule ---------------------------------------------------------------

// Anything but an event test that could be the rule's own.
GeneratedCondition ConditionGenerator::gate(const Names& names) {
  switch (random_.below(8)) {
    case 0: {
      GeneratedCondition none = event_test(names, true);
      none.text = "no " + none.text;
      none.binding = Binding::kNot;
      none.constructs = {"gate: no"};
      return none;
    }
    case 1: {
      Selected few = selection(names, true);
      few.constructs.insert("gate: at most");
      return one(few.text + (random_.chance(50) ? " at most 1 time" : " exactly 0 times"),
                 std::move(few.constructs));
    }
    case 2: {
      GeneratedCondition either = join(names, 2);
      if (either.binding == Binding::kAnd) either = {"not (" + either.text + ")", Binding::kNot};
      if (either.binding == Binding::kOr) either.text = "(" + either.text + ")";
      return one(either.text, {"gate: or"});
    }
    case 3: {
      GeneratedCondition one_sequence = sequence(names);
      one_sequence.constructs = {"gate: sequence"};
      return one_sequence;
    }
    case 4:
      if (names.defines.empty()) break;
      return one(random_.pick(names.defines), {"gate: named condition"});
    default:
      break;
  }
  GeneratedCondition of_lead = field_test(names);
  of_lead.constructs = {"gate: attribute"};
  return of_lead;
}

GeneratedCondition ConditionGenerator::counting_condition(const Names& names) {
  std::vector<GeneratedCondition> sides = {event_test(names, true)};
  if (random_.chance(20)) sides[0].text = "(" + sides[0].text + ")", sides[0].ends_in_where = false;
  if (random_.chance(40)) sides.push_back(gate(names));
  if (random_.chance(10)) sides.push_back(gate(names));
  random_.shuffle(sides);
  GeneratedCondition made = one({}, {});
  for (GeneratedCondition& side : sides) {
    if (sides.size() > 1 && side.ends_in_where) side.text = "(" + side.text + ")";
    if (!made.text.empty()) made.text += " and ";
    made.text += side.text;
    add_constructs(made.constructs, side.constructs);
    if (sides.size() > 1) made.binding = Binding::kAnd;
  }
  return made;
}

}  // namespace leadscore::differential
