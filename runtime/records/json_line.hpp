// Reads one line as a JSON object (by simdjson's tree, which checks all of it).
#pragma once

#include "base/result.hpp"

#include <simdjson.h>

#include <memory>
#include <string>
#include <string_view>

namespace leadscore::runtime {

class JsonLine {
 public:
  JsonLine();
  ~JsonLine();
  JsonLine(JsonLine&&) noexcept;
  JsonLine& operator=(JsonLine&&) noexcept;

  /// Reads the line. Numbers that fit neither 64 bits nor a double are kept as the texts that they
  /// are written as. The error is a sentence that says what is wrong with the line. `padded`: 64
  /// bytes behind the text may be read. What is returned lasts until the next call, and no longer
  /// than the text.
  [[nodiscard]] Result<simdjson::dom::object> read_object(std::string_view padded);
  /// The same for an array.
  [[nodiscard]] Result<simdjson::dom::array> read_array(std::string_view padded);

  /// A copy of `text` with bytes behind it, until the next call.
  [[nodiscard]] std::string_view pad(std::string_view text);

 private:
  [[nodiscard]] Result<simdjson::dom::element> read(std::string_view padded);

  /// Apart, as the size of simdjson's parser depends on how a source that sees it is compiled.
  struct Parser;

  std::unique_ptr<Parser> parser_;
  std::string padded_;
  std::string with_quotes_;
};

}  // namespace leadscore::runtime
