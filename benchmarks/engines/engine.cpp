#include "benchmarks/engines/engine.hpp"

#include "runtime/batch/batch_scorer.hpp"
#include "runtime/jit/block_compiler.hpp"
#include "runtime/workspace.hpp"

namespace leadscore::benchmarks {
namespace {

/// Whatever has the one face of all engines: made from a program, with
/// `score(batch, as_of, workspace, scores)`.
template <typename Scorer, typename Workspace>
class EngineOf : public Engine {
 public:
  explicit EngineOf(const bytecode::Program& program) : scorer_(program) {}

  void score(const runtime::LeadBatch& batch, TimeMs as_of, runtime::ScoreBatch& scores) override {
    scorer_.score(batch, as_of, workspace_, scores);
  }

 private:
  Scorer scorer_;
  Workspace workspace_;
};

/// The engine for blocks of leads, which is made of the one for a lead.
class BatchEngine : public Engine {
 public:
  explicit BatchEngine(const bytecode::Program& program) : scorer_(program), engine_(scorer_) {}

  void score(const runtime::LeadBatch& batch, TimeMs as_of, runtime::ScoreBatch& scores) override {
    engine_.score(batch, as_of, code(), workspace_, scores);
  }

 protected:
  [[nodiscard]] virtual const runtime::batch::BlockCode* code() const { return nullptr; }

  runtime::Scorer scorer_;
  runtime::BatchScorer engine_;

 private:
  runtime::BatchWorkspace workspace_;
};

/// The same by native code for blocks.
class NativeEngine : public BatchEngine {
 public:
  explicit NativeEngine(const bytecode::Program& program)
      : BatchEngine(program), native_(runtime::jit::compile_block(engine_.steps())) {}

 private:
  [[nodiscard]] const runtime::batch::BlockCode* code() const override { return &native_->code; }

  Result<runtime::jit::NativeBlock> native_;
};

template <typename Made>
std::unique_ptr<Engine> make(const bytecode::Program& program) {
  return std::make_unique<Made>(program);
}

}  // namespace

const std::vector<EngineKind>& engines() {
  static const std::vector<EngineKind> all = [] {
    std::vector<EngineKind> found = {
        {.name = "vm", .make = make<EngineOf<runtime::Scorer, runtime::Workspace>>},
        {.name = "batch", .make = make<BatchEngine>}};
    if (runtime::jit::load_llvm()) {
      found.push_back({.name = "jit", .is_native = true, .make = make<NativeEngine>});
    }
    return found;
  }();
  return all;
}

}  // namespace leadscore::benchmarks
