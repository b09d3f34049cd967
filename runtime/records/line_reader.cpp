#include "runtime/records/line_reader.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <utility>

namespace leadscore::runtime {

namespace {

/// The longest beginning of `text` of at most `most_bytes` that does not end inside a code point.
std::string_view cut(std::string_view text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) return text;
  std::size_t size = most_bytes;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

}  // namespace

LineReader::LineReader(std::unique_ptr<ByteSource> source, LineEnd line_end, std::size_t most_bytes,
                       std::size_t block_bytes, std::uint64_t first_number)
    : source_(std::move(source)),
      line_end_(line_end),
      most_bytes_(most_bytes),
      first_bytes_(std::max(block_bytes, std::size_t{2})),
      next_number_(first_number),
      buffer_(std::make_shared_for_overwrite<char[]>(first_bytes_ + kPadding)),
      buffer_bytes_(first_bytes_) {}

Result<std::optional<Line>> LineReader::next() {
  while (true) {
    if (const auto size = find_line_end()) {
      const Line line = take(*size);
      return std::optional(line);
    }
    if (is_at_end_) {
      if (begin_ == end_) return std::optional<Line>();
      return std::optional(take(end_ - begin_));
    }
    // Two bytes more than the line may have: its line end.
    if (end_ - begin_ > most_bytes_ + 2) return pass_over_long_line();
    const auto filled = fill();
    if (!filled) return filled.error();
  }
}

/// The size of the next line with its line end, if all of it is in the buffer.
std::optional<std::size_t> LineReader::find_line_end() {
  const char* const from = buffer_.get() + begin_ + scanned_;
  const std::size_t size = end_ - begin_ - scanned_;
  if (line_end_ == LineEnd::kOrCarriageReturn) return find_either_line_end(end_);
  const void* const found = size == 0 ? nullptr : std::memchr(from, '\n', size);
  if (found == nullptr) {
    scanned_ = end_ - begin_;
    return std::nullopt;
  }
  return static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.get()) - begin_ + 1;
}

std::optional<std::size_t> LineReader::find_either_line_end(std::size_t end) {
  std::size_t at = begin_ + scanned_;
  while (at < end && buffer_[at] != '\n' && buffer_[at] != '\r') ++at;
  scanned_ = at - begin_;
  if (at == end) return std::nullopt;
  if (buffer_[at] == '\n') return scanned_ + 1;
  if (at + 1 < end) return scanned_ + (buffer_[at + 1] == '\n' ? 2 : 1);
  if (is_at_end_) return scanned_ + 1;
  return std::nullopt;  // it takes the next byte to know
}

Result<LineBlock> LineReader::block(std::size_t least_bytes) {
  while (true) {
    const std::size_t size = end_ - begin_;
    const char* const begin = buffer_.get() + begin_;
    const std::size_t last = std::string_view(begin, size).rfind('\n');
    const bool is_last = is_at_end_ || failure_;
    if (last != std::string_view::npos && (last + 1 >= least_bytes || is_last)) {
      return LineBlock{.text = std::string_view(begin, last + 1),
                       .first_number = next_number_,
                       .filling = filling_,
                       .memory = buffer_};
    }
    // next() need not look for a line feed there once more.
    if (last == std::string_view::npos && line_end_ == LineEnd::kLineFeed) scanned_ = size;
    if (is_at_end_ || size > most_bytes_) return LineBlock{};
    const auto filled = fill();
    // The lines before the failure come first.
    if (!filled && last == std::string_view::npos) return filled.error();
  }
}

void LineReader::pass(std::size_t bytes, std::uint64_t lines) {
  begin_ += bytes;
  next_number_ += lines;
  scanned_ = 0;
}

void LineReader::take_back(const std::vector<LineBlock>& lines) {
  LineBlock rest{.text = std::string_view(buffer_.get() + begin_, end_ - begin_),
                 .memory = buffer_};
  taken_back_.push_front(std::move(rest));
  taken_back_.insert(taken_back_.begin(), lines.begin(), lines.end());
  std::erase_if(taken_back_, [](const LineBlock& block) { return block.text.empty(); });
  next_number_ = lines.front().first_number;
  end_ = begin_;
  scanned_ = 0;
  is_at_end_ = false;
}

