#include "compiler/model/declarations.hpp"

#include "base/number.hpp"
#include "base/text/fold.hpp"
#include "base/time.hpp"
#include "compiler/model/appending.hpp"
#include "compiler/model/words.hpp"

#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::model {
namespace {

void append_folded(std::string& to, const Model& model, TextId text) {
  append_quoted(to, text::fold(model.texts.text(text)));
}

/// Values as they are: `is exactly` tells texts apart that are the same folded.
void append_value(std::string& to, const Model& model, const Value& value) {
  const auto quote = [&model](std::string& end, TextId text) {
    append_quoted(end, model.texts.text(text));
  };
  if (const auto* text = std::get_if<TextId>(&value)) {
    quote(to, *text);
  } else if (const auto* number = std::get_if<double>(&value)) {
    to += format_number(*number);
  } else if (const auto* yes = std::get_if<bool>(&value)) {
    to += *yes ? "yes" : "no";
  } else if (const auto* time = std::get_if<TimeMs>(&value)) {
    to += format_time(*time);
  } else {
    to += '[';
    append_joined(to, std::get<std::vector<TextId>>(value), quote);
    to += ']';
  }
}

void append_known_values(std::string& to, const Model& model, const std::vector<TextId>& values) {
  if (values.empty()) return;
  std::vector<std::string> texts;
  for (const TextId value : values) append_folded(texts.emplace_back(), model, value);
  to += ' ';
  append_sorted(to, std::move(texts));
}

void append_unknown_as(std::string& to, const Model& model, const std::vector<Value>& values) {
  if (values.empty()) return;
  std::vector<std::string> texts;
  for (const Value& value : values) {
    if (const auto* text = std::get_if<TextId>(&value)) {
      append_folded(texts.emplace_back(), model, *text);
    } else {
      append_value(texts.emplace_back(), model, value);
    }
  }
  to += " unknown as ";
  append_sorted(to, std::move(texts));
}

}  // namespace

void append_line(std::string& to, const Model& model, const Field& field) {
  put(to, "field ", model.texts.text(field.name), ": ", spelling(field.type));
  append_known_values(to, model, field.known_values);
  if (field.default_value) {
    to += " = ";
    append_value(to, model, *field.default_value);
  }
  if (field.key != field.name) {
    to += " from ";
    append_quoted(to, model.texts.text(field.key));
  }
  append_unknown_as(to, model, field.unknown_as);
  to += '\n';
}

void append_line(std::string& to, const Model& model, const Attribute& attribute) {
  put(to, "attribute ", model.texts.text(attribute.name), " of ",
      model.texts.text(model.kinds[attribute.kind].name), ": ", spelling(attribute.type));
  append_known_values(to, model, attribute.known_values);
  append_unknown_as(to, model, attribute.unknown_as);
  to += '\n';
}

void append_line(std::string& to, const Model& model, const EventKind& kind) {
  put(to, "event ", model.texts.text(kind.name), '(', model.texts.text(kind.subject_name),
      std::string_view(kind.is_path ? ": path)" : ")"));
  if (!kind.from.empty()) {
    to += " from ";
    append_quoted_sorted(to, model.texts, kind.from);
  }
  to += '\n';
}

}  // namespace leadscore::model
