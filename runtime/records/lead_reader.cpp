#include "runtime/records/lead_reader.hpp"

#include "base/number.hpp"
#include "base/text/fold.hpp"
#include "runtime/records/raw_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace leadscore::runtime {

namespace {

std::vector<WantedKey> wanted_keys(const bytecode::Program& program,
                                   const std::optional<std::string>& id_key) {
  std::vector<WantedKey> wanted;
  for (const bytecode::FieldId field : program.fields.ids()) {
    wanted.push_back({field.value, std::string(program.texts.text(program.fields[field].key))});
  }
  const std::size_t id_slot = wanted.size();
  wanted.push_back({id_slot, id_key.value_or("id"), id_key.has_value()});
  wanted.push_back({id_slot + 1, "events", false});
  return wanted;
}

/// Whether a test asks for events of any kind, those that the program does not name among them.
bool asks_for_any_kind(const bytecode::Program& program) {
  return std::any_of(program.signals.begin(), program.signals.end(), [](const auto& signal) {
    const auto* const event = std::get_if<bytecode::EventSignal>(&signal);
    return event != nullptr && !event->kind.is_valid();
  });
}

bool has_number(const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(),
                     [](const std::string& name) { return read_number(name).has_value(); });
}

}  // namespace

LeadReader::LeadReader(const bytecode::Program& program, const std::optional<std::string>& id_key)
    : id_slot_(program.fields.size()),
      events_slot_(program.fields.size() + 1),
      id_key_(id_key),
      table_(wanted_keys(program, id_key)),
      event_reader_(program, EventKeys{}),
      asks_for_any_kind_(asks_for_any_kind(program)),
      found_(program.fields.size() + 2) {
  for (const bytecode::Field& field : program.fields) fields_.emplace_back(program, field);
  lead_.fields.resize(fields_.size());
}

Result<void> LeadReader::use_columns(std::string_view name,
                                     const std::vector<std::string>& columns) {
  columns_.emplace(table_, columns);
  if (columns.empty()) return {};  // an empty file
  if (id_key_ && !columns_->has(id_slot_)) {
    return Error{fmt::format("{} has no column \"{}\" for the id; its columns are: {}", name,
                             *id_key_, listed(columns))};
  }
  if (!columns_->has_any() && has_number(columns)) {
    return Error{
        fmt::format("{} does not begin with the names of its columns, but with: {}. Put a first "
                    "line there that "
                    "names them",
                    name, listed(columns))};
  }
  return {};
}

Result<void> LeadReader::read(const Record& record, std::string_view default_id,
                              EventTable* table) {
  found_.clear();
  arena_.clear();
  lead_.events.clear();
  lead_.unread.clear();
  lead_.unreadable_events = 0;
  const bool is_row = record.kind == Record::Kind::kRow;
  if (is_row) {
    columns_->find(record.row, found_);
  } else {
    table_.find(record.object, found_);
  }
  read_id(default_id);
  read_fields();
  read_events(is_row);
  if (table != nullptr) {
    const auto joined = table->find(lead_.id, arena_, lead_.events);
    if (!joined) return joined;
  }
  remove_duplicates(lead_.events);
  return {};
}

void LeadReader::read_id(std::string_view default_id) {
  const RawValue value = found_.choose(id_slot_, is_given);
  const auto id = read_as_text(value, arena_);
  if (is_given(value) && !id) {
    lead_.unread.push_back({id_key_.value_or("id"), "text", show(value)});
  }
  lead_.id = id ? *id : arena_.keep(default_id);
}

void LeadReader::read_fields() {
  for (std::size_t slot = 0; slot < fields_.size(); ++slot) {
    const FieldReader& field = fields_[slot];
    const RawValue value = found_.choose(
        slot, [&](const RawValue& candidate) { return field.has_value(candidate, arena_); });
    if (!is_given(value)) {
      lead_.fields[slot] = field.default_value();
    } else if (!field.read(value, arena_, lead_.fields[slot])) {
      lead_.unread.push_back(
          {std::string(field.name()), std::string(field.type_name()), show(value)});
    }
  }
}

void LeadReader::read_events(bool is_row) {
  const RawValue value = found_.choose(events_slot_, is_given);
  if (!is_given(value)) return;
  simdjson::dom::array array;
  if (value.kind == RawValue::Kind::kArray && value.element.get(array) == simdjson::SUCCESS) {
    read_event_array(array);
    return;
  }
  if (is_row && text::trim(value.text).starts_with('[')) {
    const auto in_cell = cell_json_.read_array(cell_json_.pad(value.text));
    if (in_cell) {
      read_event_array(*in_cell);
      return;
    }
  }
  ++lead_.unreadable_events;
}

void LeadReader::read_event_array(simdjson::dom::array array) {
  for (const simdjson::dom::element element : array) {
    simdjson::dom::object object;
    if (element.get(object) != simdjson::SUCCESS) {
      ++lead_.unreadable_events;
      continue;
    }
    event_reader_.look_at(object);
    if (const auto event = event_reader_.read(arena_, lead_.unread)) {
      lead_.events.push_back(*event);
    } else {
      ++lead_.unreadable_events;
    }
  }
}

void LeadReader::add_to(LeadBatch& batch, std::uint64_t line) const {
  batch.begin_lead(lead_.id, line);
  for (std::size_t field = 0; field < lead_.fields.size(); ++field) {
    if (!lead_.fields[field].is_known) continue;
    batch.set_field(bytecode::FieldId(static_cast<std::uint32_t>(field)), lead_.fields[field]);
  }
  for (const GivenEvent& given : lead_.events) {
    if (given.event.kind.is_valid() || asks_for_any_kind_) batch.add_event(given.event);
  }
}

}  // namespace leadscore::runtime
