// How much processor time each step of a compilation takes: `compile_phases MODEL [RUNS]` prints
// the medians. All of it runs in one thread.
#include "compiler/check/check.hpp"
#include "compiler/lint/lint.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/use/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <stdlib.h>
#include <string>
#include <vector>

namespace {

using namespace leadscore;

constexpr std::array<const char*, 4> kPhases{"parse", "check", "lower", "advice"};

/// The milliseconds of processor time that each phase took.
std::array<double, kPhases.size()> run(const std::string& path, const std::string& text) {
  std::array<double, kPhases.size()> times{};
  std::clock_t last = std::clock();
  const auto take = [&](std::size_t phase) {
    const std::clock_t now = std::clock();
    times[phase] = 1e3 * static_cast<double>(now - last) / CLOCKS_PER_SEC;
    last = now;
  };
  Compilation compiled;
  compiled.file = compiled.sources.add(path, text);
  compiled.tree = load(compiled.file, disk_files(), {},
                       {compiled.sources, compiled.texts, compiled.diagnostics});
  take(0);
  compiled.model =
      check(compiled.tree, compiled.texts, compiled.sources, compiled.diagnostics).model;
  take(1);
  if (compiled.model) {
    compiled.program = lower(*compiled.model, compiled.sources, {.own_file = compiled.file});
  }
  take(2);
  (void)lint::with_advice(compiled, lint::Severities());
  take(3);
  return times;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: compile_phases MODEL [RUNS]\n");
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const int runs = argc > 2 ? std::max(1, atoi(argv[2])) : 21;
  std::vector<std::array<double, kPhases.size()>> all;
  for (int i = 0; i < runs; ++i) all.push_back(run(argv[1], text));
  for (std::size_t phase = 0; phase < kPhases.size(); ++phase) {
    std::ranges::sort(all, {}, [phase](const auto& times) { return times[phase]; });
    fmt::print("{:<8}{:>10.3f} ms\n", kPhases[phase], all[all.size() / 2][phase]);
  }
  return 0;
}
