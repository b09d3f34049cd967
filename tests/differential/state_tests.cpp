// Random streams of events: after every event and at every later moment the incremental engine says
// of a lead what the engine for one lead says of all its events. LEADSCORE_SEED chooses other ones,
// LEADSCORE_MODELS how many models.
#include "compiler/lower/lower.hpp"
#include "runtime/records/given_event.hpp"
#include "runtime/records/lead_line_reader.hpp"
#include "runtime/records/record_reader.hpp"
#include "runtime/scorer.hpp"
#include "runtime/state/state_scorer.hpp"
#include "tests/differential/engine.hpp"
#include "tests/differential/generated_model.hpp"
#include "tests/differential/lead_generator.hpp"
#include "tests/differential/trial.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leadscore::differential {
namespace {

using runtime::FieldValue;
using runtime::GivenEvent;
using runtime::LeadState;

constexpr std::uint64_t kDefaultSeed = 20260131;
constexpr std::uint64_t kDefaultModels = 300;
constexpr int kPairsOfAModel = 2;
constexpr std::array<const char*, 4> kIds = {"e0", "e1", "e2", " "};

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* given = std::getenv(name);
  return given == nullptr ? otherwise : std::strtoull(given, nullptr, 10);
}

/// All that a lead was given, as a record would have it: duplicates are still there.
struct Lead {
  std::vector<FieldValue> fields;  // by FieldId
  std::vector<GivenEvent> events;
};

/// A lead and its state, which must be as one.
struct Followed {
  Lead lead;
  LeadState state;
};

class Streams {
 public:
  Streams(const bytecode::Program& program, const GeneratedModel& model, Random& random)
      : program_(program),
        model_(model),
        random_(random),
        scorer_(program),
        states_(scorer_),
        workspace_(program),
        batch_(program) {}

  /// What was wrong, if anything.
  std::optional<std::string> run() {
    as_of_ = start();
    Followed one = follow(read());
    if (problem_) return problem_;
    as_of_ = start();
    Followed other = follow(read());
    if (problem_) return problem_;
    merge(one, std::move(other));
    for (int step = 0; step < 4 && !problem_; ++step) pass_time(one);
    return problem_;
  }

  [[nodiscard]] std::size_t comparisons() const { return comparisons_; }

 private:
  TimeMs start() {
    moment_ = generate_as_of(random_);
    static constexpr std::array<DurationMs, 4> kBefore = {0, kMsPerDay, 40 * kMsPerDay,
                                                          500 * kMsPerDay};
    return moment_ - random_.pick(kBefore);
  }

  Lead read() {
    const std::string json = generate_lead(model_, moment_, random_).dump();
    runtime::LeadBatch& batch = batches_.emplace_back(program_);
    runtime::ReadReport report;
    Lead lead;
    if (!runtime::read_json_lead(program_, json, "1", batch, report)) return lead;
    for (const bytecode::FieldId field : program_.fields.ids()) {
      batch.read_field(0, field, lead.fields.emplace_back());
    }
    for (std::size_t index = 0; index < batch.event_count(0); ++index) {
      GivenEvent& given = lead.events.emplace_back();
      given.event = batch.event(0, index);
      if (random_.chance(30)) given.id = random_.pick(kIds);
      if (given.id == " ") given.id.reset();
      if (!given.event.kind.is_valid()) continue;
      for (const auto attribute : program_.kinds[given.event.kind].attributes) {
        given.attributes.push_back(batch.attribute(0, index, attribute));
      }
    }
    return lead;
  }

  /// Begins with some of the events, takes the others one by one.
  Followed follow(Lead all) {
    const std::size_t first = random_.chance(50) ? 0 : random_.below(all.events.size() + 1);
    Followed followed;
    followed.lead.fields = all.fields;
    // Events of a batch have no ids.
    for (std::size_t at = 0; at < first; ++at) {
      all.events[at].id.reset();
      followed.lead.events.push_back(all.events[at]);
    }
    fill(followed.lead);
    followed.state = states_.begin(batch_, 0, as_of_, workspace_);
    check(followed, "begin");
    for (std::size_t at = first; at < all.events.size() && !problem_; ++at) {
      take(followed, all.events[at]);
      if (random_.chance(30)) pass_time(followed);
      if (random_.chance(20)) change_fields(followed);
    }
    for (int step = 0; step < 3 && !problem_; ++step) pass_time(followed);
    return followed;
  }

  void take(Followed& followed, const GivenEvent& event) {
    if (random_.chance(30)) as_of_ = next_moment(followed.state);
    // An event that is just happening, as most are in a stream.
    GivenEvent taken = event;
    if (random_.chance(30) && taken.event.time) taken.event.time = as_of_;
    followed.lead.events.push_back(taken);
    states_.take(followed.state,
                 {.event = taken.event, .attributes = taken.attributes, .id = taken.id}, as_of_,
                 workspace_);
    check(followed, "take");
  }

  void change_fields(Followed& followed) {
    std::vector<runtime::FieldChange> changes;
    const Lead other = read();
    for (const bytecode::FieldId field : program_.fields.ids()) {
      if (!random_.chance(40)) continue;
      followed.lead.fields[field.value] = other.fields[field.value];
      changes.push_back({.field = field, .value = other.fields[field.value]});
    }
    if (random_.chance(50)) as_of_ = next_moment(followed.state);
    states_.change_fields(followed.state, changes, as_of_, workspace_);
    check(followed, "change_fields");
  }

  void pass_time(Followed& followed) {
    check_until_next(followed);
    as_of_ = next_moment(followed.state);
    states_.advance(followed.state, as_of_, workspace_);
    check(followed, "advance");
  }

