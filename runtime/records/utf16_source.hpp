// Turns UTF-16 into UTF-8.
#pragma once

#include "runtime/records/byte_source.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace leadscore::runtime {

enum class Utf16Order { kLittleEndian, kBigEndian };

/// UTF-8 from UTF-16. A half of a pair without its other half, and an odd byte at the end, become
/// bytes that are no UTF-8 either, so that the record which holds them is rejected as it would be
/// in UTF-8.
class Utf16Source final : public ByteSource {
 public:
  Utf16Source(std::unique_ptr<ByteSource> source, Utf16Order order, std::size_t block_bytes);
  Utf16Source(const Utf16Source&) = delete;
  Utf16Source& operator=(const Utf16Source&) = delete;
  ~Utf16Source() override;

  [[nodiscard]] Result<std::size_t> read(std::span<char> out) override;

 private:
  struct Converter;  // iconv's, which no other file needs to see

  [[nodiscard]] Result<bool> convert_block();

  std::unique_ptr<ByteSource> source_;
  std::unique_ptr<Converter> converter_;
  std::size_t block_bytes_;
  std::string input_;   // not yet converted
  std::string output_;  // converted, not yet passed on
  std::size_t at_ = 0;  // what of `output_` was passed on
};

}  // namespace leadscore::runtime
