// Where bytes come from: the bottom layer of reading records. Each layer above it is a ByteSource,
// too: unpacked, then turned into UTF-8.
#pragma once

#include "base/result.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace leadscore::runtime {

/// A stream of bytes, read once from its beginning to its end.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  /// Puts at least one byte to the beginning of `out` (which is not empty) and returns how many; 0
  /// at the end. After an error it is not asked again.
  [[nodiscard]] virtual Result<std::size_t> read(std::span<char> out) = 0;
};

/// How messages call a path: in quotes, or "standard input" for `-`.
[[nodiscard]] std::string display_path(std::string_view path);

/// A file, or standard input (`-`).
class FileSource final : public ByteSource {
 public:
  /// Errors: no such file, a directory, no permission. `block_bytes` is the most that one read()
  /// asks the system for.
  [[nodiscard]] static Result<std::unique_ptr<FileSource>> open(const std::string& path,
                                                                std::size_t block_bytes);
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override;

  [[nodiscard]] Result<std::size_t> read(std::span<char> out) override;

  /// Ends the file where it is, also for a thread that waits in read() for what a pipe brings. Any
  /// thread may call it, and bytes_read().
  void give_up();

  [[nodiscard]] std::uint64_t bytes_read() const {
    return bytes_read_.load(std::memory_order_relaxed);
  }
  /// The size of the file; 0 if it has none (a pipe).
  [[nodiscard]] std::uint64_t bytes_total() const { return bytes_total_; }

 private:
  FileSource(std::string path, int descriptor, std::size_t block_bytes);

  std::string path_;
  int descriptor_;
  std::size_t block_bytes_;
  [[nodiscard]] bool waits_in_vain();

  std::atomic<std::uint64_t> bytes_read_ = 0;
  std::uint64_t bytes_total_ = 0;
  // Of what may keep its reader waiting: a pipe that give_up() closes, which wakes the one that
  // waits. The first end is looked at, the second closed.
  std::array<int, 2> wake_{-1, -1};
  std::atomic<bool> is_given_up_ = false;
};

/// A text in memory; at most `block_bytes` at a time.
class MemorySource final : public ByteSource {
 public:
  MemorySource(std::string bytes, std::size_t block_bytes)
      : bytes_(std::move(bytes)), block_bytes_(block_bytes) {}

  [[nodiscard]] Result<std::size_t> read(std::span<char> out) override;

 private:
  std::string bytes_;
  std::size_t block_bytes_;
  std::size_t at_ = 0;
};

/// A source whose first bytes can be looked at before they are read.
class PeekableSource final : public ByteSource {
 public:
  explicit PeekableSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  /// The next `count` bytes, or fewer where the source ends before. The view lasts until the next
  /// call.
  [[nodiscard]] Result<std::string_view> peek(std::size_t count);
  /// Leaves out bytes that peek() has shown.
  void skip(std::size_t count) { begin_ += count; }

  [[nodiscard]] Result<std::size_t> read(std::span<char> out) override;

 private:
  void make_room(std::size_t count);

  std::unique_ptr<ByteSource> source_;
  std::unique_ptr<char[]> seen_;  // of what was read from the source already,
  std::size_t room_ = 0;
  std::size_t begin_ = 0;  // what is not passed on yet
  std::size_t end_ = 0;
  bool is_at_end_ = false;  // the source's, which is not asked again then
};

}  // namespace leadscore::runtime