  /// A moment that does not go back, close to where things change.
  TimeMs next_moment(const LeadState& state) {
    const std::optional<TimeMs> next = states_.next_change(state);
    const DurationMs some = model_.durations.empty() ? kMsPerDay : random_.pick(model_.durations);
    switch (random_.below(6)) {
      case 0:
        return next.value_or(as_of_);
      case 1:
        return next ? std::max(as_of_, *next - 1) : as_of_;
      case 2:
        return as_of_ + 1;
      case 3:
        return as_of_ + some;
      case 4:
        return as_of_ + static_cast<DurationMs>(random_.below(20 * kMsPerDay));
      default:
        return as_of_ + static_cast<DurationMs>(random_.below(kMsPerDay));
    }
  }

  /// Nothing changes before the next change.
  void check_until_next(Followed& followed) {
    const std::optional<TimeMs> next = states_.next_change(followed.state);
    const TimeMs end = next.value_or(as_of_ + 3 * kMsPerYear);
    if (end <= as_of_) {
      problem_ = problem_.value_or("the next change is not after now");
      return;
    }
    for (const TimeMs moment :
         {end - 1, as_of_ + static_cast<TimeMs>(random_.next() %
                                                static_cast<std::uint64_t>(end - as_of_))}) {
      const TimeMs now = std::exchange(as_of_, moment);
      check(followed, "until next_change");
      as_of_ = now;
    }
  }

  void merge(Followed& one, Followed other) {
    as_of_ = std::max(one.state.as_of(), other.state.as_of());
    for (std::size_t field = 0; field < one.lead.fields.size(); ++field) {
      if (!one.lead.fields[field].is_known) one.lead.fields[field] = other.lead.fields[field];
    }
    for (const GivenEvent& event : other.lead.events) one.lead.events.push_back(event);
    states_.merge(one.state, std::move(other.state), workspace_);
    check(one, "merge");
  }

  void fill(const Lead& lead) {
    std::vector<GivenEvent> events = lead.events;
    runtime::remove_duplicates(events);
    batch_.clear();
    batch_.begin_lead("1", 1);
    for (const bytecode::FieldId field : program_.fields.ids()) {
      batch_.set_field(field, lead.fields[field.value]);
    }
    for (const GivenEvent& event : events) batch_.add_event(event.event, event.attributes);
  }

  void check(const Followed& followed, std::string_view after) {
    if (problem_) return;
    ++comparisons_;
    fill(followed.lead);
    runtime::ScoreBatch all;
    scorer_.score(batch_, as_of_, scratch_, all);
    if (all == followed.state.row()) return;
    problem_ = fmt::format("after {} as of {}: {} points, not {}; {} events, {} kept\n", after,
                           as_of_, followed.state.score_thousandths(), all.scores[0],
                           followed.lead.events.size(), followed.state.kept_event_count());
  }

  const bytecode::Program& program_;
  const GeneratedModel& model_;
  Random& random_;
  runtime::Scorer scorer_;
  runtime::StateScorer states_;
  runtime::StateWorkspace workspace_;
  runtime::LeadBatch batch_;
  std::vector<runtime::LeadBatch> batches_;  // own the texts of events
  runtime::Workspace scratch_;
  TimeMs moment_ = 0;
  TimeMs as_of_ = 0;
  std::size_t comparisons_ = 0;
  std::optional<std::string> problem_;
};

/// Whether a model of these lines, followed from that seed on, goes wrong.
std::optional<std::string> problem_of(const GeneratedModel& model, const Trial& trial,
                                      std::uint64_t seed, std::size_t& comparisons) {
  const Compilation compilation = compile_lines(trial);
  if (!compilation.program) return "does not compile: " + errors_of(compilation);
  Random random(seed);
  std::optional<std::string> problem;
  const bool is_simplified = random.chance(80);
  const bytecode::Program plain =
      is_simplified ? bytecode::Program()
                    : lower(*compilation.model, compilation.sources, {.simplify = false});
  for (int pair = 0; pair < kPairsOfAModel && !problem; ++pair) {
    Streams streams(is_simplified ? *compilation.program : plain, model, random);
    problem = streams.run();
    comparisons += streams.comparisons();
  }
  return problem;
}

/// As few lines as go wrong, with the same seed.
Trial shrink_lines(const GeneratedModel& model, Trial trial, std::uint64_t seed) {
  std::size_t ignored = 0;
  for (std::size_t at = trial.lines.size(); at-- > 0;) {
    Trial smaller = trial;
    smaller.lines.erase(smaller.lines.begin() + static_cast<std::ptrdiff_t>(at));
    const auto problem = problem_of(model, smaller, seed, ignored);
    if (problem && !problem->starts_with("does not compile")) trial = std::move(smaller);
  }
  return trial;
}

}  // namespace

TEST_CASE("states follow random streams of events as full runs do") {
  const std::uint64_t seed = from_environment("LEADSCORE_SEED", kDefaultSeed);
  Random random(seed);
  std::size_t comparisons = 0;
  int reports = 0;
  for (auto left = from_environment("LEADSCORE_MODELS", kDefaultModels); left > 0 && reports < 3;
       --left) {
    const GeneratedModel model = generate_model(random);
    const Trial trial{model.lines, random.next(), {}, 0};
    const std::uint64_t stream_seed = random.next();
    const auto problem = problem_of(model, trial, stream_seed, comparisons);
    if (!problem) continue;
    ++reports;
    const Trial smaller = shrink_lines(model, trial, stream_seed);
    FAIL_CHECK(fmt::format("LEADSCORE_SEED={}: {}\n{}\n{}", seed, *problem,
                           problem_of(model, smaller, stream_seed, comparisons).value_or(""),
                           describe(smaller)));
  }
  MESSAGE(comparisons << " comparisons; seed " << seed);
}

}  // namespace leadscore::differential
