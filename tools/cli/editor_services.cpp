#include "tools/cli/editor_services.hpp"

#include "runtime/records/record_reader.hpp"
#include "runtime/scorer.hpp"
#include "tools/cli/check_config.hpp"
#include "tools/cli/check_fixes.hpp"
#include "tools/cli/reading.hpp"
#include "tools/cli/rule_firings.hpp"
#include "tools/cli/test_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace leadscore::cli {
namespace {

/// So many leads of a sample are scored each time that its model changes.
constexpr std::size_t kMaxSampleLeads = 20'000;

/// As `check` says it. A leadscore.toml with a mistake, of which `check` tells, is none here.
std::vector<Diagnostic> find_as_configured(const Compilation& compiled, const std::string& path) {
  const Result<ProjectConfig> config = find_config(path);
  return find_all(compiled, config ? config->severities_for(path) : lint::Severities());
}

std::vector<lsp::TestOutcome> outcomes_of_tests(const Compilation& compiled,
                                                const bytecode::Program& program) {
  const Stream nowhere;
  std::vector<lsp::TestOutcome> outcomes;
  for (const TestResult& result : run_tests(compiled, program, std::nullopt, nowhere).results) {
    lsp::TestOutcome outcome{.name = result.name, .misses = {}};
    for (const TestMiss& miss : result.misses) {
      outcome.misses.push_back(
          fmt::format("line {}: expected {}, actual {}", miss.line, miss.expected, miss.actual));
    }
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

Result<lsp::Firings> count_on(const bytecode::Program& program,
                              const runtime::ScoringOptions& reading) {
  auto reader = runtime::RecordReader::open(program, reading.reader);
  if (!reader) return reader.error();
  const runtime::Scorer scorer(program);
  runtime::Workspace workspace;
  runtime::ScoreBatch scores;
  runtime::LeadBatch batch(program);
  RuleFirings firings(program);
  lsp::Firings result;
  for (std::size_t left = kMaxSampleLeads; left > 0; left -= batch.size()) {
    const std::size_t block = std::min(left, runtime::ScoringRun::kJobLeads);
    if (const auto read = (*reader)->read(batch, block); !read) return read.error();
    if (batch.size() == 0) break;
    for (std::size_t lead = 0; lead < batch.size(); ++lead) {
      scores.reset(program, 1);
      scorer.score_lead(batch, lead, reading.moments.as_of, workspace, scores, 0);
      if (!scores.applies(0)) continue;
      ++result.leads;
      firings.count(workspace);
    }
  }
  result.counts = firings.counts();
  return result;
}

/// On `[lsp] sample` of leadscore.toml, as of now.
std::optional<lsp::Firings> count_on_sample(const bytecode::Program& program,
                                            const std::string& path) {
  const Result<ProjectConfig> config = find_config(path);
  if (!config || !config->lsp_sample) return std::nullopt;
  Options options;
  options.leads = config->lsp_sample;
  const auto reading = reading_of(options);
  if (!reading) return std::nullopt;
  const auto firings = count_on(program, *reading);
  return firings ? std::optional(*firings) : std::nullopt;
}

}  // namespace

lsp::Services editor_services() {
  return {.find_all = find_as_configured,
          .run_tests = outcomes_of_tests,
          .count_firings = count_on_sample};
}

}  // namespace leadscore::cli
