#include "tests/differential/declaration_generator.hpp"

#include "tests/differential/literals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace leadscore::differential {
namespace {

struct NamedType {
  std::string_view name;
  FieldType type;
};

// Two or three of each type; dots, umlauts and digits in names.
constexpr std::array kFieldPool = {
    NamedType{"job_title", FieldType::kText},   NamedType{"company.city", FieldType::kText},
    NamedType{"größe", FieldType::kText},       NamedType{"email", FieldType::kText},
    NamedType{"employees", FieldType::kNumber}, NamedType{"company.size2", FieldType::kNumber},
    NamedType{"vip", FieldType::kYesNo},        NamedType{"opted_in", FieldType::kYesNo},
    NamedType{"created_at", FieldType::kTime},  NamedType{"renewal", FieldType::kTime},
    NamedType{"interests", FieldType::kList},   NamedType{"Tags", FieldType::kList},
    NamedType{"plan", FieldType::kOneOf},
};

class DeclarationGenerator {
 public:
  DeclarationGenerator(GeneratedModel& model, Random& random) : model_(model), random_(random) {}

  void add_fields() {
    const bool is_declared = random_.chance(60);
    for (const NamedType& named : kFieldPool) {
      if (!random_.chance(60) && !model_.fields.empty()) continue;
      if (!is_declared && named.type == FieldType::kOneOf) continue;
      const std::string name(named.name);
      model_.fields.push_back({name, name, named.type, {}, {}, {}, is_declared});
      if (is_declared) {
        model_.lines.push_back({LineKind::kField, declare(model_.fields.back())});
      }
    }
  }

  void add_kinds() {
    for (const GeneratedKind& kind : kPreludeKinds) {
      if (!random_.chance(30) && !model_.kinds.empty()) continue;
      model_.kinds.push_back(kind);
      for (const GeneratedField& attribute : kAttributes) {
        if (attribute.type != FieldType::kOneOf) {
          model_.kinds.back().attributes.push_back(attribute);
        }
      }
      add_address_attributes(model_.kinds.back());
    }
    if (random_.chance(40)) {
      add_kind({"demo_asked", "product", false, {"demo_asked", "Demo Requested"}},
               " from \"Demo Requested\"", "event ... from");
    }
    if (random_.chance(30)) {
      add_kind({"read", "seite", true, {"read"}}, "", "event ... path");
    }
  }

 private:
  void add_kind(GeneratedKind kind, std::string_view from, const std::string& construct) {
    kind.constructs.insert(construct);
    std::string text =
        fmt::format("event {}({}{})", kind.name, kind.subject_name, kind.is_path ? ": path" : "");
    std::string attributes;
    for (const GeneratedField& attribute : kAttributes) {
      if (!random_.chance(60)) continue;
      kind.attributes.push_back(attribute);
      kind.attributes.back().is_declared = true;
      attributes += declare_attribute(kind.attributes.back()) + "\n";
    }
    if (!attributes.empty()) text += " {\n" + attributes + "}";
    text += from;
    add_address_attributes(kind);
    model_.lines.push_back({LineKind::kStatement, text});
    model_.kinds.push_back(std::move(kind));
  }

  static void add_address_attributes(GeneratedKind& kind) {
    if (!kind.is_path) return;
    kind.attributes.insert(kind.attributes.end(), kAddressAttributes.begin(),
                           kAddressAttributes.end());
  }

  // NAME: TYPE [unknown as VALUE, ...]
  std::string declare_attribute(GeneratedField& attribute) {
    std::string text = fmt::format("  {}: {}", attribute.name, type_words(attribute.type));
    if (random_.chance(25)) {
      text += " unknown as " + unknown_value(attribute);
      attribute.constructs.insert("event { unknown as }");
    }
    return text;
  }

  // NAME: TYPE [= VALUE] [from "KEY"] [unknown as VALUE, ...]
  std::string declare(GeneratedField& field) {
    std::string text = fmt::format("{}: {}", field.name, type_words(field.type));
    if (field.type != FieldType::kList && random_.chance(30)) {
      text += " = " + value(field);
      field.constructs.insert("default");
    }
    if (random_.chance(25)) {
      field.key = random_.chance(50) ? "The " + field.name : "Company Größe " + field.name;
      text += " from " + quote(field.key, random_);
      field.constructs.insert("from");
    }
    if (random_.chance(30)) {
      text += " unknown as " + unknown_value(field);
      if (random_.chance(40)) text += ", " + unknown_value(field);
      field.constructs.insert("unknown as");
    }
    return text;
  }

