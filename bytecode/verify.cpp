#include "bytecode/verify.hpp"

#include "bytecode/verify_parts.hpp"

namespace leadscore::bytecode {

Result<void> verify(const Program& program) {
  for (const auto part : {verify_records, verify_signals, verify_points, verify_code}) {
    if (Result<void> result = part(program); !result) return result;
  }
  return {};
}

}  // namespace leadscore::bytecode
