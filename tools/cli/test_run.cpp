#include "tools/cli/test_run.hpp"

#include "base/decimal.hpp"
#include "base/text/fold.hpp"
#include "runtime/output/wording.hpp"
#include "runtime/scorer.hpp"
#include "tools/cli/test_lead.hpp"
#include "tools/cli/waterfall.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::cli {
namespace {

using Miss = TestMiss;

/// Holds the expectations of one test against its lead's score. Parts, grades and stages have the
/// same order in the model and in the program.
class Judge {
 public:
  Judge(const model::Model& model, const runtime::ScoredLead& lead) : model_(model), lead_(lead) {}

  std::optional<Miss> operator()(const model::ExpectScore& expected) const {
    const std::string_view what = expected.part ? name(model_.parts[*expected.part].name) : "score";
    std::string wanted = fmt::format("{} {}", what, format_points(expected.least));
    if (expected.least != expected.most) {
      wanted = fmt::format("{} between {} and {}", what, format_points(expected.least),
                           format_points(expected.most));
    }
    if (!lead_.scores.applies(lead_.lead)) return outside(std::move(wanted));
    const std::int64_t actual =
        expected.part ? lead_.scores.part(lead_.lead, bytecode::PartId(expected.part->value))
                      : lead_.scores.scores[lead_.lead];
    if (actual >= expected.least && actual <= expected.most) return std::nullopt;
    return miss(std::move(wanted), fmt::format("{} {}", what, format_points(actual)));
  }

  std::optional<Miss> operator()(const model::ExpectMet& expected) const {
    const bool is_met = lead_.scores.is_met(lead_.lead, bytecode::StageId(expected.stage.value));
    if (is_met == expected.is_met) return std::nullopt;
    const std::string_view stage = name(model_.stages[expected.stage].name);
    return miss(fmt::format("{}{}", expected.is_met ? "" : "not ", stage),
                fmt::format("{} is {}", stage, is_met ? "met" : "not met"));
  }

  std::optional<Miss> operator()(const model::ExpectStage& expected) const {
    const std::string_view wanted =
        expected.stage ? name(model_.stages[*expected.stage].name) : "no stage";
    const std::string_view actual = runtime::stage_name_of(lead_).value_or("no stage");
    if (actual == wanted) return std::nullopt;
    return miss(fmt::format("{}{}", expected.stage ? "stage " : "", wanted),
                fmt::format("{}{}", actual == "no stage" ? "" : "stage ", actual));
  }

  std::optional<Miss> operator()(const model::ExpectDisqualified& expected) const {
    const bool is_disqualified = lead_.scores.disqualified[lead_.lead] != 0;
    if (is_disqualified == expected.is_disqualified) return std::nullopt;
    return miss(expected.is_disqualified ? "disqualified" : "not disqualified",
                is_disqualified ? "disqualified" : "not disqualified");
  }

  std::optional<Miss> operator()(const model::ExpectGrade& expected) const {
    const model::Grade& grade = model_.grades[expected.grade];
    const bytecode::GradeId id(expected.grade.value);
    const TextId step =
        expected.step < grade.steps.size() ? grade.steps[expected.step].name : grade.otherwise;
    const std::string_view what = runtime::graded_name(lead_.program, id);
    std::string wanted = fmt::format("{} grade \"{}\"", what, name(step));
    if (!lead_.scores.applies(lead_.lead)) return outside(std::move(wanted));
    const std::string_view actual = runtime::grade_name_of(lead_, id);
    if (actual == name(step)) return std::nullopt;
    return miss(std::move(wanted), fmt::format("{} grade \"{}\"", what, actual));
  }

  std::optional<Miss> operator()(const model::ExpectRoute& expected) const {
    const auto actual = runtime::route_name_of(lead_);
    const auto wanted = expected.name ? std::optional(name(*expected.name)) : std::nullopt;
    if (actual == wanted) return std::nullopt;
    const auto shown = [](std::optional<std::string_view> route) {
      return route ? fmt::format("route \"{}\"", *route) : std::string("no route");
    };
    return miss(shown(wanted), shown(actual));
  }

