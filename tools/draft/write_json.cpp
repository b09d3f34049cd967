#include "tools/draft/write_json.hpp"

#include "base/number.hpp"
#include "compiler/resolve/fields.hpp"
#include "runtime/output/json_text.hpp"

#include <fmt/format.h>

namespace leadscore::draft {
namespace {

std::string json_text(std::string_view text) {
  std::string json;
  runtime::append_json_string(json, text);
  return json;
}

std::string list_of(const std::vector<std::string>& items) {
  std::string list;
  for (const std::string& item : items) list += (list.empty() ? "" : ", ") + item;
  return "[" + list + "]";
}

std::string lines_of(const std::vector<std::string>& items) {
  std::string lines;
  for (const std::string& item : items) lines += (lines.empty() ? "\n  " : ",\n  ") + item;
  return "[" + lines + "]";
}

std::string field_json(const Field& field) {
  const FieldType& type = field.type;
  std::string json =
      fmt::format("{{\"name\": {}, \"key\": {}, \"type\": \"{}\"", json_text(field.name),
                  json_text(field.survey->key),
                  type.type == model::Type::kOneOf ? "one of" : resolve::spelling(type.type));
  if (!type.known_values.empty()) {
    std::vector<std::string> values;
    for (const std::string& value : type.known_values) values.push_back(json_text(value));
    json += ", \"values\": " + list_of(values);
  }
  std::vector<std::string> unknown;
  for (const std::string& text : type.unknown_texts) unknown.push_back(json_text(text));
  for (const double number : type.unknown_numbers) unknown.push_back(format_number(number));
  if (!unknown.empty()) json += ", \"unknown_as\": " + list_of(unknown);
  return json + fmt::format(", \"given\": {}, \"misfits\": {}}}", field.survey->values.said(),
                            type.misfits);
}

std::vector<std::string> all_fields(const std::vector<Field>& fields) {
  std::vector<std::string> all;
  for (const Field& field : fields) all.push_back(field_json(field));
  return all;
}

std::string kind_json(const Kind& kind) {
  return fmt::format(
      "{{\"name\": {}, \"type\": {}, \"subject\": {}, \"is_path\": {}, \"is_declared\": {}, "
      "\"events\": {}, \"attributes\": {}}}",
      json_text(kind.name), json_text(kind.survey->type), json_text(kind.subject), kind.is_path,
      kind.is_declared, kind.survey->count, list_of(all_fields(kind.attributes)));
}

}  // namespace

std::string write_json(const Draft& draft, std::string_view model) {
  std::vector<std::string> kinds;
  for (const Kind& kind : draft.kinds) kinds.push_back(kind_json(kind));
  std::vector<std::string> left_out;
  for (const std::string& one : draft.left_out) left_out.push_back(json_text(one));
  return fmt::format(
      "{{\"name\": {}, \"leads\": {}, \"messages\": {}, \"events\": {}, \"rejected\": {},\n "
      "\"fields\": {},\n "
      "\"kinds\": {},\n \"left_out\": {},\n \"model\": {}}}\n",
      json_text(draft.name), draft.survey->leads, draft.survey->messages, draft.survey->events,
      draft.survey->rejected, lines_of(all_fields(draft.fields)), lines_of(kinds),
      lines_of(left_out), json_text(model));
}

}  // namespace leadscore::draft
