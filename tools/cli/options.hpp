// What the arguments of a command said, as they were given. Which command has which option is in
// the table of commands.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace leadscore::cli {

struct Options {
  std::vector<std::string> files;    // models
  std::optional<std::string> model;  // where there can be one only
  std::optional<std::string> leads;
  std::optional<std::string> module;  // of the standard library

  // How leads are read.
  std::optional<std::string> id_key;
  std::optional<std::string> events;
  std::optional<std::string> event_lead;
  std::optional<std::string> event_type;
  std::optional<std::string> event_time;
  std::optional<std::string> event_subject;
  bool is_strict = false;

  // What is asked for.
  std::optional<std::string> as_of;
  std::optional<std::string> since;
  std::optional<std::string> lead_id;
  std::optional<std::string> stage;
  std::optional<std::string> top;
  std::optional<std::string> threads;
  std::optional<std::string> engine;
  std::optional<std::string> filter;
  std::optional<std::string> coverage;
  std::optional<std::string> coverage_out;
  std::optional<std::string> min_coverage;
  std::optional<std::string> mutate_max;
  std::optional<std::string> min_killed;
  bool mutates = false;
  bool is_watching = false;
  bool is_ci = false;
  bool shows_reasons = false;

  // Of `check`.
  std::optional<std::string> config;
  std::optional<std::string> baseline;
  std::optional<std::string> write_baseline;
  std::optional<std::string> input_name;  // of what comes from standard input
  bool applies_fixes = false;
  bool takes_unsafe_fixes = false;
  bool shows_diff = false;
  bool checks_only = false;  // fmt: says what would change
  bool denies_warnings = false;
  bool shows_bounds = false;

  // Of `new`.
  std::optional<std::string> model_name;
  std::optional<std::string> most_records;
  bool is_forced = false;

  std::optional<std::string> kind;   // of diagnostics
  std::optional<std::string> shell;  // whose completions

  // Where it goes.
  std::optional<std::string> format;
  std::optional<std::string> out;
  std::optional<std::string> rejects;
  bool is_quiet = false;

  bool wants_help = false;

  std::optional<std::size_t> block_bytes;  // read at once; no argument says it: for tests
};

}  // namespace leadscore::cli
