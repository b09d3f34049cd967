#include "tools/cli/reading.hpp"

#include "runtime/output/wording.hpp"
#include "runtime/pipeline/cores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace leadscore::cli {
namespace {

constexpr std::size_t kMostThreads = 256;

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

/// `--threads`: 0 or none, as many as there are cores.
Result<std::size_t> threads_of(const Options& options) {
  std::size_t threads = 0;
  if (options.threads) {
    const std::string& text = *options.threads;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, threads);
    if (read.ec != std::errc() || read.ptr != end || threads > kMostThreads) {
      return Error{
          fmt::format("--threads is `{}`, but must be a whole number up to {}; 0 is one a core",
                      text, kMostThreads)};
    }
  }
  return threads == 0 ? std::min(runtime::usable_cores(), kMostThreads) : threads;
}

/// One of the choices of `--engine`.
runtime::Engine engine_of(const Options& options) {
  if (options.engine == "vm") return runtime::Engine::kVm;
  if (options.engine == "batch") return runtime::Engine::kBatch;
  if (options.engine == "jit") return runtime::Engine::kJit;
  return runtime::Engine::kAuto;
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

Result<runtime::ScoringOptions> reading_of(const Options& options) {
  if (auto error = find_option_without_events(options)) return *error;
  if (auto error = find_too_many_inputs(options)) return *error;
  const auto as_of = options.as_of ? moment_of("--as-of", *options.as_of) : Result<TimeMs>(now());
  if (!as_of) return as_of.error();
  const auto since = since_of(options, *as_of);
  if (!since) return since.error();
  const auto threads = threads_of(options);
  if (!threads) return threads.error();
  runtime::ScoringOptions reading{.moments = {.as_of = *as_of, .since = *since},
                                  .engine = engine_of(options),
                                  .threads = *threads};
  reading.reader.path = options.leads.value_or("-");
  reading.reader.id_key = options.id_key;
  reading.reader.is_strict = options.is_strict;
  if (options.block_bytes) reading.reader.limits.block_bytes = *options.block_bytes;
  if (options.events) {
    reading.reader.events = runtime::EventsFileOptions{.path = *options.events,
                                                       .lead_key = options.event_lead,
                                                       .type = options.event_type,
                                                       .time_key = options.event_time,
                                                       .subject_key = options.event_subject};
  }
  return reading;
}

std::string rejected_text(std::uint64_t rejected) {
  return fmt::format("{} could not be read; `leadscore run` says which",
                     runtime::counted(rejected, "record"));
}

std::vector<const bytecode::Program*> programs_of(std::span<const LoadedProgram> loaded) {
  std::vector<const bytecode::Program*> programs;
  for (const LoadedProgram& one : loaded) programs.push_back(&one.program);
  return programs;
}

}  // namespace leadscore::cli
