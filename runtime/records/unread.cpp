#include "runtime/records/unread.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace leadscore::runtime {

void count_unread(const Unread& unread, std::string_view file, std::uint64_t line,
                  ReadReport& report) {
  auto counted = std::find_if(report.unread_values.begin(), report.unread_values.end(),
                              [&](const UnreadValue& value) { return value.name == unread.name; });
  if (counted == report.unread_values.end()) {
    report.unread_values.push_back({.name = unread.name,
                                    .type = unread.type,
                                    .count = 0,
                                    .file = std::string(file),
                                    .line = line,
                                    .value = unread.value});
    counted = report.unread_values.end() - 1;
  }
  ++counted->count;
}

void add_unread(const std::vector<Unread>& more, std::vector<Unread>& all) {
  std::set<std::pair<std::string_view, std::string_view>> known;  // by name and type
  for (const Unread& unread : all) known.emplace(unread.name, unread.type);
  std::vector<Unread> added;
  for (const Unread& unread : more) {
    if (!known.contains({unread.name, unread.type})) added.push_back(unread);
  }
  all.insert(all.end(), added.begin(), added.end());
}

std::string strict_reason(const Unread& unread) {
  return fmt::format("{} is \"{}\", which does not read as {}", unread.name, unread.value,
                     unread.type);
}

}  // namespace leadscore::runtime
