// A block of leads as columns: one column a field of the program, one an attribute of events, and
// the events of all leads side by side. Filled by record readers, read by engines.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/batch_rows.hpp"
#include "runtime/columns/dictionaries.hpp"
#include "runtime/columns/text_arena.hpp"
#include "runtime/columns/value_column.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// An event of a lead. Views live as long as what they were taken from.
struct Event {
  bytecode::KindId kind = {};                    // not valid: a kind that the program does not name
  std::optional<std::string_view> subject = {};  // as in the record
  std::optional<TimeMs> time = {};
};

/// Leads in the order of the input, for the program that it was made for. Owns every text, or the
/// memory where it stands (own()); views of texts last until clear(), spans of columns until the
/// next change. Fields, kinds and leads that do not exist, and a value asked for as what it is not,
/// are our bug (InternalError). One thread at a time.
class LeadBatch {
 public:
  explicit LeadBatch(const bytecode::Program& program);
  LeadBatch(LeadBatch&&) noexcept = default;
  LeadBatch& operator=(LeadBatch&&) noexcept = default;

  /// Forgets all leads, keeps the memory of its own.
  void clear();

  /// Numbers the texts of all leads, and their events, which are added to the dictionaries: then
  /// an engine looks a text up once for all leads of all batches that share them. Lasts until the
  /// next change. `dictionaries`: made for the same program.
  void encode(std::shared_ptr<LeadDictionaries> dictionaries);

  // ---- Filling, with copies of all texts
  // ---------------------------------------------------------

  /// Begins a lead; fields not set after it are unknown. `line` is where the record stands in its
  /// input (1 is the first), for messages.
  void begin_lead(std::string_view id, std::uint64_t line);
  void set_field(bytecode::FieldId field, const FieldValue& value);
  /// `attributes`: by their places in EventKind::attributes of its kind; none given: all unknown.
  void add_event(const Event& event, std::span<const FieldValue> attributes = {});

  // ---- Filling without copies
  // -------------------------------------------------------------------- For readers that hold the
  // ids of this program: nothing is checked, and every text is a *lasting* one: it stands in memory
  // that the batch owns.

  /// Keeps memory alive until clear().
  void own(std::shared_ptr<const char[]> memory) { memory_.push_back(std::move(memory)); }
  /// Where copies of texts go that are then lasting.
  [[nodiscard]] TextArena& arena() { return arena_; }

  void begin_lasting_lead(std::string_view id, std::uint64_t line);
  /// The id of the lead begun last.
  void set_lasting_id(std::string_view id) { ids_[size_ - 1] = id; }
  /// The lead begun last did not come to be: forgets it, with its events.
  void drop_lead();
  /// The column of a field or of an attribute, to set its value in the row of the lead or event at
  /// hand.
  [[nodiscard]] ValueColumn& field_column(bytecode::FieldId field) {
    is_coded_ = false;
    return fields_[field.value];
  }
  [[nodiscard]] ValueColumn& attribute_column(bytecode::AttributeId attribute) {
    return attributes_[attribute.value];
  }
  [[nodiscard]] std::size_t last_lead() const { return size_ - 1; }
  /// Adds an event to the lead begun last and returns its row in the columns of the attributes of
  /// its kind (0 if the program does not name it). `subject`: no data() if there is none. See
  /// BatchRows::add_event(), too.
  std::size_t add_lasting_event(bytecode::KindId kind, std::string_view subject,
                                std::optional<TimeMs> time);

  /// The rows for who fills those of the lead begun last and adds events to it, but none of a kind
  /// that has attributes.
  [[nodiscard]] BatchRows rows();
  /// Takes over what was added to rows().
  void take_rows(const BatchRows& rows) {
    events_.size = rows.event_count;
    first_events_[size_] = events_.size;
  }
  /// Makes room for more events; rows() are others then.
  void grow_events();

