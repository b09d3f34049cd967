// Native code for lines, made of what the first reader that asks has learned of them.
#pragma once

#include "runtime/pipeline/meanwhile.hpp"
#include "runtime/records/line_codes.hpp"

#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace leadscore::bytecode {
struct Program;
}

namespace leadscore::runtime {

class MadeLines final : public LineCodes {
 public:
  /// None is made before want(). With `meanwhile` others make it, which outlives them; without,
  /// who asks waits.
  explicit MadeLines(Meanwhile* meanwhile) : meanwhile_(meanwhile) {}

  /// From now on code is made for those who ask.
  void want();

  [[nodiscard]] const jit::LineCode* code_for(const QuickLeadReader& reader,
                                              const jit::LineCode* unfit) override;

 private:
  /// A file whose lines change more often than that is read without.
  static constexpr std::size_t kMostTries = 3;

  struct OfProgram {
    std::vector<std::unique_ptr<const jit::LineCode>> codes;
    const jit::LineCode* fitting = nullptr;  // the one of them that fits
    std::size_t tries = 0;
    bool is_being_made = false;
  };

  static void add(Result<jit::LineCode> code, OfProgram& made);

  Meanwhile* meanwhile_;
  std::mutex mutex_;
  bool is_wanted_ = false;
  std::unordered_map<const bytecode::Program*, OfProgram> programs_;
};

}  // namespace leadscore::runtime
