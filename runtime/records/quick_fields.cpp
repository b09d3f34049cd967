#include "runtime/records/quick_fields.hpp"

#include <fmt/format.h>

namespace leadscore::runtime {

QuickFields::QuickFields(const bytecode::Program& program) {
  for (const bytecode::FieldId id : program.fields.ids()) {
    const bytecode::Field& field = program.fields[id];
    const FieldReader& reader = readers_.emplace_back(program, field);
    Common& common = common_.emplace_back(Common::kNothing);
    if (!reader.has_unknown_values() && field.type == bytecode::FieldType::kText) {
      common = Common::kAnyText;
    }
    if (!reader.has_unknown_values() && field.type == bytecode::FieldType::kNumber) {
      common = Common::kAnyNumber;
    }
    if (reader.default_value().is_known) defaulted_.push_back(id);
  }
}

void QuickFields::finish(bool has_id, std::uint64_t number, LeadBatch& batch) const {
  if (!has_id) batch.set_lasting_id(batch.arena().keep(fmt::format_int(number).str()));
  for (const bytecode::FieldId field : defaulted_) {
    const bool is_known = batch.field_column(field).known[batch.last_lead()] != 0;
    if (!is_known) batch.set_field(field, readers_[field.value].default_value());
  }
}

}  // namespace leadscore::runtime
