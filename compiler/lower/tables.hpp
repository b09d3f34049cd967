// What a program reads of records, from what a model declares: fields, kinds and attributes, each
// only if something asks for it.
#pragma once

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

/// Copies texts of the model into the program.
class TextCopier {
 public:
  TextCopier(const Interner& from, Interner& to) : from_(from), to_(to) {}

  [[nodiscard]] TextId copy(TextId text) const { return to_.intern(from_.text(text)); }
  [[nodiscard]] std::optional<TextId> copy(const std::optional<TextId>& text) const;
  [[nodiscard]] std::vector<TextId> copy(const std::vector<TextId>& texts) const;
  [[nodiscard]] bytecode::Value copy(const model::Value& value) const;
  [[nodiscard]] std::vector<bytecode::Value> copy(const std::vector<model::Value>& values) const;

 private:
  const Interner& from_;
  Interner& to_;
};

/// Fills the fields, kinds and attributes of `program`, in the order of the model.
[[nodiscard]] RecordTables lower_records(const model::Model& model, const Reach& reach,
                                         bytecode::Program& program);

}  // namespace leadscore
