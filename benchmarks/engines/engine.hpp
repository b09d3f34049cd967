// The engines that are measured in process. A new one is one more entry of `engines()`.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/scorer.hpp"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace leadscore::benchmarks {

/// An engine that was made ready for one program, with its own workspace.
class Engine {
 public:
  virtual ~Engine() = default;
  virtual void score(const runtime::LeadBatch& batch, TimeMs as_of,
                     runtime::ScoreBatch& scores) = 0;
};

struct EngineKind {
  std::string_view name;
  bool is_native = false;  // and so are its lines read
  /// The program outlives what is made.
  std::function<std::unique_ptr<Engine>(const bytecode::Program&)> make;
};

/// All engines, the first being what the others are compared with.
[[nodiscard]] const std::vector<EngineKind>& engines();

}  // namespace leadscore::benchmarks
