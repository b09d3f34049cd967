// The fields of a program as the quick readers take them: which values need no more than a look,
// and what a lead has without having been given it.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/field_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leadscore::runtime {

/// The program outlives it.
class QuickFields {
 public:
  explicit QuickFields(const bytecode::Program& program);

  /// What is taken into a field as it is.
  enum class Common : std::uint8_t { kNothing, kAnyText, kAnyNumber };

  // By FieldId.
  [[nodiscard]] std::size_t size() const { return common_.size(); }
  [[nodiscard]] const FieldReader& operator[](std::size_t field) const { return readers_[field]; }
  [[nodiscard]] Common common(std::size_t field) const { return common_[field]; }

  /// Gives the lead begun last the defaults of what is not known of it, and the number of its
  /// record as its id if it has none.
  void finish(bool has_id, std::uint64_t number, LeadBatch& batch) const;

 private:
  std::vector<FieldReader> readers_;
  std::vector<Common> common_;
  std::vector<bytecode::FieldId> defaulted_;  // those that have a default
};

}  // namespace leadscore::runtime
