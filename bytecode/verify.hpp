// Whether a program is well-formed, so that engines need not check again.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"

namespace leadscore::bytecode {

/// Checks that a program can be run by any engine, with any batch, without a further look:
/// - texts are UTF-8, every id exists, and every enumerator; the hash reads as one;
/// - fields and attributes: known values and defaults are of their type; each attribute is of one
///   kind; parts of an address are of path kinds;
/// - sets: texts are there once, intervals are sorted, disjoint and not empty;
/// - numbers: operands have smaller ids; constants are finite; what is counted or added exists for
///   the kind of the selection;
/// - signals ask subjects of a type that they can read; literals to look for are not empty, regular
///   expressions are ones; counts are possible, moments in range. A selection's `where` asks
///   attributes of its kind, and nothing else does;
/// - points: within kMostPointsThousandths, sums and bounds within kMaxSumThousandths, `down to`
/// not
///   above `up to`; what is counted exists where (and only where) `each` or a decay asks for it;
///   decays are in the bounds of language.md §6; bounds of grades fall;
/// - registers: each is written exactly once, before it is read, also by those who read it to
///   explain;
/// - code: `apply` is first, where there is one; each rule, table and `best of` is of one
///   contribution; each contribution is given, each part closed, each grade decided, each
///   disqualification, stage, route, alert and promise asked exactly once;
/// - order: contributions, then their parts, then the score, then everything else; grades are asked
///   after they were decided, stages after they were reached, and all disqualifications come before
///   the first stage, route, alert, promise and `disqualified`.
/// Takes time linear in the program, and one compilation for each distinct regular expression.
/// The error names the first table row or instruction that is wrong.
[[nodiscard]] Result<void> verify(const Program& program);

}  // namespace leadscore::bytecode