  // ---- Reading values one by one
  // -----------------------------------------------------------------

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t field_count() const { return fields_.size(); }
  [[nodiscard]] std::size_t kind_count() const { return kinds_.size(); }
  /// Whether it has the columns that leads of `program` have.
  [[nodiscard]] bool fits(const bytecode::Program& program) const {
    return field_count() == program.fields.size() && kind_count() == program.kinds.size();
  }
  [[nodiscard]] std::string_view id(std::size_t lead) const;
  [[nodiscard]] std::uint64_t line(std::size_t lead) const;

  // One value of a column; the typed readers may be called only where is_known().
  [[nodiscard]] bool is_known(bytecode::FieldId field, std::size_t lead) const;
  [[nodiscard]] bool yes(bytecode::FieldId field, std::size_t lead) const;
  [[nodiscard]] double number(bytecode::FieldId field, std::size_t lead) const;
  [[nodiscard]] TimeMs time(bytecode::FieldId field, std::size_t lead) const;
  [[nodiscard]] std::string_view text(bytecode::FieldId field, std::size_t lead) const;
  [[nodiscard]] std::size_t item_count(bytecode::FieldId field, std::size_t lead) const;
  [[nodiscard]] std::string_view item(bytecode::FieldId field, std::size_t lead,
                                      std::size_t index) const;

  /// Events of a lead, by index from 0, in the order of the record; duplicates are gone already.
  [[nodiscard]] std::size_t event_count(std::size_t lead) const;
  [[nodiscard]] Event event(std::size_t lead, std::size_t index) const;
  /// An attribute of that event, whose kind has it.
  [[nodiscard]] FieldValue attribute(std::size_t lead, std::size_t index,
                                     bytecode::AttributeId attribute) const;

  /// The same into memory that is used again: a field's value, and an attribute's.
  void read_field(std::size_t lead, bytecode::FieldId field, FieldValue& value) const;
  void read_attribute(std::size_t lead, std::size_t index, bytecode::AttributeId attribute,
                      FieldValue& value) const;

  /// The column of a field, unchecked: for engines that hold the ids of this program. What stands
  /// in it behind size() means nothing.
  [[nodiscard]] const ValueColumn& field_column(bytecode::FieldId field) const {
    return fields_[field.value];
  }

  // ---- Reading whole columns
  // --------------------------------------------------------------------- A column of a field has a
  // row for each lead. Where `known` is 0, `yes` is 0 too, and the other values mean nothing (a
  // text may not even be looked at). A column that is not of the field's type is empty.

  [[nodiscard]] std::span<const std::uint8_t> field_known(bytecode::FieldId field) const;
  [[nodiscard]] std::span<const std::uint8_t> field_yes(bytecode::FieldId field) const;
  [[nodiscard]] std::span<const double> field_numbers(bytecode::FieldId field) const;
  [[nodiscard]] std::span<const TimeMs> field_times(bytecode::FieldId field) const;
  [[nodiscard]] std::span<const std::string_view> field_texts(bytecode::FieldId field) const;
  [[nodiscard]] std::span<const ItemRange> field_lists(bytecode::FieldId field) const;
  /// Of all lists of the field: what the ranges of field_lists() are of.
  [[nodiscard]] std::span<const std::string_view> field_items(bytecode::FieldId field) const;

  /// Whether the texts and events are numbered (encode()). Where a text is not known its code is
  /// TextDictionary::kNone.
  [[nodiscard]] bool is_coded() const { return is_coded_; }
  [[nodiscard]] const std::shared_ptr<const LeadDictionaries>& dictionaries() const {
    return codes_.by;
  }
  [[nodiscard]] std::span<const std::uint32_t> field_codes(bytecode::FieldId field) const {
    return codes_.fields[field.value];
  }
  [[nodiscard]] std::span<const std::uint32_t> event_codes() const { return codes_.events; }

