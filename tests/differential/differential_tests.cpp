// Random models and leads: the engine says what the slow twin says. LEADSCORE_SEED chooses other
// ones, LEADSCORE_MODELS how many models; LEADSCORE_TALLY names a file for what was tried, and
// LEADSCORE_TALLIES those files of all runs, to be added up.
#include "base/decimal.hpp"
#include "tests/differential/engine.hpp"
#include "tests/differential/event_order.hpp"
#include "tests/differential/explanation.hpp"
#include "tests/differential/generated_model.hpp"
#include "tests/differential/lead_generator.hpp"
#include "tests/differential/tally.hpp"
#include "tests/differential/trial.hpp"
#include "tests/golden/golden_file.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace leadscore::differential {
namespace {

constexpr std::uint64_t kDefaultSeed = 20260131;
constexpr std::uint64_t kDefaultModels = 700;
constexpr std::size_t kLeadsOfAModel = 37;
constexpr std::size_t kImageOneIn = 10;
constexpr std::size_t kExplainOneIn = 10;
constexpr std::size_t kLargeBatchOneIn = 20;
constexpr std::size_t kLeadsOfALargeBatch = 1100;  // more than a block has
constexpr std::uint64_t kTriesThatTell = 600;      // of a construct: one of fewer may be unlucky
constexpr int kMaxReports = 3;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* given = std::getenv(name);
  return given == nullptr ? otherwise : std::strtoull(given, nullptr, 10);
}

class Run {
 public:
  Run(std::uint64_t seed, std::uint64_t models) : seed_(seed), random_(seed), left_(models) {}

  void run() {
    for (; left_ > 0 && reports_ < kMaxReports; --left_) try_model();
    MESSAGE(fmt::format("{} models, {} pairs of model and lead, {} explained; seed {}", models_,
                        pairs_, explained_, seed_));
    report_constructs();
  }

 private:
  void try_model() {
    const GeneratedModel model = generate_model(random_);
    Trial trial{model.lines, random_.next(), {}, 0};
    trial.load = models_++ % kImageOneIn == 0 ? Load::kFromImage : Load::kCompiled;
    const Compilation compilation = compile_lines(trial);
    if (!compilation.program) {
      fail("a model of the language did not compile: " + errors_of(compilation), trial);
      return;
    }
    Engines engines(compilation, trial.load);
    std::vector<TimeMs> moments;
    std::vector<reference::Json> leads;
    for (std::size_t lead = 0; lead < kLeadsOfAModel; ++lead) {
      moments.push_back(generate_as_of(random_));
      leads.push_back(generate_lead(model, moments.back(), random_));
    }
    engines.read(leads);
    if (const auto found = engines.compare_alone(leads, moments.front())) {
      fail("the engines do not agree: " + *found, trial);
    }
    if (models_ % kLargeBatchOneIn == 0) {
      large_batch_ = leads;
      while (large_batch_.size() < kLeadsOfALargeBatch) {
        large_batch_.insert(large_batch_.end(), leads.begin(), leads.end());
      }
    }
    for (std::size_t lead = 0; lead < kLeadsOfAModel && reports_ < kMaxReports; ++lead) {
      trial.as_of = moments[lead];
      trial.lead = std::move(leads[lead]);
      if (!try_lead(model, *compilation.model, engines, trial, lead)) return;
    }
    try_batches(engines, trial, moments);
  }

  // All leads at once, of which each was held against the twin: one block that is small and, now
  // and then, several large ones.
  void try_batches(Engines& engines, const Trial& trial, const std::vector<TimeMs>& moments) {
    for (const TimeMs as_of : {moments.front(), moments.back()}) {
      const auto found = engines.compare_batches(as_of);
      if (found) fail("the engines do not agree: " + *found, trial);
    }
    if (large_batch_.empty()) return;
    engines.read(large_batch_);
    large_batch_.clear();
    const auto found = engines.compare_batches(moments.front());
    if (found) fail("the engines do not agree on many leads: " + *found, trial);
  }

  bool try_lead(const GeneratedModel& model, const model::Model& meant, Engines& engines,
                const Trial& trial, std::size_t line) {
    ++pairs_;
    const Comparison comparison = engines.compare(trial, line);
    if (comparison.difference) {
      report_difference(*comparison.difference, trial);
      return false;
    }
    tally_.add(model, comparison.twin);
    if (random_.below(kExplainOneIn) == 0) {
      ++explained_;
      const runtime::Explanation why = engines.explain(line, trial.as_of);
      const auto wrong = wrong_explanation(why, meant, comparison.twin);
      if (wrong) fail("an explanation is wrong: " + *wrong, trial);
      check_bounds(model, engines.engine(), trial, why);
      check_order(engines.engine(), trial);
    }
    return true;
  }

