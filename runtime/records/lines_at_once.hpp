// Native code for lines that is made when it is first asked for, while who asks waits.
#pragma once

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

class LinesAtOnce final : public LineCodes {
 public:
  [[nodiscard]] const jit::LineCode* code_for(const QuickLeadReader& reader,
                                              const jit::LineCode* unfit) override;

 private:
  /// A file whose lines change more often than that is read without.
  static constexpr std::size_t kMostTries = 3;

  struct OfProgram {
    std::vector<std::unique_ptr<const jit::LineCode>> codes;
    const jit::LineCode* fitting = nullptr;  // the one of them that fits
    std::size_t tries = 0;
  };

  std::mutex mutex_;
  std::unordered_map<const bytecode::Program*, OfProgram> programs_;
};

}  // namespace leadscore::runtime