  std::string type_words(FieldType type) {
    switch (type) {
      case FieldType::kText:
        return "text";
      case FieldType::kNumber:
        return "number";
      case FieldType::kYesNo:
        return "yes/no";
      case FieldType::kTime:
        return "time";
      case FieldType::kList:
        return "list of text";
      case FieldType::kOneOf:
        break;
    }
    std::string words = "one of ";
    for (const std::string& plan : kPlans) {
      words += (&plan == kPlans.data() ? "" : ", ") + quote(plan, random_);
    }
    return words;
  }

  std::string value(GeneratedField& field) {
    switch (field.type) {
      case FieldType::kNumber: {
        const SpelledNumber& spelled = random_.pick(kNumbers);
        field.numbers.push_back(spelled.value);
        return std::string(spelled.spelling);
      }
      case FieldType::kYesNo:
        return random_.chance(70) ? "yes" : "no";
      case FieldType::kTime:
        return std::string(random_.pick(kDates).spelling);
      case FieldType::kOneOf:
        return quote(random_.pick(kPlans), random_);
      case FieldType::kText:
      case FieldType::kList:
        break;
    }
    field.texts.push_back(random_.pick(kTexts));
    return quote(field.texts.back(), random_);
  }

  // A text, which every type takes, or a number where the field is one.
  std::string unknown_value(GeneratedField& field) {
    if (field.type == FieldType::kNumber && random_.chance(70)) return value(field);
    field.texts.push_back(random_.pick(kTexts));
    return quote(field.texts.back(), random_);
  }

  GeneratedModel& model_;
  Random& random_;
};

}  // namespace

void declare_fields_and_kinds(GeneratedModel& model, Random& random) {
  DeclarationGenerator generator(model, random);
  generator.add_fields();
  generator.add_kinds();
}

// `use titles, email`; at times with a list of the file's own that hides one of theirs (§3 Names).
void use_library(GeneratedModel& model, Names& names, Random& random) {
  static constexpr std::array kModules = {"titles", "email", "industries"};
  const std::string first = random.pick(kModules);
  const std::string second = random.pick(kModules);
  const bool is_one = first == second || random.chance(50);
  model.lines.push_back({LineKind::kStatement, "use " + first + (is_one ? "" : ", " + second)});
  for (const LibraryList& list : kLibraryLists) {
    if (list.module != first && (is_one || list.module != second)) continue;
    GeneratedList made{std::string(list.name), list.examples, {}, false, true};
    if (random.chance(15)) {
      made.texts = {random.pick(kTexts), random.pick(kTexts)};
      model.lines.push_back({LineKind::kStatement, fmt::format("list {} = [{}, {}]", list.name,
                                                               quote(made.texts[0], random),
                                                               quote(made.texts[1], random))});
    }
    names.lists.push_back(std::move(made));
  }
}

void declare_lists(GeneratedModel& model, Names& names, Random& random) {
  const auto add = [&](const std::string& text) {
    model.lines.push_back({LineKind::kStatement, text});
  };
  if (random.chance(15)) use_library(model, names, random);
  if (random.chance(50)) {
    GeneratedList list{"our_texts", {random.pick(kTexts), random.pick(kTexts)}, {}, false, false};
    add(fmt::format("list {} = [{},\n  {}]", list.name, quote(list.texts[0], random),
                    quote(list.texts[1], random)));
    names.lists.push_back(std::move(list));
  }
  if (random.chance(40)) {
    const SpelledNumber& first = random.pick(kNumbers);
    const SpelledNumber& second = random.pick(kNumbers);
    add(fmt::format("list our_numbers = [{}, {}]", first.spelling, second.spelling));
    names.lists.push_back({"our_numbers", {}, {first.value, second.value}, false, false});
  }
  if (random.chance(40)) {
    GeneratedList list{"our_pages", {random.pick(kPages), random.pick(kPages)}, {}, true, false};
    add(fmt::format("list {} = [{}, {}]", list.name, quote_page_pattern(list.texts[0], random),
                    quote_page_pattern(list.texts[1], random)));
    names.lists.push_back(std::move(list));
  }
}

}  // namespace leadscore::differential