  // The events of all leads, lead after lead.
  /// Where each lead's events begin; one more at the end: size() + 1 of them.
  [[nodiscard]] std::span<const std::size_t> first_events() const {
    return std::span(first_events_).first(size_ + 1);
  }
  [[nodiscard]] std::span<const bytecode::KindId> event_kinds() const;  // not valid: not named
  [[nodiscard]] std::span<const std::uint8_t> event_has_time() const;
  [[nodiscard]] std::span<const TimeMs> event_times() const;  // 0 if it has none
  /// data() is null where an event has none.
  [[nodiscard]] std::span<const std::string_view> event_subjects() const;
  /// The row of each event in the columns of the attributes of its kind (0 if it is not named).
  [[nodiscard]] std::span<const std::size_t> event_rows() const;
  /// The columns of an attribute: a row for each event of its kind. What is not known is as with
  /// fields.
  [[nodiscard]] const ValueColumn& attribute_column(bytecode::AttributeId attribute) const;

 private:
  /// An attribute's place in EventKind::attributes is its place in `attributes`.
  struct Kind {
    std::vector<bytecode::AttributeId> attributes;
    std::size_t capacity = 0;  // rows of the columns of its attributes
  };
  struct Events {
    std::vector<bytecode::KindId> kinds;
    std::vector<std::uint8_t> has_time;
    std::vector<TimeMs> times;
    std::vector<std::string_view> subjects;
    std::vector<std::size_t> rows;
    std::size_t size = 0;
  };

  struct Codes {
    std::shared_ptr<const LeadDictionaries> by;
    std::vector<std::vector<std::uint32_t>> fields;  // by FieldId, a row for each lead
    std::vector<std::uint32_t> events;
  };

  void grow_leads();
  void grow_attributes(Kind& kind);
  void check_lead(std::size_t lead) const;
  [[nodiscard]] const ValueColumn& column(bytecode::FieldId field) const;
  [[nodiscard]] const ValueColumn& known_column(bytecode::FieldId field, std::size_t lead,
                                                bytecode::FieldType type) const;
  void keep_value(const FieldValue& value, std::size_t row, ValueColumn& column);

  std::vector<ValueColumn> fields_;            // by FieldId
  std::vector<BatchRows::Column> field_rows_;  // by FieldId: where they stand
  std::vector<ValueColumn> attributes_;        // by AttributeId
  std::vector<bytecode::KindId> owners_;       // by AttributeId: the kind whose it is
  std::vector<Kind> kinds_;                    // by KindId
  std::vector<std::size_t> kind_sizes_;        // by KindId: events of this kind
  std::vector<std::string_view> ids_;          // of leads, as are `lines_`...
  std::vector<std::uint64_t> lines_;           // ...which have `capacity_` rows
  std::vector<std::size_t> first_events_{0};   // one row more
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  Events events_;
  Codes codes_;
  bool is_coded_ = false;
  TextArena arena_;
  std::vector<std::shared_ptr<const char[]>> memory_;
};

inline void LeadBatch::begin_lasting_lead(std::string_view id, std::uint64_t line) {
  if (size_ == capacity_) grow_leads();
  is_coded_ = false;
  ids_[size_] = id;
  lines_[size_] = line;
  ++size_;
  first_events_[size_] = events_.size;
}

inline std::size_t LeadBatch::add_lasting_event(bytecode::KindId kind, std::string_view subject,
                                                std::optional<TimeMs> time) {
  if (events_.size == events_.kinds.size()) grow_events();
  is_coded_ = false;
  const std::size_t at = events_.size++;
  first_events_[size_] = events_.size;
  events_.kinds[at] = kind;
  events_.subjects[at] = subject;
  events_.has_time[at] = time.has_value() ? 1 : 0;
  events_.times[at] = time.value_or(0);
  std::size_t row = 0;
  if (kind.is_valid()) {
    Kind& of_kind = kinds_[kind.value];
    row = kind_sizes_[kind.value]++;
    if (row == of_kind.capacity) grow_attributes(of_kind);
  }
  events_.rows[at] = row;
  return row;
}

}  // namespace leadscore::runtime
