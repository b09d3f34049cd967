#include "runtime/records/lead_taker.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace leadscore::runtime {

namespace {

/// Why a strict reader does not take the lead; none if it does.
std::optional<std::string> strict_objection(const Met& met) {
  if (!met.unread.empty()) return strict_reason(met.unread.front());
  if (met.unreadable_events == 0) return std::nullopt;
  return "`events` holds something that is no event: an event is an object with a \"type\"";
}

}  // namespace

void add_met(const GivenLead& lead, Met& met) {
  add_unread(lead.unread, met.unread);
  met.unreadable_events = lead.unreadable_events;
  met.ignored_messages = lead.ignored_messages;
}

void count_lead(const Met& met, std::string_view file, std::uint64_t line, ReadReport& report) {
  ++report.leads;
  report.unreadable_events += met.unreadable_events;
  report.ignored_messages += met.ignored_messages;
  for (const Unread& unread : met.unread) count_unread(unread, file, line, report);
}

LeadTaker::LeadTaker(std::span<const bytecode::Program* const> programs,
                     const ReaderOptions& options, ReadReport& report)
    : options_(options), report_(report) {
  for (const bytecode::Program* const program : programs) {
    readers_.emplace_back(*program, options.id_key);
  }
}

bool LeadTaker::looks_at_message(const Record& record) {
  readers_.front().look_at(record);
  return readers_.front().is_message();
}

void LeadTaker::read(const Record& record) {
  for (std::size_t at = 1; at < readers_.size(); ++at) readers_[at].look_at(record);
  const std::string default_id = fmt::format_int(record.number).str();
  for (LeadReader& reader : readers_) reader.read(default_id);
}

std::size_t LeadTaker::take(std::span<LeadBatch> batches, std::string_view text,
                            std::uint64_t line) {
  Met met;
  for (LeadReader& reader : readers_) {
    if (reader.has_too_many_events()) {  // and so it has for the other programs
      reject(text, line, too_many_events(reader.lead().id));
      return 0;
    }
    reader.finish();
    add_met(reader.lead(), met);
  }
  if (options_.is_strict) {
    if (auto objection = strict_objection(met)) {
      reject(text, line, std::move(*objection));
      return 0;
    }
  }
  count_lead(met, options_.path, line, report_);
  for (std::size_t at = 0; at < readers_.size(); ++at) readers_[at].add_to(batches[at], line);
  return text.size() + readers_.front().lead().given.events.size() * kEventBytes;
}

void LeadTaker::reject(std::string_view text, std::uint64_t line, std::string reason) {
  ++report_.rejected;
  if (!options_.on_reject) return;
  options_.on_reject(
      {.file = options_.path, .line = line, .text = text, .reason = std::move(reason)});
}

}  // namespace leadscore::runtime
