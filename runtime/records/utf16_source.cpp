#include "runtime/records/utf16_source.hpp"

#include "base/check.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace leadscore::runtime {

struct Utf16Source::Converter {
  explicit Converter(Utf16Order order)
      : handle(iconv_open("UTF-8", order == Utf16Order::kLittleEndian ? "UTF-16LE" : "UTF-16BE")) {
    LEADSCORE_CHECK(handle != reinterpret_cast<iconv_t>(-1), "iconv does not know UTF-16");
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() { iconv_close(handle); }

  iconv_t handle;
};

namespace {

constexpr std::string_view kNoUtf8 = "\xff";

}  // namespace

Utf16Source::Utf16Source(std::unique_ptr<ByteSource> source, Utf16Order order,
                         std::size_t block_bytes)
    : source_(std::move(source)),
      converter_(std::make_unique<Converter>(order)),
      block_bytes_(block_bytes) {}

Utf16Source::~Utf16Source() = default;

Result<std::size_t> Utf16Source::read(std::span<char> out) {
  while (at_ == output_.size()) {
    const auto has_more = convert_block();
    if (!has_more) return has_more.error();
    if (!*has_more) return 0;
  }
  const std::size_t count = std::min(out.size(), output_.size() - at_);
  std::copy_n(output_.data() + at_, count, out.data());
  at_ += count;
  return count;
}

/// Reads a block and converts what is whole of it; returns false at the end.
Result<bool> Utf16Source::convert_block() {
  output_.clear();
  at_ = 0;
  const std::size_t kept = input_.size();
  input_.resize(kept + block_bytes_);
  const auto got = source_->read(std::span(input_).subspan(kept));
  if (!got) return got.error();
  input_.resize(kept + *got);
  if (*got == 0) {
    if (input_.empty()) return false;
    input_.clear();
    output_ += kNoUtf8;  // an odd byte, or the first half of a pair
    return true;
  }
  char* in = input_.data();
  std::size_t in_left = input_.size();
  std::array<char, 4096> converted{};
  while (in_left > 0) {
    char* out = converted.data();
    std::size_t out_left = converted.size();
    const std::size_t status = iconv(converter_->handle, &in, &in_left, &out, &out_left);
    output_.append(converted.data(), converted.size() - out_left);
    if (status != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
    if (errno != EILSEQ) break;  // the rest is not whole yet
    output_ += kNoUtf8;
    in += std::min<std::size_t>(2, in_left);
    in_left -= std::min<std::size_t>(2, in_left);
  }
  input_.erase(0, input_.size() - in_left);
  return true;
}

}  // namespace leadscore::runtime
