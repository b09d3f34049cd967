#include "tools/cli/bounds.hpp"

#include "base/decimal.hpp"
#include "compiler/prove/prove.hpp"
#include "runtime/output/wording.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/output_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>

namespace leadscore::cli {
namespace {

using Json = nlohmann::ordered_json;
using prove::Possibility;
using prove::Range;

Json json_of(const std::optional<std::int64_t>& thousandths) {
  if (!thousandths) return nullptr;
  return Json::parse(format_points(*thousandths));
}

std::string text_of(const Range& range) {
  const auto end = [](const auto& value) { return value ? format_points(*value) : "no bound"; };
  return fmt::format("least {}, most {}", end(range.least), end(range.most));
}

std::string_view word_of(Possibility possibility) {
  switch (possibility) {
    case Possibility::kNever:
      return "never";
    case Possibility::kAlways:
      return "always";
    case Possibility::kSometimes:
      return "sometimes";
  }
  return {};
}

/// The first line of what is written there.
std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

/// The bounds of one model, gathered once for both formats.
class ModelBounds {
 public:
  explicit ModelBounds(const Compilation& compilation)
      : compilation_(compilation), model_(*compilation.model), prover_(model_) {}

  [[nodiscard]] std::string text() const {
    std::string out = fmt::format("{}\n", compilation_.sources.name(compilation_.file));
    for (const model::PartId part : model_.parts.ids()) {
      out += fmt::format("  {}: {}\n", name(model_.parts[part].name), text_of(prover_.range(part)));
    }
    out += fmt::format("  score: {}\n", text_of(prover_.score()));
    for (const model::StageId stage : model_.stages.ids()) out += text_of_stage(stage);
    for (const model::Never& never : model_.nevers) {
      const bool is_proved = prover_.possibility(never.condition) == Possibility::kNever;
      out += fmt::format("  {}: {}\n", first_line(compilation_.sources.text(never.span)),
                         is_proved ? "proved" : "not proved");
    }
    return out;
  }

  [[nodiscard]] Json json() const {
    Json parts = Json::array();
    for (const model::PartId part : model_.parts.ids()) {
      const Range range = prover_.range(part);
      parts.push_back({{"name", name(model_.parts[part].name)},
                       {"least", json_of(range.least)},
                       {"most", json_of(range.most)}});
    }
    Json stages = Json::array();
    for (const model::StageId stage : model_.stages.ids()) stages.push_back(json_of_stage(stage));
    Json nevers = Json::array();
    for (const model::Never& never : model_.nevers) {
      nevers.push_back({{"line", compilation_.sources.line_of(never.span.file, never.span.begin)},
                        {"proved", prover_.possibility(never.condition) == Possibility::kNever}});
    }
    return {{"model", compilation_.sources.name(compilation_.file)},
            {"parts", std::move(parts)},
            {"score",
             {{"least", json_of(prover_.score().least)}, {"most", json_of(prover_.score().most)}}},
            {"stages", std::move(stages)},
            {"nevers", std::move(nevers)}};
  }

 private:
  [[nodiscard]] std::string name(TextId id) const { return std::string(model_.texts.text(id)); }

  [[nodiscard]] Span span_of(std::size_t contribution) const {
    const auto& source = model_.contributions[contribution].source;
    if (const auto* rule = std::get_if<model::RuleId>(&source)) return model_.rules[*rule].span;
    if (const auto* table = std::get_if<model::TableId>(&source)) return model_.tables[*table].span;
    return model_.best_ofs[std::get<model::BestOfId>(source)].span;
  }

  [[nodiscard]] std::string text_of_stage(model::StageId id) const {
    const model::Stage& stage = model_.stages[id];
    const prove::StageReach reach = prover_.reach(id);
    const std::string stage_name = name(stage.name);
    if (reach.short_by_thousandths > 0) {
      return fmt::format("  {} needs {}; the most a lead can get is {}\n", stage_name,
                         format_points(*stage.at_thousandths), format_points(*reach.range.most));
    }
    if (reach.possibility == Possibility::kNever) {
      return fmt::format("  {}: no lead can be in it, as its condition is never true\n",
                         stage_name);
    }
    if (reach.possibility == Possibility::kAlways) {
      return fmt::format("  {}: every lead is in it\n", stage_name);
    }
    if (!stage.at_thousandths) return fmt::format("  {}: asks for no score\n", stage_name);
    const std::string at = format_points(*stage.at_thousandths);
    if (reach.smallest.empty()) return fmt::format("  {} at {}: can be reached\n", stage_name, at);
    std::string out = fmt::format("  {} at {}: {} with {}\n", stage_name, at,
                                  reach.is_smallest_proved ? "reached at the least" : "reached",
                                  runtime::counted(reach.smallest.size(), "rule"));
    for (const std::size_t i : reach.smallest) {
      const Span span = span_of(i);
      out += fmt::format("    {}: {}\n", compilation_.sources.line_of(span.file, span.begin),
                         first_line(compilation_.sources.text(span)));
    }
    return out;
  }

  [[nodiscard]] Json json_of_stage(model::StageId id) const {
    const model::Stage& stage = model_.stages[id];
    const prove::StageReach reach = prover_.reach(id);
    Json rules = Json::array();
    for (const std::size_t i : reach.smallest) {
      const Span span = span_of(i);
      rules.push_back({{"file", compilation_.sources.name(span.file)},
                       {"line", compilation_.sources.line_of(span.file, span.begin)},
                       {"text", first_line(compilation_.sources.text(span))}});
    }
    return {{"name", name(stage.name)},
            {"at", json_of(stage.at_thousandths)},
            {"reached", word_of(reach.possibility)},
            {"short_by", json_of(reach.short_by_thousandths)},
            {"smallest", std::move(rules)},
            {"smallest_is_proved", reach.is_smallest_proved}};
  }

  const Compilation& compilation_;
  const model::Model& model_;
  prove::Prover prover_;
};

}  // namespace

ExitCode show_bounds(const Options& options, Console& console) {
  const auto paths = find_models(options.files);
  if (!paths) {
    console.say_error(paths.error().message);
    return ExitCode::kUsage;
  }
  const bool is_json = options.format == "json";
  Json models = Json::array();
  std::string text;
  ExitCode exit_code = ExitCode::kFine;
  for (const std::string& path : *paths) {
    const UsableModel model = load_usable_model(path, console);
    if (!model.compilation) {
      exit_code = model.exit_code;
      continue;
    }
    const ModelBounds bounds(*model.compilation);
    if (is_json) {
      models.push_back(bounds.json());
    } else {
      text += bounds.text();
    }
  }
  if (is_json) text = models.dump(2) + "\n";
  const ExitCode printed = print(text, console);
  return printed == ExitCode::kFine ? exit_code : printed;
}

}  // namespace leadscore::cli
