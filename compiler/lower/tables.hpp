// The tables of a program from those of a model: fields, kinds, parts and signals, each only if
// something asks for it.
#pragma once

#include "bytecode/program.hpp"
#include "compiler/model/model.hpp"

#include <optional>
#include <vector>

namespace leadscore {

/// Where the things of a model are in its program.
struct LoweredTables {
  std::vector<bytecode::SignalId> signals;  // by TestId; not valid: not asked, or not a signal
};

/// Copies texts of the model into the program.
class TextCopier {
 public:
  TextCopier(const Interner& from, Interner& to) : from_(from), to_(to) {}

  [[nodiscard]] TextId copy(TextId text) const { return to_.intern(from_.text(text)); }
  [[nodiscard]] std::optional<TextId> copy(const std::optional<TextId>& text) const;
  [[nodiscard]] std::vector<TextId> copy(const std::vector<TextId>& texts) const;
  [[nodiscard]] bytecode::Value copy(const model::Value& value) const;

 private:
  const Interner& from_;
  Interner& to_;
};

/// Fills the fields, kinds, parts and signals of `program`, in the order of the model.
[[nodiscard]] LoweredTables lower_tables(const model::Model& model, bytecode::Program& program);

}  // namespace leadscore
