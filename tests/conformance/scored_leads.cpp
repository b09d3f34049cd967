#include "tests/conformance/scored_leads.hpp"

#include "base/decimal.hpp"
#include "runtime/batch/batch_scorer.hpp"
#include "runtime/explain.hpp"
#include "runtime/records/record_reader.hpp"
#include "runtime/scorer.hpp"
#include "tests/reference/reference.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <stdlib.h>

namespace leadscore::conformance {
namespace {

/// A folder that goes away with this object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "leadscore-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

Json with_stages(Json answer, const Json& stages, bool is_disqualified) {
  answer["stages"] = stages;
  answer["disqualified"] = is_disqualified;
  answer["stage"] = stages.empty() ? Json(nullptr) : stages.back();
  if (is_disqualified) answer["stage"] = "disqualified";
  return answer;
}

/// The name of a grade's step; the number of its steps stands for `otherwise`.
template <class Grade>
TextId step_name(const Grade& grade, std::uint32_t step) {
  return step < grade.steps.size() ? grade.steps[step].name : grade.otherwise;
}

constexpr std::string_view kWhole = "score";  // how the score's own grade is called

Json answer_of(const bytecode::Program& program, const runtime::LeadBatch& batch,
               const runtime::ScoreBatch& scores, std::size_t lead) {
  const auto text = [&program](TextId id) { return std::string(program.texts.text(id)); };
  Json answer = {{"id", batch.id(lead)}, {"score", nullptr}};
  if (!scores.applies(lead)) return with_stages(answer, Json::array(), false);
  answer["score"] = format_points(scores.scores[lead]);
  answer["parts"] = Json::object();
  for (const bytecode::PartId part : program.parts.ids()) {
    answer["parts"][text(program.parts[part].name)] = format_points(scores.part(lead, part));
  }
  answer["grades"] = Json::object();
  for (const bytecode::GradeId id : program.grades.ids()) {
    const bytecode::Grade& grade = program.grades[id];
    const bool is_of_part = grade.part.is_valid();
    answer["grades"][is_of_part ? text(program.parts[grade.part].name) : std::string(kWhole)] =
        text(step_name(grade, scores.grade(lead, id)));
  }
  const std::int32_t route = scores.route(lead);
  answer["route"] = nullptr;
  if (route != runtime::ScoreBatch::kNone) {
    const bytecode::RouteId id(static_cast<std::uint32_t>(route));
    answer["route"] = text(program.routes[id].name);
  }
  answer["alerts"] = Json::array();
  for (const bytecode::AlertId alert : program.alerts.ids()) {
    if (scores.is_raised(lead, alert)) answer["alerts"].push_back(text(program.alerts[alert].name));
  }
  Json stages = Json::array();
  for (const bytecode::StageId stage : program.stages.ids()) {
    if (scores.is_met(lead, stage)) stages.push_back(text(program.stages[stage].name));
  }
  return with_stages(answer, stages, scores.disqualified[lead] != 0);
}

// ---- The twin -----------------------------------------------------------------------------------

/// Where a contribution stands in the file.
Span span_of(const model::Model& model, const model::Contribution& contribution) {
  if (const auto* rule = std::get_if<model::RuleId>(&contribution.source)) {
    return model.rules[*rule].span;
  }
  if (const auto* table = std::get_if<model::TableId>(&contribution.source)) {
    return model.tables[*table].span;
  }
  return model.best_ofs[std::get<model::BestOfId>(contribution.source)].span;
}

Json contributions_of(const Compilation& compilation, const reference::Answer& twin) {
  Json contributions = Json::array();
  for (std::size_t i = 0; i < twin.contributions.size(); ++i) {
    const std::int64_t points = twin.contributions[i].points_thousandths;
    if (points == 0) continue;
    const Span span = span_of(*compilation.model, compilation.model->contributions[i]);
    contributions.push_back({{"line", compilation.sources.locate(span.file, span.begin).line},
                             {"points", format_points(points)}});
  }
  return contributions;
}

Json answer_of(const Compilation& compilation, const reference::Answer& twin) {
  const model::Model& model = *compilation.model;
  const auto text = [&model](TextId id) { return std::string(model.texts.text(id)); };
  Json answer = {{"score", nullptr}};
  if (!twin.applies) return with_stages(answer, Json::array(), false);
  answer["score"] = format_points(twin.score_thousandths);
  answer["parts"] = Json::object();
  for (const model::PartId part : model.parts.ids()) {
    answer["parts"][text(model.parts[part].name)] =
        format_points(twin.parts_thousandths[part.value]);
  }
  answer["grades"] = Json::object();
  for (const model::GradeId id : model.grades.ids()) {
    const model::Grade& grade = model.grades[id];
    answer["grades"][grade.part ? text(model.parts[*grade.part].name) : std::string(kWhole)] =
        text(step_name(grade, twin.grades[id.value]));
  }
  answer["route"] = nullptr;
  if (twin.route) answer["route"] = text(model.routes[*twin.route].name);
  answer["alerts"] = Json::array();
  for (std::size_t i = 0; i < twin.alerts.size(); ++i) {
    if (twin.alerts[i]) answer["alerts"].push_back(text(model.alerts[i].name));
  }
  answer["contributions"] = contributions_of(compilation, twin);
  Json stages = Json::array();
  for (const model::StageId stage : model.stages.ids()) {
    if (twin.stages_met[stage.value]) stages.push_back(text(model.stages[stage].name));
  }
  return with_stages(answer, stages, twin.is_disqualified);
}

/// As an explanation has them.
Json contributions_of(const bytecode::Program& program, const runtime::Explanation& explanation) {
  Json contributions = Json::array();
  for (const runtime::Reason& reason : explanation.reasons) {
    if (reason.points_thousandths == 0) continue;
    contributions.push_back({{"line", runtime::wording_of(program, reason).line},
                             {"points", format_points(reason.points_thousandths)}});
  }
  return contributions;
}

}  // namespace

std::vector<Json> score_leads(const bytecode::Program& program, const std::string& records,
                              TimeMs as_of) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "leads.jsonl";
  std::ofstream(file, std::ios::binary) << records;

