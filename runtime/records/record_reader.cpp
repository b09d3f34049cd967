#include "runtime/records/record_reader.hpp"

#include "base/check.hpp"
#include "runtime/records/event_table.hpp"
#include "runtime/records/events_file.hpp"
#include "runtime/records/input_limits.hpp"
#include "runtime/records/lead_reader.hpp"
#include "runtime/records/message_leads.hpp"
#include "runtime/records/record_stream.hpp"
#include "runtime/records/unread.hpp"

#include <fmt/format.h>

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace leadscore::runtime {

namespace {

using Programs = std::span<const bytecode::Program* const>;

/// What the readers of all programs met of one lead.
struct Met {
  std::vector<Unread> unread;
  std::uint64_t unreadable_events = 0;
  std::uint64_t ignored_messages = 0;
};

void add(const GivenLead& lead, Met& met) {
  add_unread(lead.unread, met.unread);
  met.unreadable_events = lead.unreadable_events;
  met.ignored_messages = lead.ignored_messages;
}

/// Why a strict reader does not take the lead; none if it does.
std::optional<std::string> strict_objection(const Met& met) {
  if (!met.unread.empty()) return strict_reason(met.unread.front());
  if (met.unreadable_events == 0) return std::nullopt;
  return "`events` holds something that is no event: an event is an object with a \"type\"";
}

/// Counts what did not read of a lead that was taken.
void count(const Met& met, std::string_view file, std::uint64_t line, ReadReport& report) {
  ++report.leads;
  report.unreadable_events += met.unreadable_events;
  report.ignored_messages += met.ignored_messages;
  for (const Unread& unread : met.unread) count_unread(unread, file, line, report);
}

/// Large records make small blocks, so that a block's memory is bounded.
constexpr std::size_t kMostBlockBytes = 16 * 1024 * 1024;
/// What an event that was joined is taken for.
constexpr std::size_t kEventBytes = 64;

class FileRecordReader final : public RecordReader {
 public:
  FileRecordReader(Programs programs, ReaderOptions options, RecordFile file)
      : programs_(programs.begin(), programs.end()),
        options_(std::move(options)),
        file_(std::move(file)) {
    for (const bytecode::Program* const program : programs_) {
      readers_.emplace_back(*program, options_.id_key);
    }
  }

  [[nodiscard]] Result<void> begin() {
    if (const auto* const columns = file_.stream->columns()) {
      for (LeadReader& reader : readers_) {
        const auto serves = reader.use_columns(file_.name, *columns);
        if (!serves) return serves;
      }
    }
    if (!options_.events) return {};
    auto events = read_events_file(programs_, options_, report_);
    if (!events) return events.error();
    events_ = std::move(*events);
    count_unjoined();
    return {};
  }

  [[nodiscard]] Result<void> read(std::span<LeadBatch> batches, std::size_t most_leads) override {
    LEADSCORE_CHECK(batches.size() == readers_.size(), "not as many batches as programs");
    for (LeadBatch& batch : batches) batch.clear();
    block_bytes_ = 0;
    while (batches.front().size() < most_leads && block_bytes_ < kMostBlockBytes && !is_at_end_ &&
           !failure_) {
      const auto read = is_waiting_over() ? read_waiting(batches) : read_next(batches);
      if (!read) failure_ = read.error();
    }
    count_unjoined();
    // What was read before the failure comes first.
    if (failure_ && batches.front().size() == 0) return *failure_;
    return {};
  }

  [[nodiscard]] const ReadReport& report() const override { return report_; }
  [[nodiscard]] std::uint64_t bytes_read() const override { return file_.file->bytes_read(); }
  [[nodiscard]] std::uint64_t bytes_total() const override { return file_.file->bytes_total(); }

 private:
  [[nodiscard]] bool is_waiting_over() const { return messages_ && messages_->is_finished(); }

  /// Every program's table has the same events.
  void count_unjoined() {
    if (!events_.empty()) report_.unjoined_events = events_.front()->unjoined_count();
  }

  [[nodiscard]] Result<void> read_next(std::span<LeadBatch> batches) {
    const auto next = file_.stream->next(record_);
    if (!next) return next;
    if (record_.kind == Record::Kind::kEnd) {
      if (messages_) return messages_->finish();
      is_at_end_ = true;
      return {};
    }
    if (record_.kind == Record::Kind::kReject) {
      reject(record_.text, record_.line, record_.reason);
      return {};
    }
    readers_.front().look_at(record_);
    if (readers_.front().is_message()) return take_message();
    if (messages_) return messages_->take_record(record_);
    return read_record(batches, record_);
  }

  [[nodiscard]] Result<void> take_message() {
    if (!messages_) {
      auto messages = MessageLeads::create(programs_);
      if (!messages) return messages.error();
      messages_ = std::move(*messages);
    }
    auto objection = messages_->take_message(record_, options_, report_);
    if (!objection) return objection.error();
    if (*objection) reject(record_.text, record_.line, std::move(**objection));
    return {};
  }

  /// The next lead that waited for the end of the file.
  [[nodiscard]] Result<void> read_waiting(std::span<LeadBatch> batches) {
    const auto next = messages_->next(waiting_);
    if (!next) return next.error();
    if (!*next) {
      is_at_end_ = true;
      return {};
    }
    if (waiting_.is_record) return read_waiting_record(batches);
    for (std::size_t at = 0; at < readers_.size(); ++at) {
      readers_[at].begin(waiting_.id);
      const auto joined = readers_[at].join(messages_->table(at));
      if (!joined) return joined;
    }
    return take_lead(batches, {}, waiting_.line);
  }

  /// Its line was read before, without a mistake.
  [[nodiscard]] Result<void> read_waiting_record(std::span<LeadBatch> batches) {
    const auto object = json_.read_object(json_.pad(waiting_.text));
    if (!object) return object.error();
    Record record;
    record.kind = Record::Kind::kObject;
    record.line = waiting_.line;
    record.number = waiting_.number;
    record.text = waiting_.text;
    record.object = *object;
    readers_.front().look_at(record);
    return read_record(batches, record);
  }

  /// Reads a record at which the first reader looks already.
  [[nodiscard]] Result<void> read_record(std::span<LeadBatch> batches, const Record& record) {
    for (std::size_t at = 1; at < readers_.size(); ++at) readers_[at].look_at(record);
    const std::string default_id = fmt::format_int(record.number).str();
    for (LeadReader& reader : readers_) reader.read(default_id);
    return take_lead(batches, record.text, record.line);
  }

  /// Joins the lead that all readers read with its events, and takes it into the batches.
  [[nodiscard]] Result<void> take_lead(std::span<LeadBatch> batches, std::string_view text,
                                       std::uint64_t line) {
    Met met;
    for (std::size_t at = 0; at < readers_.size(); ++at) {
      if (!events_.empty()) {
        const auto joined = readers_[at].join(*events_[at]);
        if (!joined) return joined;
      }
      if (readers_[at].has_too_many_events()) {  // and so it has for the other programs
        reject(text, line, too_many_events(readers_[at].lead().id));
        return {};
      }
      readers_[at].finish();
      add(readers_[at].lead(), met);
    }
    const auto objection =
        options_.is_strict ? strict_objection(met) : std::optional<std::string>();
    if (objection) {
      reject(text, line, *objection);
      return {};
    }
    count(met, options_.path, line, report_);
    for (std::size_t at = 0; at < readers_.size(); ++at) readers_[at].add_to(batches[at], line);
    block_bytes_ += text.size() + readers_.front().lead().given.events.size() * kEventBytes;
    return {};
  }

  void reject(std::string_view text, std::uint64_t line, std::string reason) {
    ++report_.rejected;
    if (!options_.on_reject) return;
    options_.on_reject(
        {.file = options_.path, .line = line, .text = text, .reason = std::move(reason)});
  }

  std::vector<const bytecode::Program*> programs_;
  ReaderOptions options_;
  RecordFile file_;
  std::vector<LeadReader> readers_;                  // by program
  std::vector<std::unique_ptr<EventTable>> events_;  // by program; empty: no file of events
  std::unique_ptr<MessageLeads> messages_;           // from the first message on
  WaitingLead waiting_;
  JsonLine json_;  // of a record that waited
  ReadReport report_;
  Record record_;
  std::size_t block_bytes_ = 0;
  std::optional<Error> failure_;
  bool is_at_end_ = false;
};

}  // namespace

Result<std::unique_ptr<RecordReader>> RecordReader::open(const bytecode::Program& program,
                                                         ReaderOptions options) {
  const bytecode::Program* const one = &program;
  return open(std::span(&one, 1), std::move(options));
}

Result<std::unique_ptr<RecordReader>> RecordReader::open(Programs programs, ReaderOptions options) {
  LEADSCORE_CHECK(!programs.empty(), "a reader without a program");
  if (options.events && options.path == "-" && options.events->path == "-") {
    return Error{"leads and events cannot both come from standard input: name a file for one"};
  }
  auto file = open_records(options.path, options.limits);
  if (!file) return file.error();
  auto reader = std::make_unique<FileRecordReader>(programs, std::move(options), std::move(*file));
  const auto begun = reader->begin();
  if (!begun) return begun.error();
  return std::unique_ptr<RecordReader>(std::move(reader));
}

Result<void> read_json_lead(const bytecode::Program& program, std::string_view json,
                            std::string_view default_id, LeadBatch& batch, ReadReport& report) {
  JsonLine line;
  const auto object = line.read_object(line.pad(json));
  if (!object) return object.error();
  Record record;
  record.kind = Record::Kind::kObject;
  record.object = *object;
  LeadReader reader(program, std::nullopt);
  reader.look_at(record);
  reader.read(default_id);
  if (reader.has_too_many_events()) return Error{too_many_events(reader.lead().id)};
  reader.finish();
  Met met;
  add(reader.lead(), met);
  count(met, "", 1, report);
  reader.add_to(batch, 1);
  return {};
}

}  // namespace leadscore::runtime
