// Values as bytes, for tables on disk: attributes of events and traits of leads.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/columns/text_arena.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace leadscore::runtime {

/// Appends a value of that type to `bytes`.
void pack_value(bytecode::FieldType type, const FieldValue& value, std::string& bytes);

/// Takes such a value off the front of `bytes`. Texts are kept in `arena`.
[[nodiscard]] FieldValue unpack_value(bytecode::FieldType type, std::string_view& bytes,
                                      TextArena& arena);

/// The same for a number that says which value follows.
void pack_number(std::uint32_t number, std::string& bytes);
[[nodiscard]] std::uint32_t unpack_number(std::string_view& bytes);

}  // namespace leadscore::runtime
