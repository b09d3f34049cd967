#include "runtime/records/lead_reader.hpp"

#include "base/number.hpp"
#include "base/text/fold.hpp"
#include "runtime/records/input_limits.hpp"
#include "runtime/records/raw_value.hpp"
#include "runtime/records/traits_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace leadscore::runtime {

namespace {

bool has_number(const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(),
                     [](const std::string& name) { return read_number(name).has_value(); });
}

}  // namespace

std::vector<WantedKey> keys_of_leads(const bytecode::Program& program,
                                     const std::optional<std::string>& id_key) {
  const LeadSlots slots(program);
  std::vector<WantedKey> wanted = keys_of_fields(program);
  wanted.push_back({slots.id, id_key.value_or("id"), id_key.has_value()});
  wanted.push_back({slots.events, "events", false});
  SegmentKeys(slots.segment).ask_for(wanted);
  return wanted;
}

bool asks_for_any_kind(const bytecode::Program& program) {
  return std::any_of(
      program.selections.begin(), program.selections.end(),
      [](const bytecode::Selection& selection) { return !selection.kind.is_valid(); });
}

std::string too_many_events(std::string_view id) {
  // The number as people write it.
  static_assert(kMaxLeadEvents == 100'000);
  return fmt::format("the lead {} has more than 100,000 events", id);
}

LeadReader::LeadReader(const bytecode::Program& program, const std::optional<std::string>& id_key)
    : is_given_(program.fields.size()),
      slots_(program),
      segment_(slots_.segment),
      id_key_(id_key),
      table_(keys_of_leads(program, id_key)),
      event_reader_(program, EventKeys{}),
      asks_for_any_kind_(asks_for_any_kind(program)),
      found_(slots_.segment + SegmentKeys::kSlotCount) {
  for (const bytecode::Field& field : program.fields) fields_.emplace_back(program, field);
  lead_.fields.resize(fields_.size());
}

Result<void> LeadReader::use_columns(std::string_view name,
                                     const std::vector<std::string>& columns) {
  columns_.emplace(table_, columns);
  if (columns.empty()) return {};  // an empty file
  if (id_key_ && !columns_->has(slots_.id)) {
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

void LeadReader::look_at(const Record& record) {
  found_.clear();
  arena_.clear();
  is_row_ = record.kind == Record::Kind::kRow;
  if (is_row_) {
    columns_->find(record.row, found_);
  } else {
    table_.find(record.object, found_);
  }
}

bool LeadReader::is_message() {
  if (is_row_ || segment_.type_of(found_) == MessageType::kNone) return false;
  if (is_given(found_.choose(slots_.events, is_given))) return false;
  if (names_lead()) return true;
  // One that names nobody at all is a message still, and no lead without an id.
  return segment_.has_sign(found_) && !is_given(found_.choose(slots_.id, is_given));
}

void LeadReader::read(std::string_view default_id) {
  forget_lead();
  read_id(default_id);
  read_fields();
  read_events();
}

void LeadReader::begin(std::string_view id) {
  arena_.clear();
  forget_lead();
  lead_.id = arena_.keep(id);
  std::fill(is_given_.begin(), is_given_.end(), false);
  for (std::size_t slot = 0; slot < fields_.size(); ++slot) {
    lead_.fields[slot] = fields_[slot].default_value();
  }
}

void LeadReader::forget_lead() {
  lead_.given.clear();
  lead_.unread.clear();
  lead_.unreadable_events = 0;
  lead_.ignored_messages = 0;
}

Result<void> LeadReader::join(EventTable& table) {
  return table.find(lead_.id, arena_, lead_.given);
}

bool LeadReader::has_too_many_events() const { return lead_.given.count() > kMaxLeadEvents; }

void LeadReader::finish() {
  remove_duplicates(lead_.given.events);
  take_traits();
}

/// What the record itself gives stays; it has no time, and so is the latest.
void LeadReader::take_traits() {
  sort_by_time(lead_.given.traits);
  for (GivenTraits& given : lead_.given.traits) {
    for (GivenTraits::Trait& trait : given.traits) {
      const std::size_t slot = trait.field.value;
      if (!is_given_[slot]) lead_.fields[slot] = std::move(trait.value);
    }
  }
}

void LeadReader::read_id(std::string_view default_id) {
  const RawValue value = found_.choose(slots_.id, is_given);
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
    is_given_[slot] = is_given(value);
    if (!is_given_[slot]) {
      lead_.fields[slot] = field.default_value();
    } else if (!field.read(value, arena_, lead_.fields[slot])) {
      lead_.unread.push_back(
          {std::string(field.name()), std::string(field.type_name()), show(value)});
    }
  }
}

void LeadReader::read_events() {
  const RawValue value = found_.choose(slots_.events, is_given);
  if (!is_given(value)) return;
  simdjson::dom::array array;
  if (value.kind == RawValue::Kind::kArray && value.element.get(array) == simdjson::SUCCESS) {
    read_event_array(array);
    return;
  }
  if (is_row_ && text::trim(value.text).starts_with('[')) {
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
    if (has_too_many_events()) return;
    simdjson::dom::object object;
    if (element.get(object) != simdjson::SUCCESS) {
      ++lead_.unreadable_events;
      continue;
    }
    event_reader_.look_at(object);
    switch (event_reader_.read(arena_, lead_.given, lead_.unread)) {
      case EventOutcome::kTaken:
        break;
      case EventOutcome::kNoType:
        ++lead_.unreadable_events;
        break;
      case EventOutcome::kIgnored:
        ++lead_.ignored_messages;
        break;
    }
  }
}

void LeadReader::add_to(LeadBatch& batch, std::uint64_t line) const {
  batch.begin_lead(lead_.id, line);
  for (std::size_t field = 0; field < lead_.fields.size(); ++field) {
    if (!lead_.fields[field].is_known) continue;
    batch.set_field(bytecode::FieldId(static_cast<std::uint32_t>(field)), lead_.fields[field]);
  }
  for (const GivenEvent& given : lead_.given.events) {
    if (given.event.kind.is_valid() || asks_for_any_kind_) {
      batch.add_event(given.event, given.attributes);
    }
  }
}

}  // namespace leadscore::runtime
