// Checks against our own mistakes: a failed check is a bug in Leadscore, never an author's error or
// bad data. It is caught at the outermost boundary only (C API, command line, language server).
#pragma once

#include <stdexcept>
#include <string_view>

namespace leadscore {

/// A bug of ours. `what()` reads `file:line: message`.
class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws InternalError for a check that failed at `file`:`line`. Called by LEADSCORE_CHECK only.
[[noreturn]] void fail_check(const char* file, int line, std::string_view message);

}  // namespace leadscore

/// Throws InternalError with the place and `message` (a text) unless `condition` holds. `message`
/// is evaluated only on failure.
#define LEADSCORE_CHECK(condition, message)                   \
  do {                                                        \
    if (!(condition)) [[unlikely]] {                          \
      ::leadscore::fail_check(__FILE__, __LINE__, (message)); \
    }                                                         \
  } while (false)
