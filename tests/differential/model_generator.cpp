#include "tests/differential/condition_generator.hpp"
#include "tests/differential/generated_model.hpp"
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
    NamedType{"job_title", FieldType::kText},
    NamedType{"company.city", FieldType::kText},
    NamedType{"größe", FieldType::kText},
    NamedType{"employees", FieldType::kNumber},
    NamedType{"company.size2", FieldType::kNumber},
    NamedType{"vip", FieldType::kYesNo},
    NamedType{"opted_in", FieldType::kYesNo},
    NamedType{"created_at", FieldType::kTime},
    NamedType{"renewal", FieldType::kTime},
    NamedType{"interests", FieldType::kList},
    NamedType{"Tags", FieldType::kList},
    NamedType{"plan", FieldType::kOneOf},
};

constexpr std::array kPartNames = {"fit", "engagement", "Übrig"};
constexpr std::array kStageNames = {"nurture", "mql", "sql", "lead", "opened"};

class ModelGenerator {
 public:
  explicit ModelGenerator(Random& random) : random_(random), conditions_(model_, random) {}

  GeneratedModel generate() {
    if (random_.chance(30)) add("model " + quote(random_.pick(kTexts), random_));
    add_fields();
    add_kinds();
    add_lists();
    add_defines();
    add_rules();
    add_outcomes();
    return std::move(model_);
  }

 private:
  GeneratedLine& add(std::string text, LineKind kind = LineKind::kStatement) {
    model_.lines.push_back({kind, std::move(text), {}, {}});
    return model_.lines.back();
  }

  void add_fields() {
    const bool is_declared = random_.chance(60);
    for (const NamedType& named : kFieldPool) {
      if (!random_.chance(60) && !model_.fields.empty()) continue;
      if (!is_declared && named.type == FieldType::kOneOf) continue;
      const std::string name(named.name);
      model_.fields.push_back({name, name, named.type, {}, {}, {}});
      if (is_declared) declare(model_.fields.back());
    }
  }

