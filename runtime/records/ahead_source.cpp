#include "runtime/records/ahead_source.hpp"

#include <algorithm>
#include <utility>

namespace leadscore::runtime {

AheadSource::AheadSource(std::unique_ptr<ByteSource> source, std::size_t block_bytes)
    : source_(std::move(source)) {
  for (Block& block : blocks_) block.bytes.resize(std::max(block_bytes, std::size_t{1}));
  thread_ = std::jthread([this](const std::stop_token& stop) { read_ahead(stop); });
}

void AheadSource::read_ahead(const std::stop_token& stop) {
  bool has_more = true;
  for (std::size_t at = 0; has_more; at = (at + 1) % blocks_.size()) {
    Block& block = blocks_[at];
    std::unique_lock lock(mutex_);
    if (!changed_.wait(lock, stop, [&] { return !block.is_full; })) return;
    lock.unlock();
    has_more = fill(block);
    lock.lock();
    block.is_full = true;
    changed_.notify_all();
  }
}

/// False: nothing comes behind it.
bool AheadSource::fill(Block& block) {
  try {
    const auto got = source_->read(block.bytes);
    block.size = got ? *got : 0;
    if (!got) block.failure = got.error();
  } catch (...) {  // goes on in read()
    block.size = 0;
    block.thrown = std::current_exception();
  }
  return block.size > 0;
}

Result<std::size_t> AheadSource::read(std::span<char> out) {
  Block& block = blocks_[reading_];
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return block.is_full; });
  lock.unlock();
  if (block.thrown) std::rethrow_exception(block.thrown);
  if (block.failure) return *block.failure;
  if (block.size == 0) return std::size_t{0};
  const std::size_t count = std::min(out.size(), block.size - at_);
  std::copy_n(block.bytes.data() + at_, count, out.data());
  at_ += count;
  if (at_ < block.size) return count;
  at_ = 0;
  reading_ = (reading_ + 1) % blocks_.size();
  lock.lock();
  block.is_full = false;
  changed_.notify_all();
  return count;
}

}  // namespace leadscore::runtime
