#include "tests/differential/condition_generator.hpp"

#include <fmt/format.h>

#include <array>

namespace leadscore::differential {

using Binding = GeneratedCondition::Binding;

GeneratedCondition ConditionGenerator::one(std::string text, Constructs constructs) const {
  return {std::move(text), Binding::kTest, std::move(constructs)};
}

const GeneratedList* ConditionGenerator::find_list(const Names& names, bool is_of_numbers,
                                                   bool is_pages) {
  std::vector<const GeneratedList*> fitting;
  for (const GeneratedList& list : names.lists) {
    if (list.numbers.empty() != is_of_numbers && list.is_pages == is_pages) {
      fitting.push_back(&list);
    }
  }
  return fitting.empty() ? nullptr : random_.pick(fitting);
}

GeneratedField* ConditionGenerator::find_field(FieldType type) {
  std::vector<GeneratedField*> fitting;
  for (GeneratedField& field : model_.fields) {
    if (field.type == type) fitting.push_back(&field);
  }
  return fitting.empty() ? nullptr : random_.pick(fitting);
}

GeneratedField* ConditionGenerator::find_email() {
  for (GeneratedField& field : model_.fields) {
    if (field.name == "email") return &field;
  }
  return nullptr;
}

// ---- Attributes ---------------------------------------------------------------------------------

// §5: "yes/no attributes are written `is yes` / `is no`".
GeneratedCondition ConditionGenerator::yes_no_test(const GeneratedField& field, Of of) {
  static constexpr std::array kForms = {" is yes", " is no", ""};
  const std::string form = kForms[random_.below(of == Of::kEvent ? 2 : 3)];
  return one(field.name + form, {"yes/no:" + (form.empty() ? " bare" : form)});
}

// Another field of the same type; both have a type of their own.
GeneratedCondition ConditionGenerator::equality_test(GeneratedField& field) {
  const GeneratedField* other = find_field(field.type);
  const std::string op = random_.chance(50) ? "is" : "is not";
  if (other->name == field.name) return one(field.name + " is known", {"is known"});
  return one(fmt::format("{} {} {}", field.name, op, other->name),
             {op + " another field" +
              (field.type == FieldType::kYesNo  ? ": yes/no"
               : field.type == FieldType::kTime ? ": time"
                                                : ": text")});
}

GeneratedCondition ConditionGenerator::field_test(const Names& names) {
  GeneratedField& field = model_.fields[random_.below(model_.fields.size())];
  GeneratedCondition test = test_of(field, names, Of::kLead);
  add_constructs(test.constructs, field.constructs);
  return test;
}

GeneratedCondition ConditionGenerator::test_of(GeneratedField& field, const Names& names, Of of) {
  if (random_.chance(12)) {
    const std::string op = random_.chance(50) ? "is known" : "is unknown";
    return one(field.name + " " + op, {op});
  }
  const bool can_be_equal = field.type == FieldType::kText || field.type == FieldType::kYesNo ||
                            field.type == FieldType::kTime;
  if (of == Of::kLead && field.is_declared && can_be_equal && random_.chance(12)) {
    return equality_test(field);
  }
  switch (field.type) {
    case FieldType::kText:
      return text_test(field, names, of);
    case FieldType::kNumber:
      return number_test(field, names, of);
    case FieldType::kYesNo:
      return yes_no_test(field, of);
    case FieldType::kTime:
      return time_test(field);
    case FieldType::kList:
      return list_test(field, names);
    case FieldType::kOneOf:
      return one_of_test(field);
  }
  return {};
}

// ---- Joined -------------------------------------------------------------------------------------

GeneratedCondition ConditionGenerator::test(const Names& names) {
  if (names.has_scores && random_.chance(50)) return outcome_test(names);
  if (!names.defines.empty() && random_.chance(8)) {
    return one(random_.pick(names.defines), {"named condition"});
  }
  if (random_.chance(50)) return field_test(names);
  if (random_.chance(25)) return worked_out_test(names);
  return random_.chance(15) ? sequence(names) : event_test(names, false);
}

GeneratedCondition ConditionGenerator::join(const Names& names, std::size_t size) {
  const bool is_and = random_.chance(50);
  const Binding binding = is_and ? Binding::kAnd : Binding::kOr;
  const std::size_t left_size = 1 + random_.below(size - 1);
  GeneratedCondition joined{{}, binding, {is_and ? "and" : "or"}};
  for (const std::size_t side_size : {left_size, size - left_size}) {
    GeneratedCondition side = condition(names, side_size);
    if (side.binding < binding || side.ends_in_where || random_.chance(10)) {
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
  if (!random_.chance(15)) return made;
  if (made.binding < Binding::kNot || random_.chance(30)) {
    made.text = "(" + made.text + ")";
    made.ends_in_where = false;
  }
  return {"not " + made.text, Binding::kNot, {"not"}, made.ends_in_where};
}

}  // namespace leadscore::differential
