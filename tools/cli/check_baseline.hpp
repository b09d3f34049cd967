// Findings that a project has already and does not want to be told of again.
#pragma once

#include "base/result.hpp"
#include "tools/cli/check_findings.hpp"

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace leadscore::cli {

/// How many findings of each kind, file and text of a line there are; so lines may move. Mistakes
/// are never in it.
class Baseline {
 public:
  /// All findings of a report but mistakes.
  [[nodiscard]] static Baseline of(const CheckReport& report);

  /// Reads what text() wrote. The error says what is wrong with it, without the file's name.
  [[nodiscard]] static Result<Baseline> read(std::string_view json);

  [[nodiscard]] std::string text() const;

  /// Removes the findings that are listed from the report, each as often as it is listed. Returns a
  /// line for each entry of a checked file that was there for nothing.
  [[nodiscard]] std::vector<std::string> remove_from(CheckReport& report) const;

 private:
  using Key = std::tuple<std::string, std::string, std::string>;  // file, kind, text of the line

  static Key key_of(const Finding& finding);

  std::map<Key, std::size_t> counts_;
};

}  // namespace leadscore::cli
