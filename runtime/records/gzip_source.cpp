#include "runtime/records/gzip_source.hpp"

#include "base/check.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

namespace leadscore::runtime {

struct GzipSource::Stream {
  z_stream z{};
};

namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;

}  // namespace

GzipSource::GzipSource(std::string name, std::unique_ptr<ByteSource> packed,
                       std::size_t block_bytes)
    : name_(std::move(name)),
      packed_(std::move(packed)),
      block_(block_bytes),
      stream_(std::make_unique<Stream>()) {
  LEADSCORE_CHECK(inflateInit2(&stream_->z, kGzipOnly) == Z_OK, "zlib does not start");
}

GzipSource::~GzipSource() { inflateEnd(&stream_->z); }

Result<std::size_t> GzipSource::read(std::span<char> out) {
  z_stream& z = stream_->z;
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out =
      static_cast<uInt>(std::min<std::size_t>(out.size(), std::numeric_limits<uInt>::max()));
  const uInt wanted = z.avail_out;
  while (z.avail_out == wanted && !is_at_end_) {
    if (is_between_members_) {
      const auto has_more = begin_next_member();
      if (!has_more) return has_more.error();
      if (!*has_more) break;
    }
    const auto has_input = fill();
    if (!has_input) return has_input.error();
    const int status = inflate(&z, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      is_between_members_ = true;
    } else if (status == Z_BUF_ERROR && !*has_input) {
      return damaged("ends before it is complete: was it downloaded whole?");
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      return damaged("is damaged");
    }
    bytes_unpacked_ += wanted - z.avail_out;
  }
  return static_cast<std::size_t>(wanted - z.avail_out);
}

/// Sees to it that there is packed input, if there is any left; returns whether there is.
Result<bool> GzipSource::fill() {
  z_stream& z = stream_->z;
  if (z.avail_in > 0) return true;
  const auto got = packed_->read(block_);
  if (!got) return got.error();
  z.next_in = reinterpret_cast<Bytef*>(block_.data());
  z.avail_in = static_cast<uInt>(*got);
  return *got > 0;
}

/// Goes on to the member that follows; returns false where none does. Zeros at the end are padding
/// (of tapes), as gzip itself sees them.
Result<bool> GzipSource::begin_next_member() {
  z_stream& z = stream_->z;
  while (true) {
    const auto has_input = fill();
    if (!has_input) return has_input.error();
    if (!*has_input) {
      is_at_end_ = true;
      return false;
    }
    if (*z.next_in != 0) break;
    ++z.next_in;
    --z.avail_in;
  }
  if (static_cast<char>(*z.next_in) != kGzipMagic.front()) {
    return damaged("goes on with something that is not gzip");
  }
  LEADSCORE_CHECK(inflateReset2(&stream_->z, kGzipOnly) == Z_OK, "zlib does not start again");
  is_between_members_ = false;
  return true;
}

Error GzipSource::damaged(std::string_view how) const {
  return {fmt::format("{} {} (it unpacks as far as byte {})", name_, how, bytes_unpacked_)};
}

}  // namespace leadscore::runtime
