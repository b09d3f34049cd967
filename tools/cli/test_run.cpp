#include "tools/cli/test_run.hpp"

#include "base/decimal.hpp"
#include "base/text/fold.hpp"
#include "runtime/output/wording.hpp"
#include "runtime/scorer.hpp"
#include "tools/cli/test_lead.hpp"
#include "tools/cli/waterfall.hpp"

#include <fmt/format.h>

#include <variant>
#include <vector>

namespace leadscore::cli {
namespace {

/// An expectation that was not met, in words.
struct Miss {
  std::uint32_t line = 0;
  std::string expected;
  std::string actual;
};

/// Holds the expectations of one test against its lead's score. Parts and stages have the same
/// order in the model and in the program.
class Judge {
 public:
  Judge(const model::Model& model, const runtime::ScoredLead& lead) : model_(model), lead_(lead) {}

  std::optional<Miss> operator()(const model::ExpectScore& expected) const {
    const std::int64_t actual =
        expected.part ? lead_.scores.part(lead_.lead, bytecode::PartId(expected.part->value))
                      : lead_.scores.scores[lead_.lead];
    if (actual >= expected.least && actual <= expected.most) return std::nullopt;
    const std::string_view what = expected.part ? name(model_.parts[*expected.part].name) : "score";
    std::string wanted = format_points(expected.least);
    if (expected.least != expected.most) {
      wanted = fmt::format("between {} and {}", wanted, format_points(expected.most));
    }
    return Miss{0, fmt::format("{} {}", what, wanted),
                fmt::format("{} {}", what, format_points(actual))};
  }

  std::optional<Miss> operator()(const model::ExpectMet& expected) const {
    const bool is_met = lead_.scores.is_met(lead_.lead, bytecode::StageId(expected.stage.value));
    if (is_met == expected.is_met) return std::nullopt;
    const std::string_view stage = name(model_.stages[expected.stage].name);
    return Miss{0, fmt::format("{}{}", expected.is_met ? "" : "not ", stage),
                fmt::format("{} is {}", stage, is_met ? "met" : "not met")};
  }

  std::optional<Miss> operator()(const model::ExpectStage& expected) const {
    const std::string_view wanted =
        expected.stage ? name(model_.stages[*expected.stage].name) : "no stage";
    const std::string_view actual = runtime::stage_name_of(lead_).value_or("no stage");
    if (actual == wanted) return std::nullopt;
    return Miss{0, fmt::format("{}{}", expected.stage ? "stage " : "", wanted),
                fmt::format("{}{}", actual == "no stage" ? "" : "stage ", actual)};
  }

  std::optional<Miss> operator()(const model::ExpectDisqualified& expected) const {
    const bool is_disqualified = lead_.scores.disqualified[lead_.lead] != 0;
    if (is_disqualified == expected.is_disqualified) return std::nullopt;
    return Miss{0, expected.is_disqualified ? "disqualified" : "not disqualified",
                is_disqualified ? "disqualified" : "not disqualified"};
  }

 private:
  std::string_view name(TextId text) const { return model_.texts.text(text); }

  const model::Model& model_;
  const runtime::ScoredLead& lead_;
};

class TestRun {
 public:
  TestRun(const Compilation& compilation, const Stream& stream)
      : compilation_(compilation),
        model_(*compilation.model),
        program_(*compilation.program),
        stream_(stream),
        scorer_(program_) {}

  void run(const model::TestBlock& block) {
    const runtime::LeadBatch batch = make_test_lead(model_, block, program_);
    runtime::ScoreBatch scores;
    scores.reset(program_, batch.size());
    scorer_.score(batch, block.as_of, workspace_, scores);
    runtime::ScoredLead lead{program_, batch, scores, 0};
    const std::vector<Miss> misses = misses_of(block, lead);
    const std::string_view name = model_.texts.text(block.name);
    if (misses.empty()) {
      ++report_.passed;
      report_.text += fmt::format("{}  {}\n", painted(stream_, Colour::kGreen, "pass"), name);
      return;
    }
    ++report_.failed;
    report_.text += fmt::format("{}  {}\n", painted(stream_, Colour::kRed, "FAIL"), name);
    for (const Miss& miss : misses) show(miss);
    const runtime::Explanation explanation =
        runtime::explain(scorer_, batch, 0, block.as_of, workspace_);
    lead.explanation = &explanation;
    report_.text += '\n' + indented(waterfall(lead, block.as_of, stream_)) + '\n';
  }

  TestReport take_report() { return std::move(report_); }
  void leave_out() { ++report_.left_out; }

 private:
  std::vector<Miss> misses_of(const model::TestBlock& block,
                              const runtime::ScoredLead& lead) const {
    std::vector<Miss> misses;
    for (const model::Expectation& expectation : block.expectations) {
      auto miss = std::visit(Judge(model_, lead), expectation.node);
      if (!miss) continue;
      miss->line = compilation_.sources.locate(expectation.span.file, expectation.span.begin).line;
      misses.push_back(std::move(*miss));
    }
    return misses;
  }

  void show(const Miss& miss) {
    const std::string place =
        fmt::format("{}:{}", compilation_.sources.name(compilation_.file), miss.line);
    report_.text += fmt::format("      {}\n        expected: {}\n        actual:   {}\n", place,
                                painted(stream_, Colour::kBold, miss.expected),
                                painted(stream_, Colour::kRed, miss.actual));
  }

  static std::string indented(std::string_view text) {
    std::string shown;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (end > 0) shown += fmt::format("      {}", text.substr(0, end));
      shown += '\n';
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return shown;
  }

  const Compilation& compilation_;
  const model::Model& model_;
  const bytecode::Program& program_;
  const Stream& stream_;
  runtime::Scorer scorer_;
  runtime::Workspace workspace_;
  TestReport report_;
};

}  // namespace

TestReport run_tests(const Compilation& compilation, std::optional<std::string_view> filter,
                     const Stream& stream) {
  TestRun run(compilation, stream);
  const std::string wanted = filter ? text::fold_untrimmed(*filter) : std::string();
  for (const model::TestBlock& block : compilation.model->test_blocks) {
    const std::string name = text::fold_untrimmed(compilation.model->texts.text(block.name));
    if (name.find(wanted) == std::string::npos) {
      run.leave_out();
    } else {
      run.run(block);
    }
  }
  return run.take_report();
}

}  // namespace leadscore::cli
