#include "runtime/columns/lead_batch.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <utility>

namespace leadscore::runtime {

namespace {

constexpr std::size_t kLeastRows = 16;

/// The first `size` rows of a column; an empty one stays empty.
template <class T>
std::span<const T> first_rows(const std::vector<T>& values, std::size_t size) {
  return std::span(values).first(std::min(size, values.size()));
}

}  // namespace

LeadBatch::LeadBatch(const bytecode::Program& program) {
  for (const bytecode::Field& field : program.fields) fields_.emplace_back(field.type);
  for (const bytecode::Attribute& attribute : program.attributes) {
    attributes_.emplace_back(attribute.type);
  }
  field_rows_.resize(fields_.size());
  owners_.resize(attributes_.size());
  kind_sizes_.resize(program.kinds.size());
  for (const bytecode::KindId kind : program.kinds.ids()) {
    kinds_.push_back({.attributes = program.kinds[kind].attributes});
    for (const bytecode::AttributeId attribute : kinds_.back().attributes) {
      owners_[attribute.value] = kind;
    }
  }
}

void LeadBatch::clear() {
  for (ValueColumn& column : fields_) {
    column.forget(0, size_);
    column.items.clear();
  }
  for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
    for (const bytecode::AttributeId attribute : kinds_[kind].attributes) {
      attributes_[attribute.value].forget(0, kind_sizes_[kind]);
      attributes_[attribute.value].items.clear();
    }
    kind_sizes_[kind] = 0;
  }
  size_ = 0;
  is_coded_ = false;
  first_events_.front() = 0;
  events_.size = 0;
  arena_.clear();
  memory_.clear();
}

void LeadBatch::grow_leads() {
  capacity_ = std::max(2 * capacity_, kLeastRows);
  ids_.resize(capacity_);
  lines_.resize(capacity_);
  first_events_.resize(capacity_ + 1);
  for (std::size_t field = 0; field < fields_.size(); ++field) {
    fields_[field].grow(capacity_);
    field_rows_[field] = {.known = fields_[field].known.data(), .values = fields_[field].values()};
  }
}

void LeadBatch::grow_events() {
  const std::size_t capacity = std::max(2 * events_.size, kLeastRows);
  events_.kinds.resize(capacity);
  events_.has_time.resize(capacity);
  events_.times.resize(capacity);
  events_.subjects.resize(capacity);
  events_.rows.resize(capacity);
}

void LeadBatch::grow_attributes(Kind& kind) {
  kind.capacity = std::max(2 * kind.capacity, kLeastRows);
  for (const bytecode::AttributeId attribute : kind.attributes) {
    attributes_[attribute.value].grow(kind.capacity);
  }
}

BatchRows LeadBatch::rows() {
  return {.fields = field_rows_.data(),
          .ids = ids_.data(),
          .kinds = events_.kinds.data(),
          .has_time = events_.has_time.data(),
          .times = events_.times.data(),
          .subjects = events_.subjects.data(),
          .attribute_rows = events_.rows.data(),
          .event_count = events_.size,
          .event_capacity = events_.kinds.size(),
          .kind_sizes = kind_sizes_.data()};
}

void LeadBatch::begin_lead(std::string_view id, std::uint64_t line) {
  begin_lasting_lead(arena_.keep(id), line);
}

void LeadBatch::set_field(bytecode::FieldId field, const FieldValue& value) {
  LEADSCORE_CHECK(size_ > 0, "a field before any lead");
  LEADSCORE_CHECK(field.value < fields_.size(), "a field that is not of this program");
  keep_value(value, last_lead(), field_column(field));
}

void LeadBatch::encode(std::shared_ptr<LeadDictionaries> dictionaries) {
  LEADSCORE_CHECK(dictionaries->fields.size() == fields_.size(),
                  "dictionaries that were made for another program");
  codes_.fields.resize(fields_.size());
  for (std::size_t field = 0; field < fields_.size(); ++field) {
    if (fields_[field].texts.empty()) continue;
    std::vector<std::uint32_t>& codes = codes_.fields[field];
    codes.assign(size_, TextDictionary::kNone);
    for (std::size_t lead = 0; lead < size_; ++lead) {
      if (fields_[field].known[lead] == 0) continue;
      codes[lead] = dictionaries->fields[field].find_or_add(fields_[field].texts[lead]);
    }
  }
  codes_.events.clear();
  for (std::size_t at = 0; at < events_.size; ++at) {
    codes_.events.push_back(
        dictionaries->events.find_or_add(events_.kinds[at], events_.subjects[at]));
  }
  codes_.by = std::move(dictionaries);
  is_coded_ = true;
}

