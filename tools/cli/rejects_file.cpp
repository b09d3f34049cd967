#include "tools/cli/rejects_file.hpp"

#include "runtime/output/json_text.hpp"

#include <fmt/format.h>

namespace leadscore::cli {

std::string reject_line(const runtime::Reject& reject) {
  std::string line = "{\"file\": ";
  runtime::append_json_string(line, reject.file);
  line += fmt::format(", \"line\": {}, \"reason\": ", reject.line);
  runtime::append_json_string(line, reject.reason);
  line += ", \"text\": ";
  runtime::append_json_string(line, reject.text);
  return line + "}\n";
}

}  // namespace leadscore::cli
