#include "runtime/pipeline/made_lines.hpp"

#include "runtime/records/quick_lead_reader.hpp"

#include <utility>

namespace leadscore::runtime {

void MadeLines::want() {
  const std::lock_guard lock(mutex_);
  is_wanted_ = true;
}

const jit::LineCode* MadeLines::code_for(const QuickLeadReader& reader,
                                         const jit::LineCode* unfit) {
  const std::lock_guard lock(mutex_);
  if (!is_wanted_) return nullptr;
  OfProgram& made = programs_[&reader.program()];
  if (unfit != nullptr && unfit == made.fitting) made.fitting = nullptr;
  if (made.fitting != nullptr) return made.fitting;
  if (made.is_being_made || made.tries == kMostTries) return nullptr;
  ++made.tries;
  auto shape = reader.describe();
  if (!shape) return nullptr;
  if (meanwhile_ == nullptr) {
    add(jit::LineCode::compile(std::move(*shape)), made);
    return made.fitting;
  }
  made.is_being_made = true;
  meanwhile_->begin([this, &made, described = std::move(*shape)]() mutable {
    auto code = jit::LineCode::compile(std::move(described));
    const std::lock_guard lock_of_maker(mutex_);
    add(std::move(code), made);
    made.is_being_made = false;
  });
  return nullptr;
}

/// Where there is no LLVM there is no code.
void MadeLines::add(Result<jit::LineCode> code, OfProgram& made) {
  if (!code) return;
  made.codes.push_back(std::make_unique<const jit::LineCode>(std::move(*code)));
  made.fitting = made.codes.back().get();
}

}  // namespace leadscore::runtime
