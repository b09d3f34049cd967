// What a run met, for standard error: leads, stages, and everything that did not read.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/output/scored_lead.hpp"
#include "runtime/records/record_reader.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leadscore::cli {

class Summary {
 public:
  explicit Summary(const bytecode::Program& program);

  void count(const runtime::ScoredLead& lead);
  void count_shown(std::uint64_t leads) { shown_ += leads; }

  /// Remembers the first places only.
  void add_reject(const runtime::Reject& reject);

  /// How the summary ends, besides the counts.
  struct Closing {
    TimeMs as_of = 0;
    double seconds = 0;
    bool is_selection = false;  // not every lead was shown
  };

  [[nodiscard]] std::string text(const runtime::ReadReport& report, const Closing& closing) const;

 private:
  struct Place {
    std::string file;
    std::uint64_t line = 0;
    std::string reason;
  };

  [[nodiscard]] std::string stages_text() const;
  [[nodiscard]] std::string rejects_text(std::uint64_t count) const;

  const bytecode::Program& program_;
  std::vector<std::uint64_t> by_stage_;
  std::uint64_t without_stage_ = 0;
  std::uint64_t disqualified_ = 0;
  std::uint64_t shown_ = 0;
  std::vector<Place> first_rejects_;
};

}  // namespace leadscore::cli
