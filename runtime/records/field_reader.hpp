// Reads a value as the type of its field, or of an event's attribute (language.md §9), with what
// the declaration says of unknown values and of the default.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/columns/text_arena.hpp"
#include "runtime/records/raw_value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

class FieldReader {
 public:
  FieldReader(const bytecode::Program& program, const bytecode::Field& field);
  FieldReader(const bytecode::Program& program, const bytecode::Attribute& attribute);

  /// Whether `value` means that something was given: it is, and it is none of the values that mean
  /// nothing (`unknown as`).
  [[nodiscard]] bool has_value(const RawValue& value, TextArena& arena) const;

  /// Reads a value for which has_value() holds. False: it does not read as the field's type. Texts
  /// are views of the record or kept in `arena`.
  [[nodiscard]] bool read(const RawValue& value, TextArena& arena, FieldValue& out) const;

  /// Adds an item of a list to `out`, unless it is blank or means nothing.
  void add_item(const RawValue& item, TextArena& arena, FieldValue& out) const;

  /// Whether there are values that mean nothing (`unknown as`).
  [[nodiscard]] bool has_unknown_values() const { return !nothings_.empty(); }
  [[nodiscard]] bytecode::FieldType type() const { return type_; }

  /// What stands in where nothing was given; unknown if there is no default. Lasts as long as this.
  [[nodiscard]] const FieldValue& default_value() const { return default_; }

  [[nodiscard]] std::string_view name() const { return name_; }
  /// As a person says it: `number`, `one of "free", "team"`.
  [[nodiscard]] std::string_view type_name() const { return type_name_; }

 private:
  /// A value that means nothing was given; what is set says what it compares as.
  struct Nothing {
    std::optional<std::string> folded_text;
    std::optional<double> number;
    std::optional<bool> yes;
    std::optional<TimeMs> time;
  };

  FieldReader(const bytecode::Program& program, TextId name, bytecode::FieldType type,
              const std::vector<TextId>& known_values,
              const std::vector<bytecode::Value>& unknown_as);

  void take_nothing(const bytecode::Program& program, const bytecode::Value& value);
  void take_default(const bytecode::Program& program, const bytecode::Value& value);
  [[nodiscard]] bool means_nothing(const RawValue& value, TextArena& arena) const;
  [[nodiscard]] bool read_text(const RawValue& value, TextArena& arena, FieldValue& out) const;
  [[nodiscard]] bool read_list(const RawValue& value, TextArena& arena, FieldValue& out) const;
  [[nodiscard]] bool read_array(const RawValue& value, TextArena& arena, FieldValue& out) const;
  void read_split(std::string_view text, TextArena& arena, FieldValue& out) const;

  std::string_view name_;
  bytecode::FieldType type_;
  std::string type_name_;
  std::vector<std::string> folded_known_values_;
  std::vector<Nothing> nothings_;
  FieldValue default_;
};

}  // namespace leadscore::runtime
