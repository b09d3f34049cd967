#include "tests/differential/condition_generator.hpp"
#include "tests/differential/declaration_generator.hpp"
#include "tests/differential/generated_model.hpp"
#include "tests/differential/literals.hpp"
#include "tests/differential/outcome_generator.hpp"
#include "tests/differential/points_generator.hpp"

#include <fmt/format.h>

#include <set>

namespace leadscore::differential {
namespace {

// A later one may use the earlier.
void add_defines(GeneratedModel& model, ConditionGenerator& conditions, Names& names,
                 Random& random) {
  for (const char* name : {"is_ours", "is_hot"}) {
    if (!random.chance(40)) continue;
    const std::string text = conditions.condition(names, 1 + random.below(3)).text;
    model.lines.push_back({LineKind::kStatement, fmt::format("define {}: {}", name, text)});
    names.defines.emplace_back(name);
  }
}

void add_model_line(GeneratedModel& model, ConditionGenerator& conditions, const Names& names,
                    Random& random) {
  if (!random.chance(40)) return;
  GeneratedLine line{LineKind::kModel, "model " + quote(random.pick(kTexts), random)};
  if (random.chance(60)) {
    GeneratedCondition condition = conditions.condition(names, 1 + random.below(2));
    if (random.chance(70)) {  // else few leads are inside
      condition.text = fmt::format("not ({})", condition.text);
      condition.constructs = {"not"};
    }
    line.text += " for " + condition.text;
    line.constructs = std::move(condition.constructs);
    line.constructs.insert("model ... for");
  }
  model.lines.push_back(std::move(line));
}

// The statement's end: a line end, `;`, or a comment and a line end.
std::string statement_end(Random& random) {
  if (random.chance(15)) return "; ";
  if (random.chance(10)) return "  # \"a\" comment; with signs +5\n";
  return random.chance(10) ? "\n\n" : "\n";
}

}  // namespace

GeneratedModel generate_model(Random& random) {
  GeneratedModel model;
  Names names;
  ConditionGenerator conditions(model, random);
  declare_fields_and_kinds(model, random);
  declare_lists(model, names, random);
  add_defines(model, conditions, names, random);
  add_model_line(model, conditions, names, random);
  PointsGenerator(model, conditions, random).generate(names);
  OutcomeGenerator(model, conditions, random).generate(names);
  return model;
}

std::string render(const std::vector<GeneratedLine>& lines, Random random) {
  std::string fields;
  std::string rest;
  std::set<std::string> begun;  // parts whose bounds and decay were written
  for (std::size_t index = 0; index < lines.size(); ++index) {
    const GeneratedLine& line = lines[index];
    if (line.kind == LineKind::kField) {
      fields += line.text + (random.chance(20) ? "; " : "\n  ");
    } else if (line.part.empty()) {
      rest += line.text + statement_end(random);
    } else {
      const bool is_first = begun.insert(line.part).second;
      rest +=
          fmt::format("score {}{} {{ {}", line.part, is_first ? line.part_header : "", line.text);
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
