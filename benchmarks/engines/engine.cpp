#include "benchmarks/engines/engine.hpp"

#include "runtime/batch/batch_scorer.hpp"
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
    engine_.score(batch, as_of, workspace_, scores);
  }

 private:
  runtime::Scorer scorer_;
  runtime::BatchScorer engine_;
  runtime::BatchWorkspace workspace_;
};

template <typename Scorer, typename Workspace>
std::unique_ptr<Engine> make(const bytecode::Program& program) {
  return std::make_unique<EngineOf<Scorer, Workspace>>(program);
}

}  // namespace

const std::vector<EngineKind>& engines() {
  static const std::vector<EngineKind> all = {
      {"vm", make<runtime::Scorer, runtime::Workspace>},
      {"batch",
       [](const bytecode::Program& program) -> std::unique_ptr<Engine> {
         return std::make_unique<BatchEngine>(program);
       }},
  };
  return all;
}

}  // namespace leadscore::benchmarks
