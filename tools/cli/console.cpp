#include "tools/cli/console.hpp"

#include "base/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace leadscore::cli {
namespace {

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  if (no_colour && *no_colour != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return !terminal || std::string_view(terminal) != "dumb";
}

Stream stream_of(std::FILE* file) {
  Stream stream{file};
  const int descriptor = fileno(file);
  stream.is_terminal = isatty(descriptor) == 1;
  if (!stream.is_terminal) return stream;
  stream.has_colour = wants_colour();
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) stream.columns = size.ws_col;
  return stream;
}

std::string_view code_of(Colour colour) {
  switch (colour) {
    case Colour::kRed:
      return "\x1b[31m";
    case Colour::kGreen:
      return "\x1b[32m";
    case Colour::kYellow:
      return "\x1b[33m";
    case Colour::kBlue:
      return "\x1b[34m";
    case Colour::kBold:
      return "\x1b[1m";
    case Colour::kDim:
      return "\x1b[2m";
  }
  return "";
}

}  // namespace

Console Console::of_process() {
  Console console(stdout, stderr);
  console.out_ = stream_of(stdout);
  console.err_ = stream_of(stderr);
  return console;
}

Console::Console(std::FILE* out, std::FILE* err) : out_{out}, err_{err} {}

void Console::say(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), err_.file);
  std::fflush(err_.file);
}

void Console::say_error(std::string_view message, std::string_view help) {
  std::string text = fmt::format("{} {}\n", painted(err_, Colour::kRed, "error:"), message);
  if (!help.empty()) text += fmt::format("{} {}\n", painted(err_, Colour::kGreen, "help:"), help);
  say(text);
}

RenderStyle style_of(const Stream& stream) {
  return stream.has_colour ? RenderStyle::kColour : RenderStyle::kPlain;
}

std::string painted(const Stream& stream, Colour colour, std::string_view text) {
  if (!stream.has_colour) return std::string(text);
  return fmt::format("{}{}\x1b[0m", code_of(colour), text);
}

std::string cut_to_width(std::string_view text, std::size_t columns) {
  std::string shown;
  std::size_t width = 0;
  std::size_t room_for_cut = 0;  // bytes of `shown` that leave one column for the sign
  for (std::size_t offset = 0; offset < text.size();) {
    char32_t code_point = text::next_code_point(text, offset);
    if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0)) code_point = U' ';
    std::string character;
    text::append_utf8(character, code_point);
    width += text::display_width(character);
    if (width > columns) {
      shown.resize(room_for_cut);
      return shown + "…";
    }
    shown += character;
    if (width + 1 <= columns) room_for_cut = shown.size();
  }
  return shown;
}

std::string padded_right(std::string_view text, std::size_t columns) {
  const std::size_t width = text::display_width(text);
  return std::string(text) + std::string(columns > width ? columns - width : 0, ' ');
}

std::string padded_left(std::string_view text, std::size_t columns) {
  const std::size_t width = text::display_width(text);
  return std::string(columns > width ? columns - width : 0, ' ') + std::string(text);
}

}  // namespace leadscore::cli
