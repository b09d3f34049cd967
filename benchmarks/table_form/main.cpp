// The hand-written limit: what these rules cost when everything is done as `performance.md` says
// and nothing else. One thread.
//
//   table_form memory RULES.json LEADS.jsonl [OUT]   columns in memory to scores; the median of
//   runs table_form jsonl RULES.json LEADS.jsonl [OUT]    the file to scores, once
//
// Prints {"leads", "seconds" (of processor time), "sum"}; OUT gets a score a line.
#include "benchmarks/processor_time.hpp"
#include "benchmarks/table_form/columns.hpp"
#include "benchmarks/table_form/lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

using namespace leadscore::benchmarks;

constexpr int kRuns = 7;

struct Outcome {
  double seconds = 0;
  std::vector<std::int32_t> scores;
};

Outcome score_columns(Tables& tables, const std::string& path) {
  Columns columns;
  for_each_lead(path, [&](const RawLead& lead) { columns.add(lead); });
  const Columns::Coded coded = columns.look_up(tables);
  TableScorer scorer(tables);
  Outcome outcome;
  std::vector<double> times;
  for (int run = 0; run < kRuns; ++run) {
    outcome.scores.clear();
    outcome.scores.reserve(columns.size());
    const double start = processor_seconds();
    columns.score(tables, coded, scorer, [&](std::span<const std::int32_t> scores) {
      outcome.scores.insert(outcome.scores.end(), scores.begin(), scores.end());
    });
    times.push_back(processor_seconds() - start);
  }
  std::ranges::sort(times);
  outcome.seconds = times[times.size() / 2];
  return outcome;
}

Outcome score_lines(Tables& tables, const std::string& path) {
  Outcome outcome;
  const double start = processor_seconds();
  LineScorer scorer(tables);
  for_each_lead(path, [&](const RawLead& lead) { scorer.score(lead, outcome.scores); });
  scorer.finish(outcome.scores);
  outcome.seconds = processor_seconds() - start;
  return outcome;
}

void write(const std::vector<std::int32_t>& scores, const std::string& path) {
  std::ofstream out(path);
  for (const std::int32_t score : scores) out << score << '\n';
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc > 3 ? argv[1] : "";
  if (mode != "memory" && mode != "jsonl") {
    fmt::print(stderr, "usage: table_form memory|jsonl RULES.json LEADS.jsonl [OUT]\n");
    return 2;
  }
  try {
    Tables tables(read_rule_set(argv[2]));
    const Outcome outcome =
        mode == "memory" ? score_columns(tables, argv[3]) : score_lines(tables, argv[3]);
    if (argc > 4) write(outcome.scores, argv[4]);
    std::int64_t sum = 0;
    for (const std::int32_t score : outcome.scores) sum += score;
    fmt::print("{{\"leads\": {}, \"seconds\": {:.6f}, \"sum\": {}}}\n", outcome.scores.size(),
               outcome.seconds, sum);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  return 0;
}
