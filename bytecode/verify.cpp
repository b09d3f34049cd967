#include "bytecode/verify.hpp"

#include "bytecode/verify_parts.hpp"

namespace leadscore::bytecode {

Result<void> verify(const Program& program) {
  if (Result<void> tables = verify_tables(program); !tables) return tables;
  return verify_code(program);
}

}  // namespace leadscore::bytecode
