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

void add_report(const ReadReport& more, ReadReport& all) {
  all.leads += more.leads;
  all.rejected += more.rejected;
  all.unreadable_events += more.unreadable_events;
  all.unjoined_events += more.unjoined_events;
  all.messages += more.messages;
  all.ignored_messages += more.ignored_messages;
  for (const UnreadValue& value : more.unread_values) {
    const auto known =
        std::find_if(all.unread_values.begin(), all.unread_values.end(),
                     [&](const UnreadValue& other) { return other.name == value.name; });
    if (known == all.unread_values.end()) {
      all.unread_values.push_back(value);
    } else {
      known->count += value.count;
    }
  }
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
