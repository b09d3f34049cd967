// Measures our engines in one process and thread, without start and files:
// `measure_engines MODEL LEADS.jsonl [LEADS]` prints JSON.
//
//   compile_ms            text to program, and each engine's `ready_ms` from program to engine
//   columns_ns            a lead, from columns in memory to its score; texts are numbered, as the
//                         hand-written limit has them
//   texts_ns              the same where every text is looked up
//   line_p50_ns, p99_ns   a hot JSON line in memory to its score, one lead at a time
//   states: event_..._ns  one more event of a lead to its new score, hot, what expires included;
//                         `bytes` is the size of a state
#include "base/kept_memory.hpp"
#include "benchmarks/engines/engine.hpp"
#include "benchmarks/engines/states.hpp"
#include "benchmarks/engines/timing.hpp"
#include "benchmarks/processor_time.hpp"
#include "compiler/compile.hpp"
#include "runtime/pipeline/made_lines.hpp"
#include "runtime/records/lead_line_reader.hpp"
#include "runtime/records/record_reader.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace leadscore;
using namespace leadscore::benchmarks;
using Json = nlohmann::ordered_json;

constexpr TimeMs kAsOfMs = 1'769'904'000'000;  // 2026-02-01, as the generator has it
constexpr std::size_t kBlock = 1024;           // leads, as `leadscore run` reads them
constexpr std::size_t kHotLines = 1000;
constexpr int kHotRounds = 10;
constexpr int kRuns = 5;
constexpr double kEnough = 3e9;  // ns: what takes long is measured less often

/// The median processor time of some runs, in nanoseconds.
template <typename Work>
double median_ns(const Work& work) {
  std::vector<double> times;
  double all = 0;
  for (int i = 0; i < kRuns && all < kEnough; ++i) {
    const double start = processor_seconds();
    work();
    times.push_back(1e9 * (processor_seconds() - start));
    all += times.back();
  }
  return quantile(times, 0.5);
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<runtime::LeadBatch> read_columns(const bytecode::Program& program,
                                             const std::string& path, std::size_t most) {
  auto reader = runtime::RecordReader::open(program, {.path = path});
  if (!reader) throw std::runtime_error(reader.error().message);
  std::vector<runtime::LeadBatch> all;
  for (std::size_t leads = 0; leads < most;) {
    runtime::LeadBatch batch(program);
    if (const auto read = (*reader)->read(batch, std::min(kBlock, most - leads)); !read) {
      throw std::runtime_error(read.error().message);
    }
    if (batch.size() == 0) break;
    leads += batch.size();
    all.push_back(std::move(batch));
  }
  return all;
}

struct Columns {
  std::vector<runtime::LeadBatch> texts;
  std::vector<runtime::LeadBatch> codes;
  std::size_t leads = 0;
};

double ns_a_lead(Engine& engine, const std::vector<runtime::LeadBatch>& batches,
                 std::int64_t& sum) {
  runtime::ScoreBatch scores;
  std::size_t leads = 0;
  sum = 0;
  for (const runtime::LeadBatch& batch : batches) {
    engine.score(batch, kAsOfMs, scores);
    leads += batch.size();
    for (const std::int64_t score : scores.scores) sum += score;
  }
  const double ns = median_ns([&] {
    for (const runtime::LeadBatch& batch : batches) engine.score(batch, kAsOfMs, scores);
  });
  return ns / static_cast<double>(leads);
}

Json measure_columns(Engine& engine, const Columns& columns) {
  std::int64_t sum = 0;
  std::int64_t sum_of_codes = 0;
  const double texts = ns_a_lead(engine, columns.texts, sum);
  const double codes = ns_a_lead(engine, columns.codes, sum_of_codes);
  if (sum != sum_of_codes) throw std::runtime_error("numbered texts give other scores");
  return {
      {"leads", columns.leads}, {"columns_ns", codes}, {"texts_ns", texts}, {"sum", sum / 1000}};
}

/// What reading the clock twice takes, which is no part of a line's time.
double clock_ns() {
  std::vector<double> times;
  for (int i = 0; i < 10'000; ++i) times.push_back(ns_since(Clock::now()));
  return quantile(times, 0.5);
}

void measure_lines(Engine& engine, bool is_native, const bytecode::Program& program,
                   const std::string& path, Json& out) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; lines.size() < kHotLines && std::getline(file, line);) {
    lines.push_back(line);
  }
  runtime::LeadBatch batch(program);
  runtime::ScoreBatch scores;
  runtime::MadeLines codes(nullptr);
  codes.want();
  runtime::LeadLineReader reader(program, {.codes = is_native ? &codes : nullptr});
  std::vector<double> times;
  for (int round = 0; round <= kHotRounds; ++round) {
    for (const std::string& line : lines) {
      const auto start = Clock::now();
      batch.clear();
      (void)reader.read(line, batch);
      engine.score(batch, kAsOfMs, scores);
      const double ns = ns_since(start);
      if (round > 0) times.push_back(ns);  // the first warms up
    }
  }
  const double clock = clock_ns();
  out["line_p50_ns"] = quantile(times, 0.5) - clock;
  out["line_p99_ns"] = quantile(times, 0.99) - clock;
}

Json measure(const std::string& model, const std::string& leads, std::size_t most) {
  const std::string text = read_file(model);
  const Compilation compiled = compile(model, text);
  if (!compiled.program) throw std::runtime_error(model + " does not compile");
  const bytecode::Program& program = *compiled.program;
  Columns columns{.texts = read_columns(program, leads, most),
                  .codes = read_columns(program, leads, most)};
  const auto dictionaries = std::make_shared<runtime::LeadDictionaries>(program);
  for (runtime::LeadBatch& batch : columns.codes) {
    batch.encode(dictionaries);
    columns.leads += batch.size();
  }
  Json out = {{"compile_ms", median_ns([&] { (void)compile(model, text); }) / 1e6}};
  for (const EngineKind& kind : engines()) {
    const auto engine = kind.make(program);
    Json figures = measure_columns(*engine, columns);
    measure_lines(*engine, kind.is_native, program, leads, figures);
    figures["ready_ms"] = median_ns([&] { (void)kind.make(program); }) / 1e6;
    out["engines"][std::string(kind.name)] = std::move(figures);
  }
  out["states"] = measure_states(program, columns.texts, clock_ns());
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  leadscore::keep_memory();
  if (argc < 3) {
    fmt::print(stderr, "usage: measure_engines MODEL LEADS.jsonl [LEADS]\n");
    return 2;
  }
  try {
    const std::size_t most = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 100'000;
    fmt::print("{}\n", measure(argv[1], argv[2], most).dump(1));
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  return 0;
}