  std::optional<Miss> operator()(const model::ExpectAlert& expected) const {
    const std::vector<std::string_view> raised = runtime::alert_names_of(lead_);
    const bool is_met = expected.name
                            ? std::ranges::find(raised, name(*expected.name)) != raised.end()
                            : raised.empty();
    if (is_met) return std::nullopt;
    const std::string actual =
        raised.empty() ? "no alert"
                       : fmt::format("{} \"{}\"", raised.size() == 1 ? "alert" : "alerts",
                                     fmt::join(raised, "\", \""));
    return miss(expected.name ? fmt::format("alert \"{}\"", name(*expected.name)) : "no alert",
                actual);
  }

 private:
  static Miss miss(std::string expected, std::string actual) {
    return {.expected = std::move(expected), .actual = std::move(actual)};
  }

  static Miss outside(std::string expected) {
    return miss(std::move(expected), "none, as the model is not for this lead");
  }

  std::string_view name(TextId text) const { return model_.texts.text(text); }

  const model::Model& model_;
  const runtime::ScoredLead& lead_;
};

class TestRun {
 public:
  TestRun(const Compilation& compilation, const bytecode::Program& program, const Stream& stream)
      : compilation_(compilation),
        model_(*compilation.model),
        program_(program),
        stream_(stream),
        scorer_(program_) {}

  /// Whether its expectations are met; nothing is reported.
  [[nodiscard]] bool passes(const model::TestBlock& block) {
    const runtime::LeadBatch batch = make_test_lead(model_, block, program_);
    runtime::ScoreBatch scores;
    scores.reset(program_, batch.size());
    scorer_.score(batch, block.as_of, workspace_, scores);
    return misses_of(block, {program_, batch, scores, 0}).empty();
  }

  void run(const model::TestBlock& block) {
    const runtime::LeadBatch batch = make_test_lead(model_, block, program_);
    runtime::ScoreBatch scores;
    scores.reset(program_, batch.size());
    scorer_.score(batch, block.as_of, workspace_, scores);
    runtime::ScoredLead lead{program_, batch, scores, 0};
    const std::vector<Miss> misses = misses_of(block, lead);
    const std::string_view name = model_.texts.text(block.name);
    report_.results.push_back(
        {.name = std::string(name),
         .file = std::string(compilation_.sources.name(block.span.file)),
         .line = compilation_.sources.line_of(block.span.file, block.span.begin),
         .misses = misses});
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
      miss->line = compilation_.sources.line_of(expectation.span.file, expectation.span.begin);
      miss->file = compilation_.sources.name(expectation.span.file);
      misses.push_back(std::move(*miss));
    }
    for (const bytecode::NeverId never : program_.nevers.ids()) {
      if (!lead.scores.is_broken(lead.lead, never)) continue;
      const Span span = model_.nevers[never.value].span;
      misses.push_back(
          {.file = std::string(compilation_.sources.name(span.file)),
           .line = compilation_.sources.line_of(span.file, span.begin),
           .expected = fmt::format("never {}",
                                   program_.texts.text(program_.nevers[never].wording.condition)),
           .actual = "the lead of this test breaks that promise"});
    }
    return misses;
  }

  void show(const Miss& miss) {
    const std::string place = fmt::format("{}:{}", miss.file, miss.line);
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

bool is_wanted_test(const model::Model& model, const model::TestBlock& block,
                    std::optional<std::string_view> filter) {
  if (!filter) return true;
  const std::string name = text::fold_untrimmed(model.texts.text(block.name));
  return name.find(text::fold_untrimmed(*filter)) != std::string::npos;
}

bool all_tests_pass(const Compilation& compilation, std::optional<std::string_view> filter) {
  const Stream nowhere;
  TestRun run(compilation, *compilation.program, nowhere);
  return std::ranges::all_of(compilation.model->test_blocks, [&](const model::TestBlock& block) {
    return !is_wanted_test(*compilation.model, block, filter) || run.passes(block);
  });
}

TestReport run_tests(const Compilation& compilation, std::optional<std::string_view> filter,
                     const Stream& stream) {
  return run_tests(compilation, *compilation.program, filter, stream);
}

TestReport run_tests(const Compilation& compilation, const bytecode::Program& program,
                     std::optional<std::string_view> filter, const Stream& stream) {
  TestRun run(compilation, program, stream);
  for (const model::TestBlock& block : compilation.model->test_blocks) {
    if (!is_wanted_test(*compilation.model, block, filter)) {
      run.leave_out();
    } else {
      run.run(block);
    }
  }
  return run.take_report();
}

}  // namespace leadscore::cli
