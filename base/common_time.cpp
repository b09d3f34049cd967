#include "base/common_time.hpp"

#include <chrono>

namespace leadscore {

constinit const std::array<KnownMonth, kKnownMonthCount> kKnownMonths = [] {
  std::array<KnownMonth, kKnownMonthCount> months;
  for (unsigned at = 0; at < months.size(); ++at) {
    const std::chrono::year_month month(
        std::chrono::year(static_cast<int>(kFirstKnownYear + at / 12)),
        std::chrono::month(at % 12 + 1));
    const std::chrono::sys_days first(month / 1);
    const std::chrono::sys_days last(month / std::chrono::last);
    months[at] = {.first_day = static_cast<std::int32_t>(first.time_since_epoch().count()),
                  .days = static_cast<std::uint32_t>((last - first).count()) + 1};
  }
  return months;
}();

}  // namespace leadscore
