// The terminal, as the commands see it: where results and messages go, and whether a person looks
// at them.
#pragma once

#include "compiler/diagnostics/render.hpp"

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace leadscore::cli {

/// A standard stream and what is known of it.
struct Stream {
  std::FILE* file = nullptr;
  bool is_terminal = false;
  bool has_colour = false;
  std::size_t columns = 100;  // of the terminal; 100 where there is none
};

class Console {
 public:
  /// Looks at both streams, NO_COLOR and TERM.
  static Console of_process();

  /// Two files that are no terminals, for tests.
  Console(std::FILE* out, std::FILE* err);

  [[nodiscard]] const Stream& out() const { return out_; }
  [[nodiscard]] const Stream& err() const { return err_; }

  /// Writes a message to standard error; what cannot be written there is lost.
  void say(std::string_view text);

  /// `error: ...` with a line end, and `help: ...` where there is help.
  void say_error(std::string_view message, std::string_view help = {});

 private:
  Stream out_;
  Stream err_;
};

[[nodiscard]] RenderStyle style_of(const Stream& stream);

enum class Colour { kRed, kGreen, kYellow, kBlue, kBold, kDim };

/// `text` in a colour where the stream has colours, else as it is.
[[nodiscard]] std::string painted(const Stream& stream, Colour colour, std::string_view text);

/// `text` cut to that many columns, with `…` where something was cut; controls become blanks.
[[nodiscard]] std::string cut_to_width(std::string_view text, std::size_t columns);

/// `text` with blanks behind it (or before it) up to that many columns.
[[nodiscard]] std::string padded_right(std::string_view text, std::size_t columns);
[[nodiscard]] std::string padded_left(std::string_view text, std::size_t columns);

}  // namespace leadscore::cli
