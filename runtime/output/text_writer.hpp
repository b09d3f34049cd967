// Appends to a text piece by piece: what is known when compiling costs a few instructions, where
// std::string::append is called, and asks whether there is room, for each.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace leadscore::runtime {

/// Nobody else looks at the text, nor changes it, until the writer is gone.
class TextWriter {
 public:
  explicit TextWriter(std::string& out) : out_(out) {}
  TextWriter(const TextWriter&) = delete;
  TextWriter& operator=(const TextWriter&) = delete;
  ~TextWriter() { pass_on(); }

  [[gnu::always_inline]] void operator+=(std::string_view piece) {
    if (kRoom - size_ < piece.size()) return append_long(piece);
    if (!piece.empty()) std::memcpy(pieces_.data() + size_, piece.data(), piece.size());
    size_ += piece.size();
  }
  void operator+=(char piece) { *this += std::string_view(&piece, 1); }

 private:
  static constexpr std::size_t kRoom = 1024;

  void pass_on() {
    out_.append(pieces_.data(), size_);
    size_ = 0;
  }
  void append_long(std::string_view piece) {
    pass_on();
    out_ += piece;
  }

  std::string& out_;
  std::array<char, kRoom> pieces_;  // not passed on yet: the first `size_`
  std::size_t size_ = 0;
};

}  // namespace leadscore::runtime
