// One case of the language's conformance suite: a model, leads and the answers of an independent
// implementation. Its README says how it reads.
#pragma once

#include "base/time.hpp"
#include "compiler/use/files.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace leadscore::conformance {

using Json = nlohmann::ordered_json;

struct ConformanceCase {
  std::string name;
  std::string why;                           // the section that it is about
  std::string model;                         // the text of the `.score` file
  std::map<std::string, std::string> files;  // beside it, by name
  std::vector<LibraryModule> library;        // modules of its standard library
  std::string leads;                         // records, a line each
  TimeMs as_of = 0;
  std::vector<Json> expected;              // a lead each, in order; only the keys given count
  bool is_invalid = false;                 // the model must be refused ...
  std::vector<std::uint32_t> error_lines;  // ... with an error on one of these lines
  std::optional<bool> tests_pass;          // the model's own `test` blocks
};

[[nodiscard]] ConformanceCase read_case(const std::filesystem::path& path);

}  // namespace leadscore::conformance