void LeadBatch::add_event(const Event& event, std::span<const FieldValue> attributes) {
  LEADSCORE_CHECK(size_ > 0, "an event before any lead");
  LEADSCORE_CHECK(!event.kind.is_valid() || event.kind.value < kinds_.size(),
                  "a kind of event that is not of this program");
  std::string_view subject;
  if (event.subject) subject = event.subject->empty() ? "" : arena_.keep(*event.subject);
  const std::size_t row = add_lasting_event(event.kind, subject, event.time);
  if (attributes.empty()) return;
  LEADSCORE_CHECK(event.kind.is_valid(), "attributes of a kind that the program does not name");
  const std::vector<bytecode::AttributeId>& ids = kinds_[event.kind.value].attributes;
  LEADSCORE_CHECK(attributes.size() == ids.size(), "attributes that are not those of the kind");
  for (std::size_t place = 0; place < ids.size(); ++place) {
    keep_value(attributes[place], row, attributes_[ids[place].value]);
  }
}

void LeadBatch::keep_value(const FieldValue& value, std::size_t row, ValueColumn& column) {
  column.set(row, value);
  if (!value.is_known) return;
  if (column.type == bytecode::FieldType::kText || column.type == bytecode::FieldType::kOneOf) {
    column.texts[row] = arena_.keep(value.text);
  }
  if (column.type == bytecode::FieldType::kListOfText) {
    const ItemRange range = column.lists[row];
    for (std::string_view& item : std::span(column.items).subspan(range.begin, range.size)) {
      item = arena_.keep(item);
    }
  }
}

void LeadBatch::drop_lead() {
  is_coded_ = false;
  --size_;
  for (ValueColumn& column : fields_) column.forget(size_, size_ + 1);
  while (events_.size > first_events_[size_]) {
    const bytecode::KindId kind = events_.kinds[--events_.size];
    if (!kind.is_valid()) continue;
    const std::size_t row = --kind_sizes_[kind.value];
    for (const bytecode::AttributeId attribute : kinds_[kind.value].attributes) {
      attributes_[attribute.value].forget(row, row + 1);
    }
  }
}

std::string_view LeadBatch::id(std::size_t lead) const {
  check_lead(lead);
  return ids_[lead];
}

std::uint64_t LeadBatch::line(std::size_t lead) const {
  check_lead(lead);
  return lines_[lead];
}

bool LeadBatch::is_known(bytecode::FieldId field, std::size_t lead) const {
  check_lead(lead);
  return column(field).known[lead] != 0;
}

bool LeadBatch::yes(bytecode::FieldId field, std::size_t lead) const {
  return known_column(field, lead, bytecode::FieldType::kYesNo).yes[lead] != 0;
}

double LeadBatch::number(bytecode::FieldId field, std::size_t lead) const {
  return known_column(field, lead, bytecode::FieldType::kNumber).numbers[lead];
}

TimeMs LeadBatch::time(bytecode::FieldId field, std::size_t lead) const {
  return known_column(field, lead, bytecode::FieldType::kTime).times[lead];
}

std::string_view LeadBatch::text(bytecode::FieldId field, std::size_t lead) const {
  LEADSCORE_CHECK(is_known(field, lead), "the value of an unknown field");
  const ValueColumn& values = column(field);
  LEADSCORE_CHECK(
      values.type == bytecode::FieldType::kText || values.type == bytecode::FieldType::kOneOf,
      "a field of another type");
  return values.texts[lead];
}

std::size_t LeadBatch::item_count(bytecode::FieldId field, std::size_t lead) const {
  return known_column(field, lead, bytecode::FieldType::kListOfText).lists[lead].size;
}

std::string_view LeadBatch::item(bytecode::FieldId field, std::size_t lead,
                                 std::size_t index) const {
  const ValueColumn& values = known_column(field, lead, bytecode::FieldType::kListOfText);
  const ItemRange range = values.lists[lead];
  LEADSCORE_CHECK(index < range.size, "an item beyond the list");
  return values.items[range.begin + index];
}

std::size_t LeadBatch::event_count(std::size_t lead) const {
  check_lead(lead);
  return first_events_[lead + 1] - first_events_[lead];
}

Event LeadBatch::event(std::size_t lead, std::size_t index) const {
  LEADSCORE_CHECK(index < event_count(lead), "an event beyond those of the lead");
  const std::size_t at = first_events_[lead] + index;
  Event event;
  event.kind = events_.kinds[at];
  if (events_.subjects[at].data() != nullptr) event.subject = events_.subjects[at];
  if (events_.has_time[at] != 0) event.time = events_.times[at];
  return event;
}

