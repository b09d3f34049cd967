// What a file of leads holds, without any model: its keys with what their values have in common,
// and the kinds of its events. One pass, through the readers that scoring uses, in bounded memory.
#pragma once

#include "base/result.hpp"
#include "runtime/records/record_reader.hpp"
#include "runtime/survey/key_surveys.hpp"
#include "runtime/survey/kind_surveys.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace leadscore::runtime {

struct SurveyOptions {
  ReaderOptions reader;
  std::optional<std::uint64_t> most_records = {};  // of the file of leads; none: all
  /// Asked now and then, for a progress bar.
  std::function<void(std::uint64_t bytes_read, std::uint64_t bytes_total, std::uint64_t records)>
      on_progress = {};
};

struct Survey {
  static constexpr std::size_t kMostKeys = 1'000;

  Survey() = default;
  Survey(const Survey&) = delete;
  Survey& operator=(const Survey&) = delete;

  SurveyMemory memory;  // that all below share
  KeySurveys fields{kMostKeys, memory};
  KindSurveys kinds{memory};
  std::uint64_t leads = 0;     // records that are leads
  std::uint64_t messages = 0;  // of Segment, on lines of their own
  std::uint64_t events = 0;    // with a type, wherever they stood
  std::uint64_t rejected = 0;
  std::uint64_t unreadable_events = 0;  // no object, or no type
  bool is_cut = false;                  // there were more records than were asked for
};

/// Looks at the file that `options.reader.path` names, and at its file of events if there is one.
/// Errors: those of opening and reading them (see RecordReader::open), and a CSV that begins with
/// no names of columns.
[[nodiscard]] Result<std::unique_ptr<Survey>> survey_records(const SurveyOptions& options);

}  // namespace leadscore::runtime
