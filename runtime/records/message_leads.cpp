#include "runtime/records/message_leads.hpp"

#include "runtime/records/segment_message.hpp"
#include "runtime/records/unread.hpp"

#include <utility>

namespace leadscore::runtime {

MessageLeads::MessageLeads(EventSink sink, std::unique_ptr<WaitingLeads> leads)
    : sink_(std::move(sink)), leads_(std::move(leads)) {}

Result<std::unique_ptr<MessageLeads>> MessageLeads::create(
    std::span<const bytecode::Program* const> programs) {
  auto sink = EventSink::create(programs, EventKeys{});
  if (!sink) return sink.error();
  auto leads = WaitingLeads::create();
  if (!leads) return leads.error();
  return std::unique_ptr<MessageLeads>(new MessageLeads(std::move(*sink), std::move(*leads)));
}

Result<std::optional<std::string>> MessageLeads::take_message(const Record& record,
                                                              const ReaderOptions& options,
                                                              ReadReport& report) {
  using Objection = std::optional<std::string>;
  sink_.look_at(record);
  const auto id = sink_.read_lead_id();
  if (!id) return Objection(kMessageNamesNoLead);
  switch (sink_.read()) {
    case EventOutcome::kNoType:
      return Objection("the track message does not name its event");
    case EventOutcome::kIgnored:
      ++report.ignored_messages;
      return Objection();
    case EventOutcome::kTaken:
      break;
  }
  if (options.is_strict && !sink_.unread().empty()) {
    return Objection(strict_reason(sink_.unread().front()));
  }
  for (const Unread& unread : sink_.unread()) {
    count_unread(unread, options.path, record.line, report);
  }
  ++report.messages;
  const auto kept = sink_.keep(*id);
  if (!kept) return kept.error();
  const auto added = leads_->add_message(*id, record);
  if (!added) return added.error();
  return Objection();
}

Result<void> MessageLeads::finish() {
  auto tables = sink_.finish();
  if (!tables) return tables.error();
  tables_ = std::move(*tables);
  is_finished_ = true;
  return leads_->finish();
}

}  // namespace leadscore::runtime
