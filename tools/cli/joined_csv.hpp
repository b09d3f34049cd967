// The CSV of several models in one: the columns of all of them, each once, and one for the model.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::cli {

class JoinedCsv {
 public:
  /// The header of each model's own CSV, and what the models are called.
  JoinedCsv(const std::vector<std::string>& headers, std::vector<std::string> names);

  [[nodiscard]] std::string header() const;
  /// A row of that model's own CSV, its cells put under the columns of all.
  [[nodiscard]] std::string row(std::size_t model, std::string_view row) const;

 private:
  std::vector<std::string> columns_;                  // `id`, `model`, then all others
  std::vector<std::vector<std::size_t>> columns_of_;  // by model: where its cells go
  std::vector<std::string> names_;
};

}  // namespace leadscore::cli