/// What was taken back, then the source.
Result<std::size_t> LineReader::read_on(std::span<char> out) {
  if (!taken_back_.empty()) {
    std::string_view& text = taken_back_.front().text;
    const std::size_t count = std::min(out.size(), text.size());
    std::copy_n(text.data(), count, out.data());
    text.remove_prefix(count);
    if (text.empty()) taken_back_.pop_front();
    return count;
  }
  if (failure_) return *failure_;
  if (is_source_over_) return std::size_t{0};
  auto got = source_->read(out);
  if (!got) failure_ = got.error();
  is_source_over_ = got && *got == 0;
  return got;
}

/// Reads on behind what is there.
Result<void> LineReader::fill() {
  make_room();
  const auto got =
      read_on(std::span(buffer_.get(), buffer_bytes_).subspan(end_, buffer_bytes_ - end_));
  if (!got) return got.error();
  end_ += *got;
  is_at_end_ = *got == 0;
  std::fill_n(buffer_.get() + end_, kPadding, '\0');
  return {};
}

/// Puts what is not passed on yet to the beginning of a buffer that nobody else looks at, at least
/// half of which is free.
void LineReader::make_room() {
  const std::size_t kept = end_ - begin_;
  std::size_t bytes = first_bytes_;
  while (kept > bytes / 2) bytes *= 2;
  if (bytes <= buffer_bytes_ && buffer_.use_count() == 1) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, kept);
  } else {
    std::shared_ptr<char[]> buffer = take_buffer(bytes);
    std::memcpy(buffer.get(), buffer_.get() + begin_, kept);
    if (buffer_bytes_ == first_bytes_) spare_buffers_.push_back(std::move(buffer_));
    buffer_ = std::move(buffer);
    buffer_bytes_ = bytes;
  }
  begin_ = 0;
  end_ = kept;
  ++filling_;
}

std::shared_ptr<char[]> LineReader::take_buffer(std::size_t bytes) {
  const auto spare =
      std::find_if(spare_buffers_.begin(), spare_buffers_.end(),
                   [](const std::shared_ptr<char[]>& buffer) { return buffer.use_count() == 1; });
  if (bytes != first_bytes_ || spare == spare_buffers_.end()) {
    return std::make_shared_for_overwrite<char[]>(bytes + kPadding);
  }
  // What another thread did with it is over.
  std::atomic_thread_fence(std::memory_order_acquire);
  std::shared_ptr<char[]> buffer = std::move(*spare);
  spare_buffers_.erase(spare);
  return buffer;
}

Line LineReader::take(std::size_t size_with_end) {
  Line line;
  line.number = next_number_++;
  line.with_end = std::string_view(buffer_.get() + begin_, size_with_end);
  line.text = line.with_end;
  if (line.text.ends_with('\n')) line.text.remove_suffix(1);
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  begin_ += size_with_end;
  scanned_ = 0;
  if (line.text.size() > most_bytes_) {
    line.is_too_long = true;
    line.text = cut(line.text, kBeginningBytes);
    line.with_end = line.text;
  }
  return line;
}

/// Keeps the beginning of the line in the buffer, forgets the rest of it up to its line end.
Result<std::optional<Line>> LineReader::pass_over_long_line() {
  beginning_ = cut(std::string_view(buffer_.get() + begin_, end_ - begin_), kBeginningBytes);
  while (true) {
    // A CR that is the last byte stays: it may begin the line end.
    begin_ = end_ - (buffer_[end_ - 1] == '\r' ? 1 : 0);
    scanned_ = 0;
    const auto filled = fill();
    if (!filled) return filled.error();
    const auto size = find_line_end();
    if (!size && !is_at_end_) continue;
    begin_ += size ? *size : end_ - begin_;
    scanned_ = 0;
    Line line;
    line.number = next_number_++;
    line.text = beginning_;
    line.with_end = beginning_;
    line.is_too_long = true;
    return std::optional(line);
  }
}

}  // namespace leadscore::runtime