  // One line of `lead { }`: NAME: TYPE [= VALUE] [from "KEY"] [unknown as VALUE, ...]
  void declare(GeneratedField& field) {
    std::set<std::string> constructs;
    std::string text = fmt::format("{}: {}", field.name, type_words(field.type));
    if (field.type != FieldType::kList && random_.chance(30)) {
      text += " = " + value(field);
      constructs.insert("default");
    }
    if (random_.chance(25)) {
      field.key = random_.chance(50) ? "The " + field.name : "Company Größe " + field.name;
      text += " from " + quote(field.key, random_);
      constructs.insert("from");
    }
    if (random_.chance(30)) {
      text += " unknown as " + unknown_value(field);
      if (random_.chance(40)) text += ", " + unknown_value(field);
      constructs.insert("unknown as");
    }
    field.constructs = constructs;
    add(text, LineKind::kField);
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
      case FieldType::kNumber:
        field.numbers.push_back(random_.pick(kNumbers).value);
        return std::string(spelling_of(field.numbers.back()));
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

  static std::string_view spelling_of(double value) {
    return std::find_if(kNumbers.begin(), kNumbers.end(),
                        [&](const SpelledNumber& spelled) { return spelled.value == value; })
        ->spelling;
  }

  // A text, which every type takes, or a number where the field is one.
  std::string unknown_value(GeneratedField& field) {
    if (field.type == FieldType::kNumber && random_.chance(70)) return value(field);
    field.texts.push_back(random_.pick(kTexts));
    return quote(field.texts.back(), random_);
  }

  void add_kinds() {
    for (const GeneratedKind& kind : kPreludeKinds) {
      if (random_.chance(30) || model_.kinds.empty()) model_.kinds.push_back(kind);
    }
    if (random_.chance(30)) {
      model_.kinds.push_back({"demo_asked",
                              "product",
                              false,
                              {"demo_asked", "Demo Requested"},
                              {},
                              {"event ... from"}});
      add("event demo_asked(product) from \"Demo Requested\"");
    }
    if (random_.chance(20)) {
      model_.kinds.push_back({"read", "seite", true, {"read"}, {}, {"event ... path"}});
      add("event read(seite: path)");
    }
  }

  void add_lists() {
    if (random_.chance(50)) {
      GeneratedList list{"our_texts", {random_.pick(kTexts), random_.pick(kTexts)}, {}, false};
      add(fmt::format("list {} = [{},\n  {}]", list.name, quote(list.texts[0], random_),
                      quote(list.texts[1], random_)));
      names_.lists.push_back(std::move(list));
    }
    if (random_.chance(40)) {
      const SpelledNumber& first = random_.pick(kNumbers);
      const SpelledNumber& second = random_.pick(kNumbers);
      add(fmt::format("list our_numbers = [{}, {}]", first.spelling, second.spelling));
      names_.lists.push_back({"our_numbers", {}, {first.value, second.value}, false});
    }
    if (random_.chance(40)) {
      GeneratedList list{"our_pages", {random_.pick(kPages), random_.pick(kPages)}, {}, true};
      add(fmt::format("list {} = [{}, {}]", list.name, quote_page_pattern(list.texts[0], random_),
                      quote_page_pattern(list.texts[1], random_)));
      names_.lists.push_back(std::move(list));
    }
  }

  // A later one may use the earlier; the file's order is shuffled by where they stand among rules.
  void add_defines() {
    for (const char* name : {"is_ours", "is_hot"}) {
      if (!random_.chance(40)) continue;
      const std::string text = conditions_.condition(names_, 1 + random_.below(3)).text;
      add(fmt::format("define {}: {}", name, text));
      names_.defines.emplace_back(name);
    }
  }

  std::string points() {
    static constexpr std::array kPoints = {"+15",  "-10",    "+2.5",     "+0.001", "-0.001",
                                           "+1k",  "+1_000", "+1000000", "-1.125", "+3",
                                           "+5.0", "+0",     "+12.5"};
    return random_.pick(kPoints);
  }

  void add_rules() {
    const std::size_t count = 4 + random_.below(10);
    for (std::size_t index = 0; index < count; ++index) {
      const std::size_t size = random_.chance(60) ? 1 : 2 + random_.below(4);
      const GeneratedCondition condition = conditions_.condition(names_, size);
      std::string text =
          fmt::format("when {}{}{}", condition.text, random_.chance(10) ? "\n  " : " ", points());
      const bool has_because = random_.chance(15);
      if (has_because) {
        text += random_.chance(30) ? "\n  because " : " because ";
        text += quote(random_.pick(kTexts), random_);
      }
      GeneratedLine& line = add(text, LineKind::kRule);
      line.constructs = condition.constructs;
      if (has_because) line.constructs.insert("because");
      if (random_.chance(50)) {
        line.part = random_.pick(kPartNames);
        line.constructs.insert("rule in a part");
        remember_part(line.part);
      }
    }
  }

  void remember_part(const std::string& part) {
    std::vector<std::string>& parts = parts_;
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
  }

  void add_outcomes() {
    names_.parts = parts_;
    names_.has_scores = true;
    for (const char* name : kStageNames) {
      if (random_.chance(60)) add_stage(name);
    }
    names_.stages.clear();
    for (std::size_t count = random_.below(3); count > 0; --count) {
      const GeneratedCondition condition = conditions_.condition(names_, 1 + random_.below(2));
      GeneratedLine& line = add("disqualify when " + condition.text, LineKind::kDisqualify);
      line.constructs = condition.constructs;
      line.constructs.insert("disqualify");
      if (random_.chance(30)) line.text += " because \"no\"";
    }
  }

  void add_stage(const std::string& name) {
    static constexpr std::array kBounds = {"0", "10", "-5", "12.5", "40", "1k", "0.001"};
    const bool has_bound = random_.chance(60);
    const bool has_condition = !has_bound || random_.chance(40);
    std::string text = name;
    GeneratedLine line{LineKind::kStage, {}, {}, {}};
    if (has_bound) {
      text += fmt::format(" at {}", random_.pick(kBounds));
      line.constructs.insert(has_condition ? "stage at ... when" : "stage at");
    }
    if (has_condition) {
      const GeneratedCondition condition = conditions_.condition(names_, 1 + random_.below(3));
      text += " when " + condition.text;
      line.constructs.insert(condition.constructs.begin(), condition.constructs.end());
      if (!has_bound) line.constructs.insert("stage when");
    }
    line.text = text;
    model_.lines.push_back(line);
    names_.stages.push_back(name);
  }

  Random& random_;
  GeneratedModel model_;
  ConditionGenerator conditions_;
  Names names_;
  std::vector<std::string> parts_;
};

// The statement's end: a line end, `;`, or a comment and a line end.
std::string statement_end(Random& random) {
  if (random.chance(15)) return "; ";
  if (random.chance(10)) return "  # \"a\" comment; with signs +5\n";
  return random.chance(10) ? "\n\n" : "\n";
}

}  // namespace

GeneratedModel generate_model(Random& random) { return ModelGenerator(random).generate(); }

std::string render(const std::vector<GeneratedLine>& lines, Random random) {
  std::string fields;
  std::string rest;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    const GeneratedLine& line = lines[index];
    if (line.kind == LineKind::kField) {
      fields += line.text + (random.chance(20) ? "; " : "\n  ");
    } else if (line.part.empty()) {
      rest += line.text + statement_end(random);
    } else {
      rest += fmt::format("score {} {{ {}", line.part, line.text);
      while (index + 1 < lines.size() && lines[index + 1].part == line.part) {
        rest += (random.chance(30) ? "; " : "\n  ") + lines[++index].text;
      }
      rest += (random.chance(50) ? "\n}" : " }") + statement_end(random);
    }
  }
  if (fields.empty()) return rest;
  const std::string block = fmt::format("lead {{\n  {}\n}}\n", fields);
  return random.chance(50) ? block + rest : rest + "\n" + block;
}

}  // namespace leadscore::differential
