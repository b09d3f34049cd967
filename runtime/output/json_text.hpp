// The few pieces of JSON that the output is made of, appended to a text.
#pragma once

#include "runtime/output/text_writer.hpp"

#include <string>
#include <string_view>

namespace leadscore::runtime {

/// Appends `text` as a JSON string with its quotes. The result is ASCII-safe where it must be and
/// UTF-8 otherwise: quotes, backslashes and controls are escaped, and so are U+2028 and U+2029
/// (line ends to some readers); bytes that are no UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);
void append_json_string(TextWriter& out, std::string_view text);

/// Appends a finite number: all digits of an integral one, else the shortest form that reads back.
void append_json_number(std::string& out, double number);
void append_json_number(TextWriter& out, double number);

}  // namespace leadscore::runtime
