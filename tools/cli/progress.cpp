#include "tools/cli/progress.hpp"

#include "runtime/output/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace leadscore::cli {
namespace {

constexpr std::size_t kBarColumns = 30;
constexpr double kSecondsBetween = 0.1;

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::string clock_text(double seconds) {
  const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

}  // namespace

std::string progress_line(const ProgressState& state) {
  const double speed = state.seconds > 0 ? static_cast<double>(state.leads) / state.seconds : 0;
  const std::string counts = fmt::format("{}  {}/s", runtime::counted(state.leads, "lead"),
                                         runtime::grouped(static_cast<std::uint64_t>(speed)));
  if (state.bytes_total == 0) return counts;
  const double done = std::clamp(
      static_cast<double>(state.bytes_read) / static_cast<double>(state.bytes_total), 0.0, 1.0);
  const auto full = static_cast<std::size_t>(done * static_cast<double>(kBarColumns));
  std::string line =
      fmt::format("{}{} {:>3}%  {}", repeated("█", full), repeated("░", kBarColumns - full),
                  static_cast<int>(done * 100), counts);
  if (done > 0) line += fmt::format("  {} left", clock_text(state.seconds * (1 - done) / done));
  return line;
}

Progress::Progress(Console& console, Mode mode)
    : console_(console), is_shown_(mode == Mode::kShown && console.err().is_terminal) {}

Progress::~Progress() { erase(); }

void Progress::update(ProgressState state) {
  if (!is_shown_) return;
  state.seconds = seconds();
  if (state.seconds < next_draw_) return;
  next_draw_ = state.seconds + kSecondsBetween;
  const std::string line = cut_to_width(progress_line(state), console_.err().columns - 1);
  console_.say(fmt::format("\r{}\x1b[K", line));
  is_drawn_ = true;
}

void Progress::erase() {
  if (!is_drawn_) return;
  console_.say("\r\x1b[K");
  is_drawn_ = false;
}

double Progress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - begin_).count();
}

}  // namespace leadscore::cli
