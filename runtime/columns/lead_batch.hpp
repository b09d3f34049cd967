// A block of leads as columns: one column a field of the program, events side by side.
// Filled by record readers, read by engines.
#pragma once

#include "base/time.hpp"
#include "bytecode/program.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// One value of a field or of an attribute, read as its type. Texts are as in the record (not
/// folded).
struct FieldValue {
  bool is_known = false;
  bool yes = false;                          // kYesNo
  double number = 0;                         // kNumber
  TimeMs time = 0;                           // kTime
  std::string_view text = {};                // kText, kOneOf
  std::vector<std::string_view> items = {};  // kListOfText
};

/// An event of a lead. Views live as long as what they were taken from.
struct Event {
  bytecode::KindId kind = {};                    // not valid: a kind that the program does not name
  std::optional<std::string_view> subject = {};  // as in the record
  std::optional<TimeMs> time = {};
};

/// Leads in the order of the input, for the program that it was made for. Owns every text; views of
/// them last until the next change. Fields, kinds and leads that do not exist, and a value asked
/// for as what it is not, are our bug (InternalError). One thread at a time.
class LeadBatch {
 public:
  explicit LeadBatch(const bytecode::Program& program);

  /// Forgets all leads, keeps the memory.
  void clear();

  /// Begins a lead; fields not set after it are unknown. `line` is where the record stands in its
  /// input (1 is the first), for messages.
  void begin_lead(std::string_view id, std::uint64_t line);
  void set_field(bytecode::FieldId field, const FieldValue& value);
  /// `attributes`: by their places in EventKind::attributes of its kind; none given: all unknown.
  void add_event(const Event& event, std::span<const FieldValue> attributes = {});

  [[nodiscard]] std::size_t size() const { return leads_.size(); }
  [[nodiscard]] std::size_t field_count() const { return columns_.size(); }
  [[nodiscard]] std::size_t kind_count() const { return kind_count_; }
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

 private:
  struct TextRange {
    std::uint64_t begin = 0;
    std::uint64_t size = 0;
  };
  struct Lead {
    TextRange id;
    std::uint64_t line = 0;
    std::uint64_t first_event = 0;
  };
  struct StoredEvent {
    bytecode::KindId kind;
    bool has_subject = false;
    bool has_time = false;
    TimeMs time = 0;
    TextRange subject;
    std::uint64_t first_value = 0;
    bool has_values = false;  // else all its attributes are unknown
  };
  /// An attribute of an event. `range`: a text or, of a list, the range of its items in `items_`.
  struct StoredValue {
    bool is_known = false;
    bool yes = false;
    double number = 0;
    TimeMs time = 0;
    TextRange range;
  };
  struct AttributePlace {
    bytecode::KindId kind;
    bytecode::FieldType type = bytecode::FieldType::kText;
    std::size_t place = 0;  // in EventKind::attributes
  };
  /// What is used depends on the type: `numbers` holds numbers, `times` times, `ranges` texts or,
  /// of a list, the range of its items in `items`.
  struct Column {
    bytecode::FieldType type = bytecode::FieldType::kText;
    std::vector<std::uint8_t> known;
    std::vector<std::uint8_t> yes;
    std::vector<double> numbers;
    std::vector<TimeMs> times;
    std::vector<TextRange> ranges;
    std::vector<TextRange> items;
  };

  [[nodiscard]] const Lead& lead_at(std::size_t lead) const;
  [[nodiscard]] const Column& known_column(bytecode::FieldId field, std::size_t lead,
                                           bytecode::FieldType type) const;
  void keep_value(bytecode::FieldType type, const FieldValue& value);
  TextRange keep(std::string_view text);
  [[nodiscard]] std::string_view view(TextRange range) const;

  std::vector<Lead> leads_;
  std::vector<Column> columns_;  // by FieldId
  std::vector<StoredEvent> events_;
  std::vector<StoredValue> values_;                                   // of the attributes of events
  std::vector<TextRange> items_;                                      // of those that are lists
  std::string bytes_;                                                 // of all texts
  std::vector<AttributePlace> attributes_;                            // by AttributeId
  std::vector<std::vector<bytecode::FieldType>> attributes_of_kind_;  // by KindId
  std::size_t kind_count_ = 0;
};

}  // namespace leadscore::runtime
