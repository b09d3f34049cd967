#include "tests/differential/trial.hpp"

#include "base/check.hpp"
#include "base/decimal.hpp"
#include "bytecode/image.hpp"
#include "runtime/records/lead_line_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <exception>

namespace leadscore::differential {
namespace {

std::string describe(const reference::Answer& answer) {
  if (!answer.applies) return "outside the model";
  std::vector<std::string> parts;
  for (const std::int64_t part : answer.parts_thousandths) parts.push_back(format_points(part));
  const auto place = [](const std::optional<std::size_t>& number) {
    return number ? std::to_string(*number) : "none";
  };
  return fmt::format(
      "score {}, parts [{}], grades [{}], stages met [{}], stage {}, disqualified {}, route {}, "
      "alerts [{}], nevers broken [{}]",
      format_points(answer.score_thousandths), fmt::join(parts, ", "),
      fmt::join(answer.grades, ", "), fmt::join(answer.stages_met, ", "), place(answer.stage),
      answer.is_disqualified, place(answer.route), fmt::join(answer.alerts, ", "),
      fmt::join(answer.nevers, ", "));
}

bool is_same(const reference::Answer& one, const reference::Answer& other) {
  return one.applies == other.applies && one.score_thousandths == other.score_thousandths &&
         one.parts_thousandths == other.parts_thousandths && one.grades == other.grades &&
         one.stages_met == other.stages_met && one.stage == other.stage &&
         one.is_disqualified == other.is_disqualified && one.route == other.route &&
         one.alerts == other.alerts && one.nevers == other.nevers;
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

// Takes away attributes of events, one by one.
bool shrink_attributes(Trial& trial, const std::function<bool(const Trial&)>& fails) {
  if (!trial.lead.contains("events")) return false;
  bool is_smaller = false;
  for (std::size_t event = 0; event < trial.lead["events"].size(); ++event) {
    const reference::Json& json = trial.lead["events"][event];
    if (!json.is_object()) continue;
    is_smaller |= shrink_elements(trial, json.size(), fails, [event](Trial& t, std::size_t i) {
      erase_at(t.lead["events"][event], i);
    });
  }
  return is_smaller;
}

// The program as an image gives it back; an image of that is the same image.
bytecode::Program through_image(const bytecode::Program& program) {
  const std::string image = bytecode::write_image(program);
  Result<bytecode::Program> read = bytecode::read_image(image);
  LEADSCORE_CHECK(read, "the image was not read: " + read.error().message);
  LEADSCORE_CHECK(bytecode::write_image(*read) == image, "the image of an image is another one");
  return std::move(*read);
}

}  // namespace

Compilation compile_lines(const Trial& trial) {
  return compile("random.score", render(trial.lines, Random(trial.layout_seed)));
}

std::optional<std::string> difference(const reference::Answer& engine,
                                      const reference::Answer& twin) {
  if (is_same(engine, twin)) return std::nullopt;
  return fmt::format("engine: {}\n  twin: {}\n", describe(engine), describe(twin));
}

Engines::Engines(const Compilation& compilation, Load load)
    : model_(*compilation.model),
      from_image_(load == Load::kFromImage ? std::optional(through_image(*compilation.program))
                                           : std::nullopt),
      plain_program_(lower(model_, compilation.sources, {.simplify = false})),
      program_(from_image_ ? *from_image_ : *compilation.program),
      engine_(program_),
      plain_(plain_program_) {}

Comparison Engines::compare_as(const Trial& trial, const Scoring& score) {
  Comparison comparison;
  try {
    comparison.twin = reference::evaluate(model_, trial.lead, trial.as_of);
    comparison.difference = difference(score(engine_, 0), comparison.twin);
    if (comparison.difference) return comparison;
    comparison.difference = difference(score(plain_, 1), comparison.twin);
    if (comparison.difference) *comparison.difference += "(without simplification)\n";
  } catch (const std::exception& error) {
    comparison.difference = fmt::format("thrown: {}\n", error.what());
  }
  return comparison;
}

Comparison Engines::compare(const Trial& trial) {
  const std::string json = trial.lead.dump();
  return compare_as(trial,
                    [&](Engine& engine, std::size_t) { return engine.score(json, trial.as_of); });
}

void Engines::read(const std::vector<reference::Json>& leads) {
  batches_ = read_as_lines({&program_, &plain_program_}, leads);
}

Comparison Engines::compare(const Trial& trial, std::size_t line) {
  return compare_as(trial, [&](Engine& engine, std::size_t number) {
    return engine.score(batches_[number], line, trial.as_of);
  });
}

runtime::Explanation Engines::explain(std::size_t line, TimeMs as_of) {
  return engine_.explain(batches_[0], line, as_of);
}

std::optional<std::string> Engines::compare_batches(TimeMs as_of) {
  if (auto found = engine_.compare_batch(batches_[0], as_of)) return found;
  auto found = plain_.compare_batch(batches_[1], as_of);
  if (found) *found += "(without simplification)\n";
  return found;
}

std::optional<std::string> Engines::compare_alone(const std::vector<reference::Json>& leads,
                                                  TimeMs as_of) {
  runtime::LeadLineReader reader(program_);
  runtime::LeadBatch batch(program_);
  for (std::size_t lead = 0; lead < leads.size(); ++lead) {
    batch.clear();
    const Result<void> read = reader.read(leads[lead].dump(), batch);
    LEADSCORE_CHECK(read, "a record was not read: " + read.error().message);
    const auto found = engine_.compare_batch(batch, as_of);
    if (found) return fmt::format("(alone, the lead of line {})\n{}", lead + 1, *found);
  }
  return std::nullopt;
}

std::optional<std::string> difference(const Trial& trial) {
  const Compilation compilation = compile_lines(trial);
  if (!compilation.program) return std::nullopt;
  return Engines(compilation, trial.load).compare(trial).difference;
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
    is_smaller |= shrink_attributes(trial, fails);
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
