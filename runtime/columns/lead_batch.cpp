#include "runtime/columns/lead_batch.hpp"

#include "base/check.hpp"

namespace leadscore::runtime {

LeadBatch::LeadBatch(const bytecode::Program& program) : kind_count_(program.kinds.size()) {
  columns_.reserve(program.fields.size());
  for (const bytecode::Field& field : program.fields) {
    Column column;
    column.type = field.type;
    columns_.push_back(std::move(column));
  }
  attributes_.resize(program.attributes.size());
  attributes_of_kind_.resize(program.kinds.size());
  for (const bytecode::KindId kind : program.kinds.ids()) {
    for (const bytecode::AttributeId attribute : program.kinds[kind].attributes) {
      std::vector<bytecode::FieldType>& types = attributes_of_kind_[kind.value];
      const bytecode::FieldType type = program.attributes[attribute].type;
      attributes_[attribute.value] = {.kind = kind, .type = type, .place = types.size()};
      types.push_back(type);
    }
  }
}

void LeadBatch::clear() {
  leads_.clear();
  for (Column& column : columns_) {
    column.known.clear();
    column.yes.clear();
    column.numbers.clear();
    column.times.clear();
    column.ranges.clear();
    column.items.clear();
  }
  events_.clear();
  values_.clear();
  items_.clear();
  bytes_.clear();
}

void LeadBatch::begin_lead(std::string_view id, std::uint64_t line) {
  leads_.push_back(Lead{.id = keep(id), .line = line, .first_event = events_.size()});
  for (Column& column : columns_) {
    column.known.push_back(0);
    switch (column.type) {
      case bytecode::FieldType::kText:
      case bytecode::FieldType::kOneOf:
      case bytecode::FieldType::kListOfText:
        column.ranges.emplace_back();
        break;
      case bytecode::FieldType::kNumber:
        column.numbers.push_back(0);
        break;
      case bytecode::FieldType::kYesNo:
        column.yes.push_back(0);
        break;
      case bytecode::FieldType::kTime:
        column.times.push_back(0);
        break;
      case bytecode::FieldType::kAny:
        break;
    }
  }
}

void LeadBatch::set_field(bytecode::FieldId field, const FieldValue& value) {
  LEADSCORE_CHECK(!leads_.empty(), "a field before any lead");
  LEADSCORE_CHECK(field.value < columns_.size(), "a field that is not of this program");
  Column& column = columns_[field.value];
  column.known.back() = value.is_known ? 1 : 0;
  if (!value.is_known) return;
  switch (column.type) {
    case bytecode::FieldType::kText:
    case bytecode::FieldType::kOneOf:
      column.ranges.back() = keep(value.text);
      break;
    case bytecode::FieldType::kListOfText:
      column.ranges.back() = {.begin = column.items.size(), .size = value.items.size()};
      for (const std::string_view item : value.items) column.items.push_back(keep(item));
      break;
    case bytecode::FieldType::kNumber:
      column.numbers.back() = value.number;
      break;
    case bytecode::FieldType::kYesNo:
      column.yes.back() = value.yes ? 1 : 0;
      break;
    case bytecode::FieldType::kTime:
      column.times.back() = value.time;
      break;
    case bytecode::FieldType::kAny:
      break;
  }
}

void LeadBatch::add_event(const Event& event, std::span<const FieldValue> attributes) {
  LEADSCORE_CHECK(!leads_.empty(), "an event before any lead");
  LEADSCORE_CHECK(!event.kind.is_valid() || event.kind.value < kind_count_,
                  "a kind of event that is not of this program");
  StoredEvent stored{.kind = event.kind,
                     .has_subject = event.subject.has_value(),
                     .has_time = event.time.has_value(),
                     .time = event.time.value_or(0),
                     .subject = {},
                     .first_value = values_.size(),
                     .has_values = !attributes.empty()};
  if (event.subject) stored.subject = keep(*event.subject);
  if (!attributes.empty()) {
    LEADSCORE_CHECK(event.kind.is_valid(), "attributes of a kind that the program does not name");
    const std::vector<bytecode::FieldType>& types = attributes_of_kind_[event.kind.value];
    LEADSCORE_CHECK(attributes.size() == types.size(), "attributes that are not those of the kind");
    for (std::size_t place = 0; place < types.size(); ++place) {
      keep_value(types[place], attributes[place]);
    }
  }
  events_.push_back(stored);
}

void LeadBatch::keep_value(bytecode::FieldType type, const FieldValue& value) {
  StoredValue stored{.is_known = value.is_known, .range = {}};
  if (value.is_known) {
    switch (type) {
      case bytecode::FieldType::kText:
      case bytecode::FieldType::kOneOf:
        stored.range = keep(value.text);
        break;
      case bytecode::FieldType::kListOfText:
        stored.range = {.begin = items_.size(), .size = value.items.size()};
        for (const std::string_view item : value.items) items_.push_back(keep(item));
        break;
      case bytecode::FieldType::kNumber:
        stored.number = value.number;
        break;
      case bytecode::FieldType::kYesNo:
        stored.yes = value.yes;
        break;
      case bytecode::FieldType::kTime:
        stored.time = value.time;
        break;
      case bytecode::FieldType::kAny:
        break;
    }
  }
  values_.push_back(stored);
}

std::string_view LeadBatch::id(std::size_t lead) const { return view(lead_at(lead).id); }

std::uint64_t LeadBatch::line(std::size_t lead) const { return lead_at(lead).line; }

bool LeadBatch::is_known(bytecode::FieldId field, std::size_t lead) const {
  static_cast<void>(lead_at(lead));
  LEADSCORE_CHECK(field.value < columns_.size(), "a field that is not of this program");
  return columns_[field.value].known[lead] != 0;
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
  const Column& column = columns_[field.value];
  LEADSCORE_CHECK(
      column.type == bytecode::FieldType::kText || column.type == bytecode::FieldType::kOneOf,
      "a field of another type");
  return view(column.ranges[lead]);
}

std::size_t LeadBatch::item_count(bytecode::FieldId field, std::size_t lead) const {
  return known_column(field, lead, bytecode::FieldType::kListOfText).ranges[lead].size;
}

std::string_view LeadBatch::item(bytecode::FieldId field, std::size_t lead,
                                 std::size_t index) const {
  const Column& column = known_column(field, lead, bytecode::FieldType::kListOfText);
  const TextRange range = column.ranges[lead];
  LEADSCORE_CHECK(index < range.size, "an item beyond the list");
  return view(column.items[range.begin + index]);
}

std::size_t LeadBatch::event_count(std::size_t lead) const {
  const std::uint64_t begin = lead_at(lead).first_event;
  const std::uint64_t end =
      lead + 1 < leads_.size() ? leads_[lead + 1].first_event : events_.size();
  return end - begin;
}

Event LeadBatch::event(std::size_t lead, std::size_t index) const {
  LEADSCORE_CHECK(index < event_count(lead), "an event beyond those of the lead");
  const StoredEvent& stored = events_[leads_[lead].first_event + index];
  Event event;
  event.kind = stored.kind;
  if (stored.has_subject) event.subject = view(stored.subject);
  if (stored.has_time) event.time = stored.time;
  return event;
}

FieldValue LeadBatch::attribute(std::size_t lead, std::size_t index,
                                bytecode::AttributeId attribute) const {
  FieldValue value;
  read_attribute(lead, index, attribute, value);
  return value;
}

void LeadBatch::read_field(std::size_t lead, bytecode::FieldId field, FieldValue& value) const {
  value.items.clear();
  value.is_known = is_known(field, lead);
  if (!value.is_known) return;
  switch (columns_[field.value].type) {
    case bytecode::FieldType::kText:
    case bytecode::FieldType::kOneOf:
      value.text = text(field, lead);
      break;
    case bytecode::FieldType::kListOfText:
      for (std::size_t at = 0; at < item_count(field, lead); ++at) {
        value.items.push_back(item(field, lead, at));
      }
      break;
    case bytecode::FieldType::kNumber:
      value.number = number(field, lead);
      break;
    case bytecode::FieldType::kYesNo:
      value.yes = yes(field, lead);
      break;
    case bytecode::FieldType::kTime:
      value.time = time(field, lead);
      break;
    case bytecode::FieldType::kAny:
      break;
  }
}

void LeadBatch::read_attribute(std::size_t lead, std::size_t index, bytecode::AttributeId attribute,
                               FieldValue& value) const {
  LEADSCORE_CHECK(index < event_count(lead), "an event beyond those of the lead");
  LEADSCORE_CHECK(attribute.value < attributes_.size(), "an attribute that is not of this program");
  const AttributePlace& place = attributes_[attribute.value];
  const StoredEvent& event = events_[leads_[lead].first_event + index];
  LEADSCORE_CHECK(event.kind.is_valid() && event.kind == place.kind,
                  "an attribute of another kind of event");
  value.items.clear();
  value.is_known = false;
  if (!event.has_values) return;
  const StoredValue& stored = values_[event.first_value + place.place];
  value.is_known = stored.is_known;
  value.yes = stored.yes;
  value.number = stored.number;
  value.time = stored.time;
  value.text = {};
  if (!stored.is_known) return;
  if (place.type == bytecode::FieldType::kListOfText) {
    for (std::uint64_t at = 0; at < stored.range.size; ++at) {
      value.items.push_back(view(items_[stored.range.begin + at]));
    }
  } else {
    value.text = view(stored.range);
  }
}

const LeadBatch::Lead& LeadBatch::lead_at(std::size_t lead) const {
  LEADSCORE_CHECK(lead < leads_.size(), "a lead beyond the batch");
  return leads_[lead];
}

const LeadBatch::Column& LeadBatch::known_column(bytecode::FieldId field, std::size_t lead,
                                                 bytecode::FieldType type) const {
  LEADSCORE_CHECK(is_known(field, lead), "the value of an unknown field");
  const Column& column = columns_[field.value];
  LEADSCORE_CHECK(column.type == type, "a field of another type");
  return column;
}

LeadBatch::TextRange LeadBatch::keep(std::string_view text) {
  const TextRange range{.begin = bytes_.size(), .size = text.size()};
  bytes_.append(text);
  return range;
}

std::string_view LeadBatch::view(TextRange range) const {
  return std::string_view(bytes_).substr(range.begin, range.size);
}

}  // namespace leadscore::runtime