FieldValue LeadBatch::attribute(std::size_t lead, std::size_t index,
                                bytecode::AttributeId attribute) const {
  FieldValue value;
  read_attribute(lead, index, attribute, value);
  return value;
}

namespace {

/// A known value.
void read_value(const ValueColumn& column, std::size_t row, FieldValue& value) {
  switch (column.type) {
    case bytecode::FieldType::kText:
    case bytecode::FieldType::kOneOf:
      value.text = column.texts[row];
      break;
    case bytecode::FieldType::kListOfText: {
      const auto items = std::span(column.items);
      const auto of_row = items.subspan(column.lists[row].begin, column.lists[row].size);
      value.items.assign(of_row.begin(), of_row.end());
      break;
    }
    case bytecode::FieldType::kNumber:
      value.number = column.numbers[row];
      break;
    case bytecode::FieldType::kYesNo:
      value.yes = column.yes[row] != 0;
      break;
    case bytecode::FieldType::kTime:
      value.time = column.times[row];
      break;
    case bytecode::FieldType::kAny:
      break;
  }
}

}  // namespace

void LeadBatch::read_field(std::size_t lead, bytecode::FieldId field, FieldValue& value) const {
  value.items.clear();
  value.is_known = is_known(field, lead);
  if (value.is_known) read_value(fields_[field.value], lead, value);
}

void LeadBatch::read_attribute(std::size_t lead, std::size_t index, bytecode::AttributeId attribute,
                               FieldValue& value) const {
  LEADSCORE_CHECK(index < event_count(lead), "an event beyond those of the lead");
  LEADSCORE_CHECK(attribute.value < attributes_.size(), "an attribute that is not of this program");
  const std::size_t at = first_events_[lead] + index;
  LEADSCORE_CHECK(events_.kinds[at].is_valid() && events_.kinds[at] == owners_[attribute.value],
                  "an attribute of another kind of event");
  const ValueColumn& values = attributes_[attribute.value];
  value.items.clear();
  value.is_known = values.known[events_.rows[at]] != 0;
  if (value.is_known) read_value(values, events_.rows[at], value);
}

std::span<const std::uint8_t> LeadBatch::field_known(bytecode::FieldId field) const {
  return first_rows(column(field).known, size_);
}

std::span<const std::uint8_t> LeadBatch::field_yes(bytecode::FieldId field) const {
  return first_rows(column(field).yes, size_);
}

std::span<const double> LeadBatch::field_numbers(bytecode::FieldId field) const {
  return first_rows(column(field).numbers, size_);
}

std::span<const TimeMs> LeadBatch::field_times(bytecode::FieldId field) const {
  return first_rows(column(field).times, size_);
}

std::span<const std::string_view> LeadBatch::field_texts(bytecode::FieldId field) const {
  return first_rows(column(field).texts, size_);
}

std::span<const ItemRange> LeadBatch::field_lists(bytecode::FieldId field) const {
  return first_rows(column(field).lists, size_);
}

std::span<const std::string_view> LeadBatch::field_items(bytecode::FieldId field) const {
  return column(field).items;
}

std::span<const bytecode::KindId> LeadBatch::event_kinds() const {
  return first_rows(events_.kinds, events_.size);
}

std::span<const std::uint8_t> LeadBatch::event_has_time() const {
  return first_rows(events_.has_time, events_.size);
}

std::span<const TimeMs> LeadBatch::event_times() const {
  return first_rows(events_.times, events_.size);
}

std::span<const std::string_view> LeadBatch::event_subjects() const {
  return first_rows(events_.subjects, events_.size);
}

std::span<const std::size_t> LeadBatch::event_rows() const {
  return first_rows(events_.rows, events_.size);
}

const ValueColumn& LeadBatch::attribute_column(bytecode::AttributeId attribute) const {
  LEADSCORE_CHECK(attribute.value < attributes_.size(), "an attribute that is not of this program");
  return attributes_[attribute.value];
}

void LeadBatch::check_lead(std::size_t lead) const {
  LEADSCORE_CHECK(lead < size_, "a lead beyond the batch");
}

const ValueColumn& LeadBatch::column(bytecode::FieldId field) const {
  LEADSCORE_CHECK(field.value < fields_.size(), "a field that is not of this program");
  return fields_[field.value];
}

const ValueColumn& LeadBatch::known_column(bytecode::FieldId field, std::size_t lead,
                                           bytecode::FieldType type) const {
  LEADSCORE_CHECK(is_known(field, lead), "the value of an unknown field");
  const ValueColumn& values = column(field);
  LEADSCORE_CHECK(values.type == type, "a field of another type");
  return values;
}

}  // namespace leadscore::runtime
