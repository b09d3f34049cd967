// §5: tests of texts and lists.
#include "tests/differential/condition_generator.hpp"
#include "tests/differential/literals.hpp"

#include <fmt/format.h>

#include <array>

namespace leadscore::differential {

std::string ConditionGenerator::text(GeneratedField& field) {
  field.texts.push_back(random_.pick(field.name == "email"  ? kEmails
                                     : field.name == "host" ? kHosts
                                                            : kTexts));
  return quote(field.texts.back(), random_);
}

GeneratedCondition ConditionGenerator::is_in_list(const std::string& left, std::string items,
                                                  const std::string& of) {
  const std::string op = random_.chance(40) ? "not in" : "in";
  return one(fmt::format("{} {} {}", left, op, items), {of + ": " + op});
}

GeneratedCondition ConditionGenerator::text_search(const std::string& left, GeneratedField& field,
                                                   const Names& names) {
  static constexpr std::array kOperators = {
      std::pair{"contains", "does not contain"}, std::pair{"mentions", "does not mention"},
      std::pair{"starts with", "does not start with"}, std::pair{"ends with", "does not end with"},
      std::pair{"matches", "does not match"}};
  const auto& words = random_.pick(kOperators);
  const std::string op = random_.chance(40) ? words.second : words.first;
  const GeneratedList* list = find_list(names, false, false);
  if (list != nullptr && random_.chance(30)) {
    field.texts.insert(field.texts.end(), list->texts.begin(), list->texts.end());
    return one(fmt::format("{} {} {}", left, op, list->name), {"text, named list: " + op});
  }
  const auto literal = [&] {
    field.texts.push_back(random_.pick(kTexts));
    const std::string& whole = field.texts.back();
    return op.find("match") == std::string::npos ? quote(piece_of(whole, random_), random_)
                                                 : quote_pattern(whole, random_);
  };
  if (random_.chance(25)) {
    const std::string first = literal();
    return one(fmt::format("{} {} [{}, {}]", left, op, first, literal()), {"text, list: " + op});
  }
  return one(fmt::format("{} {} {}", left, op, literal()), {"text: " + op});
}

GeneratedCondition ConditionGenerator::is_exactly(GeneratedField& field) {
  const std::string op = random_.chance(60) ? "is exactly" : "is not exactly";
  if (random_.chance(70)) return one(fmt::format("{} {} {}", field.name, op, text(field)), {op});
  field.texts.push_back(random_.chance(50) ? " " + random_.pick(kTexts)
                                           : random_.pick(kTexts) + "\u2003");
  return one(fmt::format("{} {} {}", field.name, op, quote(field.texts.back(), random_)), {op});
}

GeneratedCondition ConditionGenerator::matches_regex(GeneratedField& field) {
  const std::string op = random_.chance(60) ? "matches regex" : "does not match regex";
  const SpelledRegex& regex = random_.pick(kRegexes);
  field.texts.emplace_back(regex.example);
  return one(fmt::format("{} {} \"{}\"", field.name, op, regex.spelling), {op});
}

GeneratedCondition ConditionGenerator::text_in_list(GeneratedField& field, const Names& names) {
  const GeneratedList* list = find_list(names, false, false);
  if (list == nullptr || random_.chance(40)) {
    return is_in_list(field.name, fmt::format("[{}, {}]", text(field), text(field)), "text");
  }
  field.texts.insert(field.texts.end(), list->texts.begin(), list->texts.end());
  return is_in_list(field.name, list->name,
                    list->is_of_library ? "text, library's list" : "text, named list");
}

GeneratedCondition ConditionGenerator::text_test(GeneratedField& field, const Names& names, Of of) {
  if (of == Of::kLead && field.name == "email" && random_.chance(60)) {
    return domain_test(field, names);
  }
  if (random_.chance(10)) return matches_regex(field);
  if (random_.chance(10)) return is_exactly(field);
  if (random_.chance(50)) return text_search(field.name, field, names);
  if (random_.chance(50)) return text_in_list(field, names);
  static constexpr std::array kOperators = {"is", "is not", "=", "==", "!="};
  const std::string op = random_.pick(kOperators);
  return one(fmt::format("{} {} {}", field.name, op, text(field)), {"text: " + op});
}

// ---- Domains ------------------------------------------------------------------------------------

// Both are declared, so that the bare word is a field.
std::optional<GeneratedCondition> ConditionGenerator::domain_equality_test(GeneratedField& email) {
  GeneratedField* other = nullptr;
  for (int tries = 0; tries < 4 && (other == nullptr || other == &email); ++tries) {
    other = find_field(FieldType::kText);
  }
  if (other == &email || !email.is_declared || !other->is_declared) return std::nullopt;
  const std::string& domain = random_.pick(kDomains);
  for (int times = 0; times < 3; ++times) {
    email.texts.push_back("me@" + domain);
    other->texts.push_back(domain);
  }
  const std::string op = random_.chance(60) ? "is" : "is not";
  return one(fmt::format("domain of email {} {}", op, other->name),
             {fmt::format("domain of: {} another field", op)});
}

GeneratedCondition ConditionGenerator::domain_in_list(GeneratedField& email, const Names& names) {
  const GeneratedList* list = find_list(names, false, false);
  if (list == nullptr || random_.chance(30)) {
    const std::string first = quote(random_.pick(kDomains), random_);
    return is_in_list("domain of email",
                      fmt::format("[{}, {}]", first, quote(random_.pick(kDomains), random_)),
                      "domain of");
  }
  for (const std::string& text : list->texts) email.texts.push_back("me@" + text);
  if (random_.chance(50)) return is_in_list("domain of email", list->name, "domain of, named list");
  return one("domain of email matches " + list->name, {"domain of, named list: matches"});
}

GeneratedCondition ConditionGenerator::domain_test(GeneratedField& email, const Names& names) {
  const std::string& domain = random_.pick(kDomains);
  email.texts.push_back("me@" + domain);
  const std::string literal = quote(domain, random_);
  switch (random_.below(8)) {
    case 0:
      return one("domain of email is known", {"domain of: is known"});
    case 1:
    case 2:
      return domain_in_list(email, names);
    case 3:
      return one("domain of email ends with \".com\"", {"domain of: ends with"});
    case 4:
      return one("domain of email is not " + literal, {"domain of: is not"});
    case 5:
    case 6:
      if (const auto equality = domain_equality_test(email)) return *equality;
      break;
    default:
      break;
  }
  return one("domain of email is " + literal, {"domain of: is"});
}

GeneratedCondition ConditionGenerator::one_of_test(GeneratedField& field) {
  const std::string plan = quote(random_.pick(kPlans), random_);
  if (random_.chance(40)) return is_in_list(field.name, fmt::format("[{}]", plan), "one of");
  const std::string op = random_.chance(50) ? "is" : "is not";
  return one(fmt::format("{} {} {}", field.name, op, plan), {"one of: " + op});
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

}  // namespace leadscore::differential
