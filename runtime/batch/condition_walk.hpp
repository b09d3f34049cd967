// The instructions that a condition is made of, found from its register backwards.
#pragma once

#include "bytecode/opcode_table.hpp"
#include "bytecode/program.hpp"

#include <cstdint>
#include <vector>

namespace leadscore::runtime::batch {

/// Has scratch memory: one thread at a time. The program outlives it.
class ConditionWalk {
 public:
  explicit ConditionWalk(const bytecode::Program& program)
      : program_(program), writer_(program.register_count, 0), seen_(program.register_count, 0) {
    for (std::uint32_t at = 0; at < program.code.size(); ++at) {
      const bytecode::Instruction& instruction = program.code[at];
      if (bytecode::writes(instruction.opcode)) writer_[instruction.a] = at;
    }
  }

  /// What was taken before may be taken again.
  void begin() { ++walk_; }

  /// Calls `take(at)` with each instruction, by its place in Program::code, that works a register
  /// out and was not taken since begin(). Ends as soon as it says false, which is returned.
  template <class Take>
  bool walk(std::uint32_t condition, Take take) {
    pending_.assign(1, condition);
    while (!pending_.empty()) {
      const std::uint32_t read = pending_.back();
      pending_.pop_back();
      if (seen_[read] == walk_) continue;
      seen_[read] = walk_;
      if (!take(writer_[read])) return false;
      bytecode::for_each_read(program_.code[writer_[read]],
                              [this](std::uint32_t next) { pending_.push_back(next); });
    }
    return true;
  }

 private:
  const bytecode::Program& program_;
  std::vector<std::uint32_t> writer_;  // by register: the instruction that writes it
  std::vector<std::uint32_t> seen_;    // by register: the last walk that came by
  std::uint32_t walk_ = 0;
  std::vector<std::uint32_t> pending_;
};

}  // namespace leadscore::runtime::batch
