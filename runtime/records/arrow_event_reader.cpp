#include "runtime/records/arrow_event_reader.hpp"

#include "runtime/records/input_limits.hpp"
#include "runtime/records/lead_reader.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace leadscore::runtime {

ArrowEventReader::ArrowEventReader(const bytecode::Program& program)
    : program_(&program),
      reader_(std::make_unique<EventReader>(program, EventKeys{})),
      asks_for_any_kind_(asks_for_any_kind(program)) {}

Result<ArrowEventReader> ArrowEventReader::open(const bytecode::Program& program,
                                                const ArrowType& column) {
  ArrowEventReader reader(program);
  if (column.kind != ArrowType::Kind::kList) return reader;  // null in each row
  const ArrowType& event = column.children.front();
  std::vector<std::string> names;
  for (const ArrowType& part : event.children) names.push_back(part.name);
  reader.columns_.emplace(reader.reader_->columns(names));
  reader.used_ = reader.columns_->used_columns();
  reader.row_.resize(names.size());
  for (const std::size_t place : reader.used_) {
    const ArrowType& part = event.children[place];
    if (is_scalar(part.kind)) continue;
    return Error{fmt::format("the Arrow column \"{}\" of events is {}, which is not read there",
                             part.name, name_of(part))};
  }
  return reader;
}

Result<void> ArrowEventReader::begin(const ArrowCells& column) {
  column_ = &column;
  cells_.clear();
  if (!columns_) return {};
  for (const std::size_t place : used_) {
    auto cells = column.items().child(place);
    if (!cells) return cells.error();
    cells_.push_back(std::move(*cells));
  }
  return {};
}

bool ArrowEventReader::read(std::size_t row, LeadBatch& batch, std::vector<Unread>& unread,
                            std::uint64_t& unreadable_events) {
  if (!columns_ || column_->is_null(row)) return true;
  given_.clear();
  const auto [begin, end] = column_->list(row);
  for (std::size_t item = begin; item < end; ++item) {
    if (given_.count() > kMaxLeadEvents) return false;
    const bool is_event = has_object(column_->items(), item, batch) &&
                          reader_->read(batch.arena(), given_, unread) == EventOutcome::kTaken;
    if (!is_event) ++unreadable_events;
  }
  if (given_.count() > kMaxLeadEvents) return false;
  remove_duplicates(given_.events);
  for (const GivenEvent& given : given_.events) {
    if (given.event.kind.is_valid() || asks_for_any_kind_) add(given, batch);
  }
  return true;
}

/// Looks at an item of the list; false: it is null.
bool ArrowEventReader::has_object(const ArrowCells& items, std::size_t item, LeadBatch& batch) {
  if (items.is_null(item)) return false;
  for (std::size_t at = 0; at < used_.size(); ++at) {
    row_[used_[at]] = cells_[at].value(item, batch.arena());
  }
  reader_->look_at(*columns_, row_);
  return true;
}

void ArrowEventReader::add(const GivenEvent& given, LeadBatch& batch) const {
  // One without data() would be none.
  const std::string_view empty = "";
  std::string_view subject;
  if (given.event.subject) subject = given.event.subject->empty() ? empty : *given.event.subject;
  const std::size_t row = batch.add_lasting_event(given.event.kind, subject, given.event.time);
  if (!given.event.kind.is_valid()) return;
  const std::vector<bytecode::AttributeId>& ids = program_->kinds[given.event.kind].attributes;
  for (std::size_t place = 0; place < given.attributes.size(); ++place) {
    batch.attribute_column(ids[place]).set(row, given.attributes[place]);
  }
}

}  // namespace leadscore::runtime
