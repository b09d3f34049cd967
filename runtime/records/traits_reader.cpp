#include "runtime/records/traits_reader.hpp"

#include <string>
#include <utility>

namespace leadscore::runtime {

std::vector<WantedKey> keys_of_fields(const bytecode::Program& program) {
  std::vector<WantedKey> wanted;
  for (const bytecode::FieldId field : program.fields.ids()) {
    wanted.push_back({field.value, std::string(program.texts.text(program.fields[field].key))});
  }
  return wanted;
}

TraitsReader::TraitsReader(const bytecode::Program& program)
    : table_(keys_of_fields(program)), found_(program.fields.size()) {
  for (const bytecode::Field& field : program.fields) fields_.emplace_back(program, field);
}

std::vector<GivenTraits::Trait> TraitsReader::read(simdjson::dom::object traits, TextArena& arena,
                                                   std::vector<Unread>& unread) {
  found_.clear();
  table_.find(traits, found_);
  std::vector<GivenTraits::Trait> read;
  for (std::size_t slot = 0; slot < fields_.size(); ++slot) {
    const FieldReader& field = fields_[slot];
    const RawValue value = found_.choose(
        slot, [&](const RawValue& candidate) { return field.has_value(candidate, arena); });
    if (!is_given(value)) continue;
    GivenTraits::Trait trait{bytecode::FieldId(static_cast<std::uint32_t>(slot)), {}};
    if (!field.read(value, arena, trait.value)) {
      unread.push_back({std::string(field.name()), std::string(field.type_name()), show(value)});
    }
    read.push_back(std::move(trait));
  }
  return read;
}

}  // namespace leadscore::runtime
