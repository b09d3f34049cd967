// Appends to a text piece by piece: what is known when compiling costs a few instructions, where
// std::string::append is called, and asks whether there is room, for each.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace leadscore::runtime {

/// Nobody else looks at the text, nor changes it, until the writer is gone.
class TextWriter {
 public:
  explicit TextWriter(std::string& out) : out_(out), size_(out.size()) { grow(kUsual); }
  TextWriter(const TextWriter&) = delete;
  TextWriter& operator=(const TextWriter&) = delete;
  ~TextWriter() { out_.resize(size_); }

  [[gnu::always_inline]] void operator+=(std::string_view piece) {
    if (room_ < piece.size()) grow(piece.size());
    if (!piece.empty()) std::memcpy(out_.data() + size_, piece.data(), piece.size());
    size_ += piece.size();
    room_ -= piece.size();
  }
  void operator+=(char piece) { *this += std::string_view(&piece, 1); }

 private:
  static constexpr std::size_t kUsual = 512;

  void grow(std::size_t least) {
    out_.resize(size_ + std::max(least, kUsual));
    room_ = out_.size() - size_;
  }

  std::string& out_;  // its characters behind `size_` mean nothing yet
  std::size_t size_;
  std::size_t room_ = 0;
};

}  // namespace leadscore::runtime
