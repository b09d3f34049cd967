// What the tests of quick readers have in common: the same file read by the general reader alone.
#pragma once

#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>

namespace leadscore::runtime::testing {

inline std::string spell(const ReadReport& report) {
  std::string spelled =
      fmt::format("{} {} {} {} {}", report.leads, report.rejected, report.unreadable_events,
                  report.messages, report.ignored_messages);
  for (const UnreadValue& value : report.unread_values) {
    spelled += fmt::format(" {}:{}:{}:{}:{}", value.name, value.type, value.count, value.line,
                           value.value);
  }
  return spelled;
}

/// Reads a file with the quick readers and without: everything must be the same.
inline void check_same(const bytecode::Program& program, const std::string& bytes,
                       ReaderOptions options, std::size_t batch_size) {
  const TemporaryFile file(bytes);
  options.path = file.path();
  Reading quick = read_file(program, options, batch_size);
  options.is_quick = false;
  Reading general = read_file(program, options, 1000);
  for (UnreadValue& value : quick.report.unread_values) value.file.clear();
  CHECK(quick.error == general.error);
  CHECK(quick.leads == general.leads);
  CHECK(quick.lines == general.lines);
  CHECK(quick.rejects == general.rejects);
  REQUIRE(quick.reject_texts.size() == general.reject_texts.size());
  for (std::size_t at = 0; at < quick.reject_texts.size(); ++at) {
    // Of a line too long the beginning is told, as much of it as came in one block.
    const std::size_t told =
        quick.rejects[at].ends_with("too long to be a record")
            ? std::min(quick.reject_texts[at].size(), general.reject_texts[at].size())
            : quick.reject_texts[at].npos;
    CHECK(quick.reject_texts[at].substr(0, told) == general.reject_texts[at].substr(0, told));
  }
  CHECK(spell(quick.report) == spell(general.report));
}

}  // namespace leadscore::runtime::testing
