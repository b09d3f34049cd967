#include "runtime/records/record_reader.hpp"

#include "base/check.hpp"
#include "runtime/records/event_table.hpp"
#include "runtime/records/events_file.hpp"
#include "runtime/records/input_limits.hpp"
#include "runtime/records/lead_block_reader.hpp"
#include "runtime/records/lead_reader.hpp"
#include "runtime/records/lead_taker.hpp"
#include "runtime/records/message_leads.hpp"
#include "runtime/records/record_blocks.hpp"
#include "runtime/records/record_stream.hpp"

#include <fmt/format.h>

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace leadscore::runtime {

namespace {

using Programs = std::span<const bytecode::Program* const>;

/// Large records make small blocks, so that a block's memory is bounded.
constexpr std::size_t kMostBlockBytes = 16 * 1024 * 1024;

class FileRecordReader final : public RecordReader {
 public:
  FileRecordReader(Programs programs, ReaderOptions options, RecordFile file)
      : programs_(programs.begin(), programs.end()),
        options_(std::move(options)),
        file_(std::move(file)),
        taker_(programs, options_, report_),
        blocks_(is_quick() ? file_.stream->blocks() : nullptr) {}

  [[nodiscard]] Result<void> begin() {
    if (const auto* const columns = file_.stream->columns()) {
      for (LeadReader& reader : taker_.readers()) {
        const auto serves = reader.use_columns(file_.name, *columns);
        if (!serves) return serves;
      }
    }
    block_reader_ = make_block_reader(options_, taker_);
    if (!options_.events) return {};
    auto events = read_events_file(programs_, options_, report_);
    if (!events) return events.error();
    events_ = std::move(*events);
    count_unjoined();
    return {};
  }

  [[nodiscard]] Result<void> read(std::span<LeadBatch> batches, std::size_t most_leads) override {
    LEADSCORE_CHECK(batches.size() == programs_.size(), "not as many batches as programs");
    for (LeadBatch& batch : batches) batch.clear();
    block_bytes_ = 0;
    while (batches.front().size() < most_leads && block_bytes_ < kMostBlockBytes && !is_at_end_ &&
           !failure_) {
      const auto read = read_some(batches, most_leads);
      if (!read) failure_ = read.error();
    }
    count_unjoined();
    // What was read before the failure comes first.
    if (failure_ && batches.front().size() == 0) return *failure_;
    return {};
  }

  ~FileRecordReader() override { give_up(); }

  [[nodiscard]] bool has_lines() const override {
    return block_reader_ && blocks_->has_blocks() && !messages_ && !is_at_end_;
  }

  [[nodiscard]] Result<std::optional<TakenLines>> take_lines(std::size_t most) override {
    if (!has_lines()) return std::optional<TakenLines>();
    auto block = blocks_->block(options_.limits.block_bytes / 4);
    if (!block) return block.error();
    // What a long line made long is read here, so that there are not many of them in memory.
    if (block->text.empty() || block->text.size() > 4 * options_.limits.block_bytes) {
      return std::optional<TakenLines>();
    }
    const CountedRecords counted = blocks_->count_records(block->text, most);
    if (counted.bytes == 0) return std::optional<TakenLines>();
    TakenLines taken{.block = std::move(*block), .records_before = blocks_->count()};
    taken.block.text = taken.block.text.substr(0, counted.bytes);
    blocks_->pass(counted.bytes, counted.lines, counted.records);
    return std::optional(std::move(taken));
  }

  void take_back(const std::vector<TakenLines>& lines) override {
    std::vector<LineBlock> blocks;
    for (const TakenLines& taken : lines) blocks.push_back(taken.block);
    blocks_->take_back(blocks, lines.front().records_before);
  }

  [[nodiscard]] std::unique_ptr<LeadBlockReader> make_block_reader(
      const ReaderOptions& options, LeadTaker& taker) const override {
    return blocks_ == nullptr ? nullptr : blocks_->make_reader(programs_, options, taker);
  }

  void give_up() override { file_.file->give_up(); }

  [[nodiscard]] ReadReport take_report() override {
    ReadReport taken = std::exchange(report_, {});
    count_unjoined();
    return taken;
  }

  [[nodiscard]] const ReadReport& report() const override { return report_; }
  [[nodiscard]] std::uint64_t bytes_read() const override { return file_.file->bytes_read(); }
  [[nodiscard]] std::uint64_t bytes_total() const override { return file_.file->bytes_total(); }

 private:
  [[nodiscard]] bool is_quick() const { return options_.is_quick && !options_.events; }
  [[nodiscard]] bool is_waiting_over() const { return messages_ && messages_->is_finished(); }

  /// Every program's table has the same events.
  void count_unjoined() {
    if (!events_.empty()) report_.unjoined_events = events_.front()->unjoined_count();
  }

  [[nodiscard]] Result<void> read_some(std::span<LeadBatch> batches, std::size_t most_leads) {
    if (is_waiting_over()) return read_waiting(batches);
    // From the first message on, records wait.
    if (!block_reader_ || messages_) return read_next(batches);
    const auto block = blocks_->block(0);
    if (!block) return block.error();
    if (block->text.empty()) return read_next(batches);
    const BlockRead read = block_reader_->read(*block, blocks_->count(), batches, most_leads,
                                               kMostBlockBytes - block_bytes_);
    blocks_->pass(read.bytes, read.lines, read.records);
    block_bytes_ += read.batch_bytes;
    return read.is_stopped ? read_next(batches) : Result<void>();
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
      taker_.reject(record_.text, record_.line, record_.reason);
      return {};
    }
    if (taker_.looks_at_message(record_)) return take_message();
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
    if (*objection) taker_.reject(record_.text, record_.line, std::move(**objection));
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
    for (std::size_t at = 0; at < programs_.size(); ++at) {
      taker_.readers()[at].begin(waiting_.id);
      const auto joined = taker_.readers()[at].join(messages_->table(at));
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
    static_cast<void>(taker_.looks_at_message(record));
    return read_record(batches, record);
  }

  /// Reads a record that was looked at.
  [[nodiscard]] Result<void> read_record(std::span<LeadBatch> batches, const Record& record) {
    taker_.read(record);
    return take_lead(batches, record.text, record.line);
  }

  /// Joins the lead that all readers read with its events, and takes it into the batches.
  [[nodiscard]] Result<void> take_lead(std::span<LeadBatch> batches, std::string_view text,
                                       std::uint64_t line) {
    for (std::size_t at = 0; at < events_.size(); ++at) {
      const auto joined = taker_.readers()[at].join(*events_[at]);
      if (!joined) return joined;
    }
    block_bytes_ += taker_.take(batches, text, line);
    return {};
  }

  std::vector<const bytecode::Program*> programs_;
  ReaderOptions options_;
  RecordFile file_;
  ReadReport report_;
  LeadTaker taker_;
  RecordBlocks* blocks_;                             // the stream's, if they are wanted
  std::unique_ptr<LeadBlockReader> block_reader_;    // then
  std::vector<std::unique_ptr<EventTable>> events_;  // by program; empty: no file of events
  std::unique_ptr<MessageLeads> messages_;           // from the first message on
  WaitingLead waiting_;
  JsonLine json_;  // of a record that waited
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

}  // namespace leadscore::runtime
