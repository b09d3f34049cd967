// What a program reads of records, from what a model declares: fields, kinds and attributes, each
// only if something asks for it.
#pragma once

#include "base/check.hpp"
#include "bytecode/program.hpp"
#include "compiler/lower/reach.hpp"
#include "compiler/model/model.hpp"

#include <optional>
#include <vector>

namespace leadscore {

/// Where the fields, kinds and attributes of a model are in its program, by their ids in the model;
/// not valid: not asked for.
struct RecordTables {
  std::vector<bytecode::FieldId> fields;
  std::vector<bytecode::KindId> kinds;
  std::vector<bytecode::AttributeId> attributes;
};

/// Parts keep their ids; none is not valid.
[[nodiscard]] inline bytecode::PartId lower_part(const std::optional<model::PartId>& part) {
  return part ? bytecode::PartId(part->value) : bytecode::PartId();
}

/// Copies texts of the model, which has all of them, into the program; looks each up once.
class TextCopier {
 public:
  TextCopier(const Interner& from, Interner& to) : from_(from), to_(to), copies_(from.size()) {}

  [[nodiscard]] TextId copy(TextId text) {
    LEADSCORE_CHECK(text.value < copies_.size(), "a text that is not of the model");
    TextId& known = copies_[text.value];
    if (!known.is_valid()) known = to_.intern(from_.text(text));
    return known;
  }
  [[nodiscard]] std::optional<TextId> copy(const std::optional<TextId>& text);
  [[nodiscard]] std::vector<TextId> copy(const std::vector<TextId>& texts);
  [[nodiscard]] bytecode::Value copy(const model::Value& value);
  [[nodiscard]] std::vector<bytecode::Value> copy(const std::vector<model::Value>& values);

 private:
  const Interner& from_;
  Interner& to_;
  std::vector<TextId> copies_;  // by their ids in the model; not valid: none yet
};

/// Fills the fields, kinds and attributes of `program`, in the order of the model.
[[nodiscard]] RecordTables lower_records(const model::Model& model, const Reach& reach,
                                         TextCopier& texts, bytecode::Program& program);

}  // namespace leadscore
