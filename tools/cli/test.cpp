// `leadscore test FILE...`: runs the tests that models carry.
#include "tools/cli/commands.hpp"
#include "tools/cli/file_watch.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/test_report.hpp"

#include <string>
#include <utility>
#include <vector>

namespace leadscore::cli {
namespace {

/// What the arguments name now; a folder may have other models each time.
std::vector<std::string> watched_files(const Options& options, std::vector<std::string> read) {
  read.insert(read.end(), options.files.begin(), options.files.end());
  if (const auto models = find_models(options.files)) {
    read.insert(read.end(), models->begin(), models->end());
  }
  return read;
}

/// Until the user ends the program, or the reader of its results has gone.
ExitCode watch_tests(const Options& options, Console& console) {
  std::vector<std::string> files = watched_files(options, {});
  for (;;) {
    FileWatch watch(files);  // made before the files are read, so that no change is missed
    TestRound round = run_test_round(options, console);
    if (round.is_reader_gone) return round.exit_code;
    std::vector<std::string> now = watched_files(options, std::move(round.files));
    watch.watch(now);
    files = std::move(now);
    console.say("watching for changes; Ctrl-C ends it\n");
    if (!watch.wait(console.out().file)) return round.exit_code;
  }
}

}  // namespace

ExitCode test_models(const Options& options, Console& console) {
  if (const auto error = find_wrong_test_options(options)) {
    console.say_error(error->message);
    return ExitCode::kUsage;
  }
  if (options.is_watching) return watch_tests(options, console);
  return run_test_round(options, console).exit_code;
}

}  // namespace leadscore::cli
