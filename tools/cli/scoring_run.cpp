#include "tools/cli/scoring_run.hpp"

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace leadscore::cli {
namespace {

TimeMs now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count();
}

Result<TimeMs> as_of_of(const Options& options) {
  if (!options.as_of) return now();
  if (const auto time = read_time(*options.as_of)) return *time;
  return Error{
      fmt::format("--as-of is `{}`, but must be a moment such as 2026-01-31 or "
                  "2026-01-31T09:30:00Z",
                  *options.as_of)};
}

std::optional<Error> find_option_without_events(const Options& options) {
  if (options.events) return std::nullopt;
  std::string_view name;
  if (options.event_lead) name = "--event-lead";
  if (options.event_type) name = "--event-type";
  if (options.event_time) name = "--event-time";
  if (options.event_subject) name = "--event-subject";
  if (name.empty()) return std::nullopt;
  return Error{
      fmt::format("{} says how an events file is read, but there is no --events FILE", name)};
}

}  // namespace

Result<Reading> reading_of(const Options& options) {
  if (auto error = find_option_without_events(options)) return *error;
  const int from_standard_input = (options.model == "-" ? 1 : 0) + (options.leads == "-" ? 1 : 0) +
                                  (options.events == "-" ? 1 : 0);
  if (from_standard_input > 1) {
    return Error{"only one of the files can be -, standard input"};
  }
  const auto as_of = as_of_of(options);
  if (!as_of) return as_of.error();
  Reading reading{.reader = {}, .as_of = *as_of};
  reading.reader.path = options.leads.value_or("-");
  reading.reader.id_key = options.id_key;
  reading.reader.is_strict = options.is_strict;
  if (options.events) {
    reading.reader.events = runtime::EventsFileOptions{
        .path = *options.events,
        .lead_key = options.event_lead ? options.event_lead : options.id_key,
        .type = options.event_type,
        .time_key = options.event_time,
        .subject_key = options.event_subject};
  }
  return reading;
}

ScoringRun::State::State(const bytecode::Program& scored,
                         std::unique_ptr<runtime::RecordReader> records, TimeMs moment)
    : program(scored), reader(std::move(records)), as_of(moment), scorer(scored), batch(scored) {}

Result<ScoringRun> ScoringRun::open(const bytecode::Program& program, Reading reading) {
  auto reader = runtime::RecordReader::open(program, std::move(reading.reader));
  if (!reader) return reader.error();
  return ScoringRun(std::make_unique<State>(program, std::move(*reader), reading.as_of));
}

Result<bool> ScoringRun::next() {
  State& state = *state_;
  if (const auto read = state.reader->read(state.batch, kBlockLeads); !read) return read.error();
  state.scores.reset(state.program, state.batch.size());
  if (state.batch.size() == 0) return false;
  state.scorer.score(state.batch, state.as_of, state.workspace, state.scores);
  return true;
}

runtime::ScoredLead ScoringRun::lead(std::size_t index) const {
  return {state_->program, state_->batch, state_->scores, index};
}

runtime::Explanation ScoringRun::explain(std::size_t index) {
  State& state = *state_;
  return runtime::explain(state.scorer, state.batch, index, state.as_of, state.workspace);
}

}  // namespace leadscore::cli