  // Whatever the missing fields were, the score lies within the bounds.
  void check_bounds(const GeneratedModel& model, Engine& engine, Trial trial,
                    const runtime::Explanation& why) {
    if (!why.is_inside) return;
    std::set<std::string_view> missing;
    for (const bytecode::FieldId field : why.missing) missing.insert(engine.name_of(field));
    for (const GeneratedField& field : model.fields) {
      if (!missing.contains(field.name)) continue;
      trial.lead[field.key] = generate_known_value(field, trial.as_of, random_);
    }
    const reference::Answer known = engine.score(trial.lead.dump(), trial.as_of);
    if (!known.applies) return;
    const std::int64_t score = known.score_thousandths;
    if (!engine.explain(trial.as_of).missing.empty()) return;  // `unknown as` took a value away
    if (score < why.least_thousandths || score > why.most_thousandths) {
      fail(fmt::format("with its missing fields known the lead has {}, beyond the bounds {} to {}",
                       format_points(score), format_points(why.least_thousandths),
                       format_points(why.most_thousandths)),
           trial);
    }
  }

  // Where nothing but their order decides between two events, one of them is left out.
  void check_order(Engine& engine, Trial trial) {
    if (!trial.lead.contains("events")) return;
    trial.lead["events"] = without_ties(trial.lead["events"]);
    const reference::Answer before = engine.score(trial.lead.dump(), trial.as_of);
    random_.shuffle(trial.lead["events"]);
    const auto found = difference(engine.score(trial.lead.dump(), trial.as_of), before);
    if (found) fail("the order of events matters: " + *found, trial);
  }

  void report_difference(const std::string& found, const Trial& trial) {
    const Trial smaller =
        shrink(trial, [](const Trial& candidate) { return difference(candidate).has_value(); });
    fail(found + "shrunk to:\n" + describe(smaller) +
             difference(smaller).value_or("(it agrees now)") + "as it was:\n",
         trial);
  }

  void fail(const std::string& what, const Trial& trial) {
    ++reports_;
    FAIL_CHECK(fmt::format("LEADSCORE_SEED={}: {}\n{}", seed_, what, describe(trial)));
  }

  void report_constructs() const {
    if (const char* path = std::getenv("LEADSCORE_TALLY")) std::ofstream(path) << tally_.lines();
    MESSAGE(tally_.table());
    if (reports_ > 0) return;
    for (const std::string& construct : tally_.one_sided(kTriesThatTell)) {
      FAIL_CHECK(construct << " never fired, or always did");
    }
  }

  std::uint64_t seed_;
  Random random_;
  Tally tally_;
  std::vector<reference::Json> large_batch_;  // of the model at hand; empty: it is not tried
  std::size_t models_ = 0;
  std::size_t pairs_ = 0;
  std::size_t explained_ = 0;
  std::uint64_t left_;
  int reports_ = 0;
};

}  // namespace

TEST_CASE("random models score random leads as the slow twin does") {
  Run(from_environment("LEADSCORE_SEED", kDefaultSeed),
      from_environment("LEADSCORE_MODELS", kDefaultModels))
      .run();
}

// The runs of one test run together: each construct fired in some and did not in others.
TEST_CASE("tally: no construct of the language was left out") {
  const char* files = std::getenv("LEADSCORE_TALLIES");
  REQUIRE_MESSAGE(files != nullptr, "LEADSCORE_TALLIES names the tallies, with `:` between them");
  Tally tally;
  std::istringstream paths(files);
  for (std::string path; std::getline(paths, path, ':');) {
    const std::string lines = golden::read_file(path);
    REQUIRE_MESSAGE(!lines.empty(), path << " is missing: run the tests `differential_N` first");
    tally.add(lines);
  }
  MESSAGE(tally.table());
  for (const std::string& construct : tally.one_sided(1)) {
    FAIL_CHECK(construct << " never fired, or always did");
  }
  const std::filesystem::path list =
      std::filesystem::path(LEADSCORE_SOURCE_DIR) / "tests" / "differential" / "constructs.txt";
  std::string found;
  for (const std::string& construct : tally.constructs()) found += construct + '\n';
  golden::check_golden(list, found);
}

}  // namespace leadscore::differential
