#include "runtime/records/record_reader.hpp"

#include "runtime/records/event_table.hpp"
#include "runtime/records/events_file.hpp"
#include "runtime/records/lead_reader.hpp"
#include "runtime/records/record_stream.hpp"
#include "runtime/records/unread.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace leadscore::runtime {

namespace {

/// Why a strict reader does not take the lead; none if it does.
std::optional<std::string> strict_objection(const GivenLead& lead) {
  if (!lead.unread.empty()) return strict_reason(lead.unread.front());
  if (lead.unreadable_events == 0) return std::nullopt;
  return "`events` holds something that is no event: an event is an object with a \"type\"";
}

/// Counts what did not read of a lead that was taken.
void count(const GivenLead& lead, std::string_view file, std::uint64_t line, ReadReport& report) {
  ++report.leads;
  report.unreadable_events += lead.unreadable_events;
  for (const Unread& unread : lead.unread) count_unread(unread, file, line, report);
}

/// Large records make small blocks, so that a block's memory is bounded.
constexpr std::size_t kMostBlockBytes = 16 * 1024 * 1024;

class FileRecordReader final : public RecordReader {
 public:
  FileRecordReader(const bytecode::Program& program, ReaderOptions options, RecordFile file)
      : options_(std::move(options)), file_(std::move(file)), reader_(program, options_.id_key) {}

  [[nodiscard]] Result<void> begin(const bytecode::Program& program) {
    if (const auto* const columns = file_.stream->columns()) {
      const auto serves = reader_.use_columns(file_.name, *columns);
      if (!serves) return serves;
    }
    if (!options_.events) return {};
    auto events = read_events_file(program, options_, report_);
    if (!events) return events.error();
    events_ = std::move(*events);
    report_.unjoined_events = events_->unjoined_count();
    return {};
  }

  [[nodiscard]] Result<void> read(LeadBatch& batch, std::size_t most_leads) override {
    batch.clear();
    std::size_t bytes = 0;
    while (batch.size() < most_leads && bytes < kMostBlockBytes && !is_at_end_ && !failure_) {
      const auto read = read_one(batch);
      if (!read) failure_ = read.error();
      bytes += record_.text.size();
    }
    if (events_) report_.unjoined_events = events_->unjoined_count();
    // What was read before the failure comes first.
    if (failure_ && batch.size() == 0) return *failure_;
    return {};
  }

  [[nodiscard]] const ReadReport& report() const override { return report_; }
  [[nodiscard]] std::uint64_t bytes_read() const override { return file_.file->bytes_read(); }
  [[nodiscard]] std::uint64_t bytes_total() const override { return file_.file->bytes_total(); }

 private:
  [[nodiscard]] Result<void> read_one(LeadBatch& batch) {
    const auto next = file_.stream->next(record_);
    if (!next) return next;
    is_at_end_ = record_.kind == Record::Kind::kEnd;
    if (is_at_end_) return {};
    if (record_.kind == Record::Kind::kReject) {
      reject(record_.reason);
      return {};
    }
    const auto read = reader_.read(record_, fmt::format_int(record_.number).str(), events_.get());
    if (!read) return read;
    const auto objection =
        options_.is_strict ? strict_objection(reader_.lead()) : std::optional<std::string>();
    if (objection) {
      reject(*objection);
      return {};
    }
    count(reader_.lead(), options_.path, record_.line, report_);
    reader_.add_to(batch, record_.line);
    return {};
  }

  void reject(std::string reason) {
    ++report_.rejected;
    if (!options_.on_reject) return;
    options_.on_reject({.file = options_.path,
                        .line = record_.line,
                        .text = record_.text,
                        .reason = std::move(reason)});
  }

  ReaderOptions options_;
  RecordFile file_;
  LeadReader reader_;
  std::unique_ptr<EventTable> events_;
  ReadReport report_;
  Record record_;
  std::optional<Error> failure_;
  bool is_at_end_ = false;
};

}  // namespace

Result<std::unique_ptr<RecordReader>> RecordReader::open(const bytecode::Program& program,
                                                         ReaderOptions options) {
  if (options.events && options.path == "-" && options.events->path == "-") {
    return Error{"leads and events cannot both come from standard input: name a file for one"};
  }
  auto file = open_records(options.path, options.limits);
  if (!file) return file.error();
  auto reader = std::make_unique<FileRecordReader>(program, std::move(options), std::move(*file));
  const auto begun = reader->begin(program);
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
  const auto read = reader.read(record, default_id, nullptr);
  if (!read) return read;
  count(reader.lead(), "", 1, report);
  reader.add_to(batch, 1);
  return {};
}

}  // namespace leadscore::runtime
