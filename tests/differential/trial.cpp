#include "tests/differential/trial.hpp"

#include "base/decimal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <exception>

namespace leadscore::differential {
namespace {

std::string describe(const reference::Answer& answer) {
  std::vector<std::string> parts;
  for (const std::int64_t part : answer.parts_thousandths) parts.push_back(format_points(part));
  return fmt::format("score {}, parts [{}], stages met [{}], stage {}, disqualified {}",
                     format_points(answer.score_thousandths), fmt::join(parts, ", "),
                     fmt::join(answer.stages_met, ", "),
                     answer.stage ? std::to_string(*answer.stage) : "none", answer.is_disqualified);
}

// Leaves out elements one by one, each for good if the trial still fails without it.
template <class Elements, class Erase>
bool shrink_elements(Trial& trial, std::size_t size, const Elements& fails, const Erase& erase) {
  bool is_smaller = false;
  for (std::size_t index = size; index > 0; --index) {
    Trial candidate = trial;
    erase(candidate, index - 1);
    if (!fails(candidate)) continue;
    trial = std::move(candidate);
    is_smaller = true;
  }
  return is_smaller;
}

void erase_at(reference::Json& json, std::size_t index) {
  json.erase(std::next(json.begin(), static_cast<std::ptrdiff_t>(index)));
}

}  // namespace

Compilation compile_lines(const Trial& trial) {
  return compile("random.score", render(trial.lines, Random(trial.layout_seed)));
}

std::optional<std::string> difference(const reference::Answer& engine,
                                      const reference::Answer& twin) {
  if (engine.score_thousandths == twin.score_thousandths &&
      engine.parts_thousandths == twin.parts_thousandths && engine.stages_met == twin.stages_met &&
      engine.stage == twin.stage && engine.is_disqualified == twin.is_disqualified) {
    return std::nullopt;
  }
  return fmt::format("engine: {}\n  twin: {}\n", describe(engine), describe(twin));
}

Comparison compare(Engine& engine, const model::Model& model, const Trial& trial) {
  Comparison comparison;
  try {
    comparison.twin = reference::evaluate(model, trial.lead, trial.as_of);
    comparison.difference =
        difference(engine.score(trial.lead.dump(), trial.as_of), comparison.twin);
  } catch (const std::exception& error) {
    comparison.difference = fmt::format("thrown: {}\n", error.what());
  }
  return comparison;
}

std::optional<std::string> difference(const Trial& trial) {
  const Compilation compilation = compile_lines(trial);
  if (!compilation.program) return std::nullopt;
  Engine engine(*compilation.program);
  return compare(engine, *compilation.model, trial).difference;
}

Trial shrink(Trial trial, const std::function<bool(const Trial&)>& fails) {
  bool is_smaller = true;
  while (is_smaller) {
    is_smaller = shrink_elements(trial, trial.lines.size(), fails, [](Trial& t, std::size_t i) {
      t.lines.erase(t.lines.begin() + static_cast<std::ptrdiff_t>(i));
    });
    if (trial.lead.contains("events")) {
      const std::size_t events = trial.lead["events"].size();
      is_smaller |= shrink_elements(trial, events, fails,
                                    [](Trial& t, std::size_t i) { erase_at(t.lead["events"], i); });
    }
    is_smaller |= shrink_elements(trial, trial.lead.size(), fails,
                                  [](Trial& t, std::size_t i) { erase_at(t.lead, i); });
  }
  return trial;
}

std::string describe(const Trial& trial) {
  return fmt::format("---- model\n{}\n---- lead\n{}\n---- as of {}\n",
                     render(trial.lines, Random(trial.layout_seed)), trial.lead.dump(),
                     format_time(trial.as_of));
}

}  // namespace leadscore::differential
