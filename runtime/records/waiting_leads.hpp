// The leads of a file that holds Segment's messages on lines of their own (language.md §9): a lead
// is complete only at the end of the file. Until then its messages wait in tables of events, and
// the records between them wait here, so that leads come out in the order of their first lines.
#pragma once

#include "base/result.hpp"
#include "runtime/records/record.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace leadscore::runtime {

/// A lead that waited.
struct WaitingLead {
  bool is_record = false;  // else it is made of messages
  std::string id;          // of messages
  std::string text;        // of a record: its line
  std::uint64_t line = 0;  // of the record, or of the first message
  std::uint64_t number = 0;
};

/// First add() all, then finish(), then next(). Errors: the disk is full.
class WaitingLeads {
 public:
  [[nodiscard]] static Result<std::unique_ptr<WaitingLeads>> create();
  WaitingLeads(const WaitingLeads&) = delete;
  WaitingLeads& operator=(const WaitingLeads&) = delete;
  ~WaitingLeads();

  /// A message of the lead with that id.
  [[nodiscard]] Result<void> add_message(std::string_view id, const Record& record);
  /// A record that is a lead itself.
  [[nodiscard]] Result<void> add_record(const Record& record);
  [[nodiscard]] Result<void> finish();

  /// The next lead, in the order of first lines. False: there is none.
  [[nodiscard]] Result<bool> next(WaitingLead& lead);

 private:
  struct Database;

  WaitingLeads();

  std::unique_ptr<Database> database_;
};

}  // namespace leadscore::runtime
