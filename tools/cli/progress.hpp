// A progress bar on a terminal, for runs that take longer than a moment; erased at the end.
#pragma once

#include "tools/cli/console.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace leadscore::cli {

/// How far a run is.
struct ProgressState {
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_total = 0;  // 0: not known
  std::uint64_t leads = 0;
  double seconds = 0;
};

/// `█████░░░░░  45%  123,456 leads  410,000/s  0:12 left`; without a bar where the total is not
/// known.
[[nodiscard]] std::string progress_line(const ProgressState& state);

/// Shows nothing where standard error is no terminal.
class Progress {
 public:
  enum class Mode { kShown, kHidden };

  Progress(Console& console, Mode mode);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Draws, if it is time to. `state.seconds` is filled in here.
  void update(ProgressState state);

  /// Takes the bar away, so that something else can be written.
  void erase();

  [[nodiscard]] double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;

  Console& console_;
  bool is_shown_;
  bool is_drawn_ = false;
  Clock::time_point begin_ = Clock::now();
  double next_draw_ = 0.5;  // seconds from the begin
};

}  // namespace leadscore::cli
