// Whether a program is well-formed, so that engines need not check again.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"

namespace leadscore::bytecode {

/// Checks that a program can be run by any engine, with any batch, without a further look:
/// - tables: every id exists, literals and defaults are of their field's type, signals ask
///   fields of a type that they can read, intervals are sorted, disjoint and not empty, counts of
///   events are possible, moments are in range, the hash reads as one;
/// - registers: each is written exactly once, before it is read;
/// - rules, parts, disqualifications and stages: each is given, closed, asked and reached exactly
///   once, by its own condition register;
/// - order: a part takes no points once it is closed, nor does the score; parts and score are
///   compared after they were closed, a stage is asked after it was reached, and no stage is
///   reached before the last disqualification.
/// The error names the first table row or instruction that is wrong.
[[nodiscard]] Result<void> verify(const Program& program);

}  // namespace leadscore::bytecode
