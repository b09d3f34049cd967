// Leads made of Segment's messages that stand on lines of their own in a file of leads (language.md
// §9): taken as they come, given when the file has ended.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/records/event_sink.hpp"
#include "runtime/records/event_table.hpp"
#include "runtime/records/record.hpp"
#include "runtime/records/record_reader.hpp"
#include "runtime/records/waiting_leads.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace leadscore::runtime {

/// First take_message() and take_record() all, then finish(), then next() and table(). Errors: the
/// disk is full.
class MessageLeads {
 public:
  /// The programs outlive it.
  [[nodiscard]] static Result<std::unique_ptr<MessageLeads>> create(
      std::span<const bytecode::Program* const> programs);

  /// What stands against a message; none: it was taken. Counts in `report` what did not read;
  /// `file` is where it stands.
  [[nodiscard]] Result<std::optional<std::string>> take_message(const Record& record,
                                                                const ReaderOptions& options,
                                                                ReadReport& report);
  [[nodiscard]] Result<void> take_record(const Record& record) {
    return leads_->add_record(record);
  }
  [[nodiscard]] Result<void> finish();
  [[nodiscard]] bool is_finished() const { return is_finished_; }

  /// The next lead, in the order of (first) lines. False: there is none.
  [[nodiscard]] Result<bool> next(WaitingLead& lead) { return leads_->next(lead); }
  /// The events of all messages, as a program reads them.
  [[nodiscard]] EventTable& table(std::size_t program) { return *tables_[program]; }

 private:
  MessageLeads(EventSink sink, std::unique_ptr<WaitingLeads> leads);

  EventSink sink_;
  std::unique_ptr<WaitingLeads> leads_;
  std::vector<std::unique_ptr<EventTable>> tables_;
  bool is_finished_ = false;
};

}  // namespace leadscore::runtime
