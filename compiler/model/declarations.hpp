// The lines of canonical text that declare what a model asks for: fields, attributes, kinds.
#pragma once

#include "compiler/model/model.hpp"

#include <string>

namespace leadscore::model {

/// Appends a line: all of a declaration that can change an answer.
void append_line(std::string& to, const Model& model, const Field& field);
void append_line(std::string& to, const Model& model, const Attribute& attribute);
void append_line(std::string& to, const Model& model, const EventKind& kind);

}  // namespace leadscore::model
