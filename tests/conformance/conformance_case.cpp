#include "tests/conformance/conformance_case.hpp"

#include <fstream>
#include <stdexcept>

namespace leadscore::conformance {
namespace {

std::string lines_of(const Json& lines) {
  std::string text;
  for (const Json& line : lines) {
    text += (line.is_string() ? line.get<std::string>() : line.dump()) + "\n";
  }
  return text;
}

}  // namespace

ConformanceCase read_case(const std::filesystem::path& path) {
  std::ifstream file(path);
  const Json json = Json::parse(file);
  ConformanceCase read;
  read.name = json.at("name");
  read.why = json.at("why");
  read.model = lines_of(json.at("model"));
  read.leads = lines_of(json.value("leads", Json::array())) +
               lines_of(json.value("leads_text", Json::array()));
  const Json files = json.value("files", Json::object());
  const Json library = json.value("stdlib", Json::object());
  for (const auto& [name, lines] : files.items()) {
    read.files.emplace(name, lines_of(lines));
  }
  for (const auto& [name, lines] : library.items()) {
    // `use titles` names the module of the file titles.score.
    read.library.push_back({std::filesystem::path(name).stem().string(), lines_of(lines)});
  }
  if (json.contains("as_of")) {
    const std::optional<TimeMs> as_of = read_time(json["as_of"].get<std::string>());
    if (!as_of) throw std::runtime_error(read.name + ": as_of is no time");
    read.as_of = *as_of;
  }
  for (const Json& lead : json.value("expected", Json::array())) read.expected.push_back(lead);
  read.is_invalid = json.value("invalid", false);
  if (json.contains("line")) read.error_lines.push_back(json["line"]);
  for (const Json& line : json.value("lines_ok", Json::array())) read.error_lines.push_back(line);
  if (json.contains("tests_pass")) read.tests_pass = json["tests_pass"].get<bool>();
  return read;
}

}  // namespace leadscore::conformance
