// The lead of a `test` block as a batch of one, as if it had come from a record.
#pragma once

#include "bytecode/program.hpp"
#include "compiler/model/model.hpp"
#include "runtime/columns/lead_batch.hpp"

namespace leadscore::cli {

/// Fields and kinds that the program does not read are left out, as they would be in a record.
[[nodiscard]] runtime::LeadBatch make_test_lead(const model::Model& model,
                                                const model::TestBlock& block,
                                                const bytecode::Program& program);

}  // namespace leadscore::cli