  runtime::ReaderOptions options;
  options.path = file.string();
  options.on_reject = [](const runtime::Reject& reject) {
    throw std::runtime_error(fmt::format("line {}: {}", reject.line, reject.reason));
  };
  const auto reader = runtime::RecordReader::open(program, options);
  const runtime::Scorer scorer(program);
  runtime::LeadBatch batch(program);
  runtime::Workspace workspace;
  runtime::ScoreBatch scores;
  const runtime::BatchScorer batch_scorer(scorer);
  runtime::BatchWorkspace batch_workspace;
  runtime::ScoreBatch batch_scores;
  std::vector<Json> answers;
  constexpr std::size_t kLeadsAtOnce = 3;  // so that cases with more cross a batch's end
  while (true) {
    (*reader)->read(batch, kLeadsAtOnce).value();
    if (batch.size() == 0) return answers;
    scores.reset(program, batch.size());
    scorer.score(batch, as_of, workspace, scores);
    batch_scorer.score(batch, as_of, batch_workspace, batch_scores);
    if (scores != batch_scores) throw std::runtime_error("the engines do not agree");
    for (std::size_t lead = 0; lead < batch.size(); ++lead) {
      answers.push_back(answer_of(program, batch, scores, lead));
      answers.back()["contributions"] =
          contributions_of(program, runtime::explain(scorer, batch, lead, as_of, workspace));
    }
  }
}

std::vector<Json> score_leads_slowly(const Compilation& compilation, const std::string& records,
                                     TimeMs as_of) {
  std::vector<Json> leads;
  std::istringstream lines(records);
  for (std::string line; std::getline(lines, line);) leads.push_back(Json::parse(line));
  std::vector<Json> answers;
  for (const Json& lead : reference::group_segment(leads)) {
    answers.push_back(answer_of(compilation, reference::evaluate(*compilation.model, lead, as_of)));
    if (lead.contains("id")) answers.back()["id"] = lead["id"];
  }
  return answers;
}

std::string difference(const Json& expected, const Json& actual) {
  std::string differences;
  for (const auto& [key, value] : expected.items()) {
    if (key == "parts" || key == "grades") {
      const Json found = actual.value(key, Json::object());
      for (const auto& [part, points] : value.items()) {
        if (found.value(part, Json()) != points) {
          differences += fmt::format("{} of {}: expected {}, not {}\n", key, part, points.dump(),
                                     found.value(part, Json()).dump());
        }
      }
    } else if (actual.value(key, Json()) != value) {
      differences += fmt::format("{}: expected {}, not {}\n", key, value.dump(),
                                 actual.value(key, Json()).dump());
    }
  }
  return differences;
}

}  // namespace leadscore::conformance
