// Small random models over few fields and pages, and every lead that they can tell apart.
#pragma once

#include "base/time.hpp"
#include "tests/reference/reference.hpp"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::prove {

inline constexpr TimeMs kNow = 1'767'225'600'000;  // 2026-01-01

/// Writes conditions over a number `n`, a text `t`, a yes/no `y` and two pages.
class ConditionWriter {
 public:
  explicit ConditionWriter(std::uint32_t seed) : random_(seed) {}

  static constexpr std::string_view kLead = "lead { n: number\n t: text\n y: yes/no }\n";

  std::size_t below(std::size_t count) { return random_() % count; }
  std::string test();
  std::string condition(int depth);

 private:
  std::mt19937 random_;
};

/// A `best of`, some rules, and a part with `bounds`.
std::string small_model(std::uint32_t seed, std::string_view bounds);

/// One lead of each kind that the tests of a ConditionWriter can tell apart.
const std::vector<reference::Json>& all_leads();

}  // namespace leadscore::prove
