#include "tests/conformance/scored_leads.hpp"

#include "base/decimal.hpp"
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

Json contributions_of(const bytecode::Program& program, const runtime::Explanation& why) {
  Json contributions = Json::array();
  for (const runtime::Reason& reason : why.rules) {
    if (reason.points_thousandths == 0) continue;
    contributions.push_back({{"line", program.rules[reason.rule].wording.line},
                             {"points", format_points(reason.points_thousandths)}});
  }
  return contributions;
}

Json with_stages(Json answer, const Json& stages, bool is_disqualified) {
  answer["stages"] = stages;
  answer["disqualified"] = is_disqualified;
  answer["stage"] = stages.empty() ? Json(nullptr) : stages.back();
  if (is_disqualified) answer["stage"] = "disqualified";
  return answer;
}

Json answer_of(const bytecode::Program& program, const runtime::LeadBatch& batch,
               const runtime::ScoreBatch& scores, std::size_t lead) {
  Json answer = {{"id", batch.id(lead)}, {"score", format_points(scores.scores[lead])}};
  Json parts = Json::object();
  for (const bytecode::PartId part : program.parts.ids()) {
    parts[std::string(program.texts.text(program.parts[part].name))] =
        format_points(scores.part(lead, part));
  }
  answer["parts"] = parts;
  Json stages = Json::array();
  for (const bytecode::StageId stage : program.stages.ids()) {
    if (scores.is_met(lead, stage))
      stages.push_back(program.texts.text(program.stages[stage].name));
  }
  return with_stages(answer, stages, scores.disqualified[lead] != 0);
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
  std::vector<Json> answers;
  constexpr std::size_t kLeadsAtOnce = 3;  // so that cases with more cross a batch's end
  while (true) {
    (*reader)->read(batch, kLeadsAtOnce).value();
    if (batch.size() == 0) return answers;
    scores.reset(program, batch.size());
    scorer.score(batch, as_of, workspace, scores);
    for (std::size_t lead = 0; lead < batch.size(); ++lead) {
      answers.push_back(answer_of(program, batch, scores, lead));
      answers.back()["contributions"] =
          contributions_of(program, runtime::explain(program, batch, lead, as_of, workspace));
    }
  }
}

std::vector<Json> score_leads_slowly(const model::Model& model, const std::string& records,
                                     TimeMs as_of) {
  std::vector<Json> answers;
  std::istringstream lines(records);
  for (std::string line; std::getline(lines, line);) {
    const reference::Answer twin = reference::evaluate(model, Json::parse(line), as_of);
    Json answer = {{"score", format_points(twin.score_thousandths)}, {"parts", Json::object()}};
    for (const model::PartId part : model.parts.ids()) {
      answer["parts"][std::string(model.texts.text(model.parts[part].name))] =
          format_points(twin.parts_thousandths[part.value]);
    }
    Json stages = Json::array();
    for (const model::StageId stage : model.stages.ids()) {
      if (twin.stages_met[stage.value])
        stages.push_back(model.texts.text(model.stages[stage].name));
    }
    answers.push_back(with_stages(answer, stages, twin.is_disqualified));
  }
  return answers;
}

std::string difference(const Json& expected, const Json& actual) {
  std::string differences;
  for (const auto& [key, value] : expected.items()) {
    if (key == "parts") {
      for (const auto& [part, points] : value.items()) {
        if (actual["parts"].value(part, Json()) != points) {
          differences += fmt::format("part {}: expected {}, not {}\n", part, points.dump(),
                                     actual["parts"].value(part, Json()).dump());
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
