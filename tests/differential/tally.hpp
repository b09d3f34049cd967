// How often each construct of the language fired, and did not.
#pragma once

#include "tests/differential/generated_model.hpp"
#include "tests/reference/reference.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::differential {

class Tally {
 public:
  /// Counts what a lead made of a model's lines, as the twin answers.
  void add(const GeneratedModel& model, const reference::Answer& answer);

  /// Adds what another run counted, as its `lines()`.
  void add(std::string_view lines);

  /// One line a construct, for another process: its name, fired, did not; a tab between them.
  [[nodiscard]] std::string lines() const;

  /// The names of all constructs that were tried.
  [[nodiscard]] std::set<std::string> constructs() const;

  /// A table of all constructs.
  [[nodiscard]] std::string table() const;

  /// Those that never fired, or always did, in at least so many tries.
  [[nodiscard]] std::vector<std::string> one_sided(std::uint64_t least_tries) const;

 private:
  struct Count {
    std::uint64_t fired = 0;
    std::uint64_t not_fired = 0;
  };

  void count(const std::string& construct, bool has_fired);
  void count(const Constructs& constructs, bool has_fired);
  void add_contribution(const GeneratedLine& line, const reference::Given& given, bool is_true);
  void add_bounds(std::string_view of, const std::optional<std::int64_t>& up_to,
                  const std::optional<std::int64_t>& down_to, std::int64_t points);

  std::map<std::string, Count> counts_;
};

}  // namespace leadscore::differential
