// §5: tests of numbers, and numbers that are worked out.
#include "tests/differential/condition_generator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace leadscore::differential {

std::string ConditionGenerator::number(GeneratedField& field) {
  const SpelledNumber& spelled = random_.pick(kNumbers);
  field.numbers.push_back(spelled.value);
  return std::string(spelled.spelling);
}

std::string ConditionGenerator::comparison() {
  static constexpr std::array kOperators = {"is",      "is not",    "=",       "==", "!=",
                                            "<",       "<=",        ">",       ">=", "less than",
                                            "at most", "more than", "at least"};
  return random_.pick(kOperators);
}

GeneratedCondition ConditionGenerator::number_literal_test(GeneratedField& field,
                                                           const Names& names) {
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
  const std::string op = comparison();
  return one(fmt::format("{} {} {}", field.name, op, number(field)), {"number: " + op});
}

GeneratedCondition ConditionGenerator::number_test(GeneratedField& field, const Names& names,
                                                   Of of) {
  if (of == Of::kEvent || random_.chance(75)) return number_literal_test(field, names);
  return number_comparison(field.name, "a number", names);
}

// On the right stands a field, a `count of` or arithmetic. What no `lead { }` declares is no field
// on the right of an `is`, but a word in want of quotes.
GeneratedCondition ConditionGenerator::number_comparison(const std::string& left,
                                                         const std::string& of,
                                                         const Names& names) {
  const std::string op = comparison();
  GeneratedField* field = find_field(FieldType::kNumber);
  const bool is_equality = op.starts_with("is") || op.starts_with("=") || op == "!=";
  if (field != nullptr && (field->is_declared || !is_equality) && random_.chance(50)) {
    return one(fmt::format("{} {} {}", left, op, field->name), {of + " against a field"});
  }
  GeneratedNumber right = random_.chance(50) ? arithmetic(names, 2) : aggregate(names);
  right.constructs.insert(of + " against one that is worked out");
  GeneratedCondition made =
      one(fmt::format("{} {} {}", left, op, right.text), std::move(right.constructs));
  made.ends_in_where = right.ends_in_where;
  return made;
}

// ---- Worked out ---------------------------------------------------------------------------------

ConditionGenerator::GeneratedNumber ConditionGenerator::aggregate(const Names& names) {
  GeneratedNumber made;
  const bool is_of_attribute = random_.chance(45);
  Selected events = selection(names, !is_of_attribute);
  static constexpr std::array kWords = {"total", "highest", "lowest", "average"};
  if (!is_of_attribute) {
    made.text = random_.chance(60) ? "count of " : "days since ";
    made.is_small = true;
  } else {
    std::vector<GeneratedField*> numbers;
    for (GeneratedField& attribute : events.kind->attributes) {
      if (attribute.type == FieldType::kNumber) numbers.push_back(&attribute);
    }
    if (numbers.empty()) {
      made.text = "count of ";
      made.is_small = true;
    } else {
      GeneratedField* attribute = random_.pick(numbers);
      made.attribute = attribute;
      if (random_.chance(15)) attribute->numbers.push_back(9e12);  // the most in a total
      if (random_.chance(15)) attribute->numbers.push_back(2.5e-6);
      made.text = fmt::format("{} {} of ", random_.pick(kWords), attribute->name);
    }
  }
  made.constructs = std::move(events.constructs);
  made.constructs.insert(made.text.substr(0, made.text.find(' ')) + " of");
  made.text += events.text;
  made.ends_in_where = events.ends_in_where;
  if (random_.chance(40)) {
    made.text += " " + window(true, made.constructs);
    made.ends_in_where = false;
  }
  return made;
}

ConditionGenerator::GeneratedNumber ConditionGenerator::factor(const Names& names,
                                                               std::size_t size) {
  if (size > 1 && random_.chance(60)) return arithmetic(names, size);
  GeneratedField* field = find_field(FieldType::kNumber);
  if (field != nullptr && random_.chance(60)) {
    if (random_.chance(15)) return {"-" + field->name, {"unary minus"}};
    return {field->name};
  }
  if (random_.chance(30)) return aggregate(names);
  const SpelledNumber& spelled = random_.pick(kNumbers);
  return {
      std::string(spelled.spelling.front() == '+' ? spelled.spelling.substr(1) : spelled.spelling)};
}

ConditionGenerator::GeneratedNumber ConditionGenerator::arithmetic(const Names& names,
                                                                   std::size_t size) {
  static constexpr std::array kSigns = {"+", "-", "*", "/"};
  GeneratedNumber made;
  made.text = "(";
  const std::size_t sides = 2 + random_.below(2);
  for (std::size_t at = 0; at < sides; ++at) {
    if (at > 0) {
      const std::string sign = random_.pick(kSigns);
      made.constructs.insert("arithmetic: " + sign);
      made.text += fmt::format("{}{} ", random_.chance(10) ? "\n  " : " ", sign);
    }
    const GeneratedNumber side = factor(names, size - 1);
    made.text += side.text;
    add_constructs(made.constructs, side.constructs);
  }
  made.text += ")";
  return made;
}

ConditionGenerator::GeneratedNumber ConditionGenerator::number_subject(const Names& names) {
  return random_.chance(75) ? aggregate(names) : arithmetic(names, 1 + random_.below(3));
}

GeneratedCondition ConditionGenerator::worked_out_test(const Names& names) {
  GeneratedNumber left = number_subject(names);
  GeneratedCondition made = one({}, std::move(left.constructs));
  if (random_.chance(10)) {
    const std::string op = random_.chance(50) ? "is known" : "is unknown";
    made.text = fmt::format("{} {}", left.text, op);
    made.constructs.insert("worked out: " + op);
    return made;
  }
  if (random_.chance(15)) {
    GeneratedCondition compared = number_comparison(left.text, "worked out", names);
    add_constructs(compared.constructs, made.constructs);
    return compared;
  }
  const auto literal = [&] {
    if (left.is_small) return std::to_string(random_.below(random_.chance(90) ? 3 : 40));
    if (left.attribute != nullptr) return number(*left.attribute);
    return std::string(random_.pick(kNumbers).spelling);
  };
  if (random_.chance(10)) {
    made.text = fmt::format("{} in [{}, {}]", left.text, literal(), literal());
    made.constructs.insert("worked out: in");
  } else {
    const std::string op = comparison();
    made.text = fmt::format("{} {} {}", left.text, op, literal());
    made.constructs.insert("worked out: " + op);
  }
  return made;
}

}  // namespace leadscore::differential
