// Random models and leads: the engine says what the slow twin says.
#include "base/decimal.hpp"
#include "tests/differential/engine.hpp"
#include "tests/differential/generated_model.hpp"
#include "tests/differential/lead_generator.hpp"
#include "tests/differential/tally.hpp"
#include "tests/differential/trial.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <set>

namespace leadscore::differential {
namespace {

constexpr std::uint64_t kDefaultSeed = 20260131;
constexpr std::size_t kModels = 1000;
constexpr std::size_t kLeadsOfAModel = 100;
constexpr std::size_t kExplainOneIn = 10;
constexpr int kMaxReports = 3;

std::uint64_t seed_of_run() {
  const char* given = std::getenv("LEADSCORE_SEED");
  return given == nullptr ? kDefaultSeed : std::strtoull(given, nullptr, 10);
}

class Run {
 public:
  explicit Run(std::uint64_t seed) : seed_(seed), random_(seed) {}

  void run() {
    for (std::size_t model = 0; model < kModels && reports_ < kMaxReports; ++model) try_model();
    MESSAGE(fmt::format("{} models, {} pairs of model and lead, {} explained; seed {}", models_,
                        pairs_, explained_, seed_));
    report_constructs();
  }

 private:
  void try_model() {
    const GeneratedModel model = generate_model(random_);
    Trial trial{model.lines, random_.next(), {}, 0};
    const Compilation compilation = compile_lines(trial);
    ++models_;
    if (!compilation.program) {
      fail("a model of the language did not compile: " + errors_of(compilation), trial);
      return;
    }
    Engines engines(compilation);
    Engine& engine = engines.engine();
    for (std::size_t lead = 0; lead < kLeadsOfAModel; ++lead) {
      trial.as_of = generate_as_of(random_);
      trial.lead = generate_lead(model, trial.as_of, random_);
      ++pairs_;
      const Comparison comparison = engines.compare(*compilation.model, trial);
      if (comparison.difference) {
        report_difference(*comparison.difference, trial);
        return;
      }
      tally_.add(model, comparison.twin);
      if (random_.below(kExplainOneIn) == 0) {
        check_explanation(model, engine, comparison.twin, trial);
        check_order(engine, trial);
      }
      if (reports_ >= kMaxReports) return;
    }
  }

  // An explanation of the lead scored last re-adds exactly, its rules hold as the twin's do, and
  // its bounds are true.
  void check_explanation(const GeneratedModel& model, Engine& engine, const reference::Answer& twin,
                         const Trial& trial) {
    ++explained_;
    const runtime::Explanation why = engine.explain(trial.as_of);
    if (!is_right(why, twin)) fail("an explanation does not re-add", trial);
    check_bounds(model, engine, trial, why);
  }

  static bool is_right(const runtime::Explanation& why, const reference::Answer& twin) {
    if (!twin.applies) return !why.is_inside;
    if (why.score_thousandths != twin.score_thousandths ||
        why.parts_thousandths != twin.parts_thousandths ||
        why.reasons.size() != twin.contributions.size()) {
      return false;
    }
    PointsSum sum;
    for (std::size_t at = 0; at < why.reasons.size(); ++at) {
      if (why.reasons[at].points_thousandths != twin.contributions[at].points_thousandths) {
        return false;
      }
      sum.add(why.reasons[at].points_thousandths);
    }
    for (const runtime::BoundStep& step : why.bounds) sum.add(step.points_thousandths);
    return sum.saturated() == twin.score_thousandths;
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

  // Without ids no event stands for another one.
  void check_order(Engine& engine, Trial trial) {
    if (!trial.lead.contains("events")) return;
    for (reference::Json& event : trial.lead["events"]) {
      if (!event.is_object()) continue;
      event.erase("id");
      event.erase("messageId");
    }
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
    MESSAGE(tally_.table());
    if (reports_ > 0) return;
    for (const std::string& construct : tally_.one_sided()) {
      FAIL_CHECK(construct << " never fired, or always did");
    }
  }

  std::uint64_t seed_;
  Random random_;
  Tally tally_;
  std::size_t models_ = 0;
  std::size_t pairs_ = 0;
  std::size_t explained_ = 0;
  int reports_ = 0;
};

}  // namespace

TEST_CASE("random models score random leads as the slow twin does") { Run(seed_of_run()).run(); }

}  // namespace leadscore::differential
