#include "runtime/jit/block_compiler.hpp"

#include "runtime/jit/points_writer.hpp"
#include "runtime/jit/rows_writer.hpp"

#include <utility>

namespace leadscore::runtime::jit {

Result<NativeBlock> compile_block(const batch::Steps& steps) {
  const RowsFunction rows = write_apply_rows(steps.plan);
  const PointsFunctions points = write_points(steps);
  auto module = NativeModule::compile(rows.ir + points.ir);
  if (!module) return module.error();
  using Function = void(const batch::BlockView*);
  NativeBlock block{.module = std::move(*module), .code = {}};
  block.code.is_applied = rows.is_applied;
  block.code.apply_rows = block.module.function<Function>("apply_rows");
  if (points.ir.empty()) return block;
  block.code.work_out_conditions = block.module.function<Function>("work_out_conditions");
  block.code.sum_points = block.module.function<Function>("sum_points");
  block.code.mask_count = points.mask_count;
  return block;
}

}  // namespace leadscore::runtime::jit
