// Values that did not read as their type: kept until their record is taken, then counted in the
// report with their first place.
#pragma once

#include "runtime/records/record_reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// One value of one record.
struct Unread {
  std::string name;   // as UnreadValue's
  std::string type;   // as UnreadValue's
  std::string value;  // shown
};

/// Counts it in the report, with its place if it is the first of its name.
void count_unread(const Unread& unread, std::string_view file, std::uint64_t line,
                  ReadReport& report);

/// Adds what was met in a later part of a file.
void add_report(const ReadReport& more, ReadReport& all);

/// Adds to `all` what one more reader of the same record met, unless an earlier one met the same.
void add_unread(const std::vector<Unread>& more, std::vector<Unread>& all);

/// Why a strict reader rejects the record: `employees is "many", which does not read as number`.
[[nodiscard]] std::string strict_reason(const Unread& unread);

}  // namespace leadscore::runtime
