// Unpacks gzip: one member after the other, as `cat a.gz b.gz` makes them.
#pragma once

#include "runtime/records/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace leadscore::runtime {

/// What every gzip file begins with.
inline constexpr std::string_view kGzipMagic = "\x1f\x8b";

class GzipSource final : public ByteSource {
 public:
  /// `name` is what errors call the file. `packed` begins with kGzipMagic.
  GzipSource(std::string name, std::unique_ptr<ByteSource> packed, std::size_t block_bytes);
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;
  ~GzipSource() override;

  /// Errors: a file that ends too early or is damaged; says how far it could be unpacked.
  [[nodiscard]] Result<std::size_t> read(std::span<char> out) override;

 private:
  struct Stream;  // zlib's, which no other file needs to see

  [[nodiscard]] Result<bool> fill();
  [[nodiscard]] Result<bool> begin_next_member();
  [[nodiscard]] Error damaged(std::string_view how) const;

  std::string name_;
  std::unique_ptr<ByteSource> packed_;
  std::vector<char> block_;
  std::unique_ptr<Stream> stream_;
  std::uint64_t bytes_unpacked_ = 0;
  bool is_between_members_ = false;
  bool is_at_end_ = false;
};

}  // namespace leadscore::runtime
