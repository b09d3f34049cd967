#include "runtime/records/line_reader.hpp"

#include <algorithm>
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
      block_bytes_(block_bytes),
      next_number_(first_number),
      buffer_(block_bytes + kPadding) {}

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
  const char* const from = buffer_.data() + begin_ + scanned_;
  const std::size_t size = end_ - begin_ - scanned_;
  if (line_end_ == LineEnd::kOrCarriageReturn) return find_either_line_end(end_);
  const void* const found = size == 0 ? nullptr : std::memchr(from, '\n', size);
  if (found == nullptr) {
    scanned_ = end_ - begin_;
    return std::nullopt;
  }
  return static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data()) - begin_ + 1;
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

/// Reads one block behind what is there.
Result<void> LineReader::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + block_bytes_ + kPadding) {
    buffer_.resize(std::max(buffer_.size() * 2, end_ + block_bytes_ + kPadding));
  }
  const auto got = source_->read(std::span(buffer_).subspan(end_, block_bytes_));
  if (!got) return got.error();
  end_ += *got;
  is_at_end_ = *got == 0;
  return {};
}

Line LineReader::take(std::size_t size_with_end) {
  Line line;
  line.number = next_number_++;
  line.with_end = std::string_view(buffer_.data() + begin_, size_with_end);
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
  beginning_ = cut(std::string_view(buffer_.data() + begin_, end_ - begin_), kBeginningBytes);
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
