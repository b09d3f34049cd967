// What the whole product says of a case's leads: a file of records in, answers out.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "compiler/compile.hpp"
#include "tests/conformance/conformance_case.hpp"

#include <string>
#include <vector>

namespace leadscore::conformance {

/// Writes the records to a file, reads and scores them, and returns an object for each lead, with
/// the keys and spellings of `expected`, less `contributions`. Throws if the file does not read.
[[nodiscard]] std::vector<Json> score_leads(const bytecode::Program& program,
                                            const std::string& records, TimeMs as_of);

/// What the slow twin says of the same records. The compilation has a model.
[[nodiscard]] std::vector<Json> score_leads_slowly(const Compilation& compilation,
                                                   const std::string& records, TimeMs as_of);

/// Where `actual` is not as `expected` asks, in words; empty: nowhere.
[[nodiscard]] std::string difference(const Json& expected, const Json& actual);

}  // namespace leadscore::conformance
