#include "tools/cli/scoring_run.hpp"

#include <fmt/format.h>

#include <algorithm>
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

Result<TimeMs> moment_of(std::string_view option, const std::string& text) {
  if (const auto time = read_time(text)) return *time;
  return Error{fmt::format(
      "{} is `{}`, but must be a moment such as 2026-01-31 or 2026-01-31T09:30:00Z", option, text)};
}

Result<std::optional<TimeMs>> since_of(const Options& options, TimeMs as_of) {
  if (!options.since) return std::optional<TimeMs>();
  const auto since = moment_of("--since", *options.since);
  if (!since) return since.error();
  if (*since > as_of) {
    return Error{fmt::format("--since {} is after the moment for which to score, {}",
                             format_time(*since), format_time(as_of))};
  }
  return std::optional(*since);
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

std::optional<Error> find_too_many_inputs(const Options& options) {
  const auto from_standard_input = std::ranges::count(options.files, "-") +
                                   (options.leads == "-" ? 1 : 0) + (options.events == "-" ? 1 : 0);
  if (from_standard_input <= 1) return std::nullopt;
  return Error{"only one of the files can be -, standard input"};
}

Result<Reading> reading_of(const Options& options) {
  if (auto error = find_option_without_events(options)) return *error;
  if (auto error = find_too_many_inputs(options)) return *error;
  const auto as_of = options.as_of ? moment_of("--as-of", *options.as_of) : Result<TimeMs>(now());
  if (!as_of) return as_of.error();
  const auto since = since_of(options, *as_of);
  if (!since) return since.error();
  Reading reading{.reader = {}, .as_of = *as_of, .since = *since};
  reading.reader.path = options.leads.value_or("-");
  reading.reader.id_key = options.id_key;
  reading.reader.is_strict = options.is_strict;
  if (options.events) {
    reading.reader.events = runtime::EventsFileOptions{.path = *options.events,
                                                       .lead_key = options.event_lead,
                                                       .type = options.event_type,
                                                       .time_key = options.event_time,
                                                       .subject_key = options.event_subject};
  }
  return reading;
}

Result<ScoringRun> ScoringRun::open(std::span<const LoadedProgram> programs, Reading reading) {
  auto state = std::make_unique<State>();
  std::vector<const bytecode::Program*> read;
  for (const LoadedProgram& loaded : programs) {
    read.push_back(&loaded.program);
    state->models.push_back(std::make_unique<Scoring>(loaded.program));
    state->batches.emplace_back(loaded.program);
  }
  auto reader = runtime::RecordReader::open(read, std::move(reading.reader));
  if (!reader) return reader.error();
  state->reader = std::move(*reader);
  state->as_of = reading.as_of;
  state->since = reading.since;
  return ScoringRun(std::move(state));
}

Result<bool> ScoringRun::next() {
  State& state = *state_;
  if (const auto read = state.reader->read(state.batches, kBlockLeads); !read) return read.error();
  for (std::size_t at = 0; at < state.models.size(); ++at) {
    Scoring& model = *state.models[at];
    const runtime::LeadBatch& batch = state.batches[at];
    model.scores.reset(model.program, batch.size());
    if (batch.size() == 0) continue;
    if (state.since) {
      model.earlier.reset(model.program, batch.size());
      model.engine.score(batch, *state.since, model.earlier_memory, model.earlier);
    }
    model.engine.score(batch, state.as_of, model.memory, model.scores);
  }
  return size() > 0;
}

std::vector<std::size_t> ScoringRun::models_for(std::size_t lead) const {
  std::vector<std::size_t> models;
  for (std::size_t at = 0; at < state_->models.size(); ++at) {
    if (state_->models[at]->scores.applies(lead)) models.push_back(at);
  }
  if (models.empty()) models.push_back(0);
  return models;
}

runtime::ScoredLead ScoringRun::lead(std::size_t model, std::size_t index) const {
  const Scoring& scoring = *state_->models[model];
  runtime::ScoredLead lead{scoring.program, state_->batches[model], scoring.scores, index};
  if (state_->since) lead.earlier = &scoring.earlier;
  return lead;
}

runtime::Explanation ScoringRun::explain(std::size_t model, std::size_t index) {
  Scoring& scoring = *state_->models[model];
  return runtime::explain(scoring.scorer, state_->batches[model], index, state_->as_of,
                          scoring.workspace);
}

}  // namespace leadscore::cli
