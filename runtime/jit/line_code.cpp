#include "runtime/jit/line_code.hpp"

#include "runtime/jit/line_ir.hpp"

#include <bit>

namespace leadscore::runtime::jit {

Result<LineCode> LineCode::compile(LineShape shape) {
  if (std::endian::native != std::endian::little || sizeof(void*) != 8) {
    return Error{"There is no native code for lines for this processor."};
  }
  auto module = NativeModule::compile(line_ir(shape));
  if (!module) return module.error();
  return LineCode(std::move(shape), std::move(*module));
}

}  // namespace leadscore::runtime::jit
