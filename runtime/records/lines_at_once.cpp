#include "runtime/records/lines_at_once.hpp"

#include "runtime/records/quick_lead_reader.hpp"

#include <utility>

namespace leadscore::runtime {

const jit::LineCode* LinesAtOnce::code_for(const QuickLeadReader& reader,
                                           const jit::LineCode* unfit) {
  const std::lock_guard lock(mutex_);
  OfProgram& made = programs_[&reader.program()];
  if (unfit != nullptr && unfit == made.fitting) made.fitting = nullptr;
  if (made.fitting != nullptr) return made.fitting;
  if (made.tries == kMostTries) return nullptr;
  ++made.tries;
  auto shape = reader.describe();
  if (!shape) return nullptr;
  auto code = jit::LineCode::compile(std::move(*shape));
  if (!code) return nullptr;
  made.codes.push_back(std::make_unique<const jit::LineCode>(std::move(*code)));
  made.fitting = made.codes.back().get();
  return made.fitting;
}

}  // namespace leadscore::runtime
