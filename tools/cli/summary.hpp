// What a run met, for standard error: leads, stages, and everything that did not read.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/output/scored_lead.hpp"
#include "runtime/records/record_reader.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/reject_places.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::cli {

/// What one model said of the leads.
class ModelCounts {
 public:
  explicit ModelCounts(const LoadedProgram& loaded);

  void count(const runtime::ScoredLead& lead);
  /// What another counted of other leads of the same model.
  void add(const ModelCounts& more);

  /// `Inbound SaaS, 3f...`
  [[nodiscard]] std::string title() const;
  /// How many leads are in each stage, take each route and raise each alert, with the titles of the
  /// rows of the summary; `has_since`: also which alerts fired.
  struct Row {
    std::string_view title;
    std::string text;
  };
  [[nodiscard]] std::vector<Row> rows(bool has_since) const;

 private:
  /// Names with how many leads have them, in the order of the model.
  class Tally {
   public:
    void name(std::string_view name) { counts_.emplace_back(name, 0); }
    void count(std::string_view name);
    void add(const Tally& more);
    [[nodiscard]] bool empty() const { return counts_.empty(); }
    /// `mql 3, sql 1`
    [[nodiscard]] std::string text() const;

   private:
    std::vector<std::pair<std::string_view, std::uint64_t>> counts_;
  };

  const LoadedProgram& loaded_;
  Tally stages_;
  Tally routes_;
  Tally alerts_;
  Tally fired_;
  std::uint64_t without_stage_ = 0;
  std::uint64_t without_route_ = 0;
  std::uint64_t outside_ = 0;  // leads that the model is not for
  std::uint64_t broken_ = 0;   // leads that break a promise
};

class Summary {
 public:
  explicit Summary(std::span<const LoadedProgram> programs);

  /// Leads as that model scored them.
  void add_counts(std::size_t model, const ModelCounts& more) { models_[model].add(more); }
  void count_shown(std::uint64_t lines) { shown_ += lines; }

  /// Remembers the first places only.
  void add_reject(const runtime::Reject& reject) { rejects_.add(reject); }

  /// How the summary ends, besides the counts.
  struct Closing {
    TimeMs as_of = 0;
    std::optional<TimeMs> since = {};
    double seconds = 0;
    bool is_selection = false;  // not every lead was shown
  };

  [[nodiscard]] std::string text(const runtime::ReadReport& report, const Closing& closing) const;

 private:
  std::vector<ModelCounts> models_;
  std::uint64_t shown_ = 0;
  RejectPlaces rejects_;
};

}  // namespace leadscore::cli
