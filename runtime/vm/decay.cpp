#include "runtime/vm/decay.hpp"

#include "runtime/signals/window.hpp"

#include <algorithm>
#include <limits>

namespace leadscore::runtime {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kWhole = 1'000'000'000;  // f₀

/// points × part / whole, rounded to the nearest thousandth, halves away from zero.
std::int64_t share(std::int64_t points, std::int64_t part, std::int64_t whole) {
  const Wide product = Wide{points} * part;
  const Wide size = product < 0 ? -product : product;
  const Wide rounded = (2 * size + whole) / (Wide{2} * whole);
  return static_cast<std::int64_t>(product < 0 ? -rounded : rounded);
}

std::vector<std::int64_t> factors_of(std::uint32_t percent_hundredths) {
  std::vector<std::int64_t> factors;
  const std::int64_t rest = 10'000 - std::int64_t{percent_hundredths};
  for (std::int64_t factor = kWhole; factor > 0; factor = factor * rest / 10'000) {
    factors.push_back(factor);
  }
  return factors;
}

}  // namespace

Decays::Decays(const bytecode::Program& program) {
  for (const bytecode::Rule& rule : program.rules) {
    if (!rule.decay || rule.decay->is_fade) continue;
    const auto [place, is_new] = factors_.try_emplace(rule.decay->percent_hundredths);
    if (is_new) place->second = factors_of(rule.decay->percent_hundredths);
  }
}

std::int64_t Decays::decayed(const bytecode::Rule& rule, std::optional<TimeMs> time,
                             TimeMs as_of) const {
  if (!rule.decay || !time) return rule.points_thousandths;
  const std::int64_t age = difference(as_of, *time);
  if (rule.decay->is_fade) {
    const std::int64_t hours = rule.decay->period_ms / kMsPerHour;
    const std::int64_t left = std::max<std::int64_t>(0, hours - age / kMsPerHour);
    return share(rule.points_thousandths, left, hours);
  }
  const std::vector<std::int64_t>& factors = factors_.at(rule.decay->percent_hundredths);
  const auto steps = static_cast<std::uint64_t>(age / rule.decay->period_ms);
  return steps < factors.size() ? share(rule.points_thousandths, factors[steps], kWhole) : 0;
}

std::optional<TimeMs> Decays::next_step(const bytecode::Rule& rule, std::optional<TimeMs> time,
                                        TimeMs as_of) const {
  if (!rule.decay || !time) return std::nullopt;
  const DurationMs step = rule.decay->is_fade ? kMsPerHour : rule.decay->period_ms;
  const std::int64_t next = difference(as_of, *time) / step + 1;
  const std::int64_t steps =
      rule.decay->is_fade
          ? rule.decay->period_ms / kMsPerHour
          : static_cast<std::int64_t>(factors_.at(rule.decay->percent_hundredths).size());
  const Wide moment = Wide{*time} + Wide{next} * step;
  if (next > steps || moment > std::numeric_limits<TimeMs>::max()) return std::nullopt;
  return static_cast<TimeMs>(moment);
}

}  // namespace leadscore::runtime
