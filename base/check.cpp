#include "base/check.hpp"

#include <fmt/format.h>

namespace leadscore {

void fail_check(const char* file, int line, std::string_view message) {
  throw InternalError(fmt::format("{}:{}: {}", file, line, message));
}

}  // namespace leadscore
