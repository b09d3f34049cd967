// Reads a source in a thread of its own, some blocks ahead of who wants them.
#pragma once

#include "runtime/records/byte_source.hpp"

#include <array>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace leadscore::runtime {

/// Its own reader is one thread at a time. Where the source may keep its thread waiting, its owner
/// ends that (FileSource::give_up) before this is destroyed.
class AheadSource final : public ByteSource {
 public:
  /// Reads up to two blocks of `block_bytes` ahead.
  AheadSource(std::unique_ptr<ByteSource> source, std::size_t block_bytes);

  /// Errors are the source's, behind all that it gave before.
  [[nodiscard]] Result<std::size_t> read(std::span<char> out) override;

 private:
  /// A part of the source; the one that reads has it while it is empty, the other while it is full.
  struct Block {
    std::vector<char> bytes;
    std::size_t size = 0;  // 0 where it is full: the end, or the failure
    std::optional<Error> failure;
    std::exception_ptr thrown;
    bool is_full = false;
  };

  void read_ahead(const std::stop_token& stop);
  [[nodiscard]] bool fill(Block& block);

  std::unique_ptr<ByteSource> source_;
  std::mutex mutex_;                     // guards Block::is_full
  std::condition_variable_any changed_;  // one of them
  std::array<Block, 2> blocks_;
  std::size_t reading_ = 0;  // the block that is read from, and
  std::size_t at_ = 0;       // how far it was
  std::jthread thread_;      // the last member: it uses the others
};

}  // namespace leadscore::runtime
