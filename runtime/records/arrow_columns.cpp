#include "runtime/records/arrow_columns.hpp"

#include "runtime/records/field_reader.hpp"
#include "runtime/records/key_table.hpp"
#include "runtime/records/lead_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace leadscore::runtime {

namespace {

struct Found {
  KeyFit fit;
  ArrowPath path;
};

/// Walks over the columns as over the keys of a record.
class Walk {
 public:
  explicit Walk(std::size_t slot_count) : found_(slot_count) {}

  void find(const ArrowType& type, const KeyTable& table, KeyFit best) {
    const KeyFit lenient = best == KeyFit::kExact ? KeyFit::kLenient : KeyFit::kLenientNested;
    for (std::size_t place = 0; place < type.children.size(); ++place) {
      const ArrowType& child = type.children[place];
      if (comes_again(type, place)) continue;
      places_.push_back(place);
      const KeyTable::Meaning meaning = table.meaning_of(child.name);
      for (std::size_t at = 0; at < meaning.slots.size(); ++at) {
        if (meaning.slots[at] >= found_.size()) continue;  // of messages
        found_[meaning.slots[at]].push_back(
            {meaning.is_exact[at] ? best : lenient, {places_, &child}});
      }
      if (child.kind == ArrowType::Kind::kStruct) {
        if (meaning.inside_exact) {
          find(child, *meaning.inside_exact, std::max(best, KeyFit::kNested));
        }
        if (meaning.inside_lenient) {
          find(child, *meaning.inside_lenient, KeyFit::kLenientNested);
        }
      }
      places_.pop_back();
    }
  }

  [[nodiscard]] std::vector<std::vector<ArrowPath>> take() {
    std::vector<std::vector<ArrowPath>> all;
    for (std::vector<Found>& found : found_) {
      std::stable_sort(found.begin(), found.end(),
                       [](const Found& a, const Found& b) { return a.fit < b.fit; });
      std::vector<ArrowPath>& paths = all.emplace_back();
      for (Found& one : found) paths.push_back(std::move(one.path));
    }
    return all;
  }

 private:
  /// Of a key given twice, the last counts.
  static bool comes_again(const ArrowType& type, std::size_t place) {
    return std::any_of(
        type.children.begin() + static_cast<std::ptrdiff_t>(place) + 1, type.children.end(),
        [&](const ArrowType& other) { return other.name == type.children[place].name; });
  }

  std::vector<std::vector<Found>> found_;  // by slot
  std::vector<std::size_t> places_;        // of the column at hand
};

Error misfit(const ArrowType& type, std::string_view wanted) {
  return Error{fmt::format("the Arrow column \"{}\" is {}, which does not read as {}", type.name,
                           name_of(type), wanted)};
}

bool is_list_of_events(const ArrowType& type) {
  return type.kind == ArrowType::Kind::kNothing ||
         (type.kind == ArrowType::Kind::kList &&
          type.children.front().kind == ArrowType::Kind::kStruct);
}

}  // namespace

Result<std::vector<std::vector<ArrowPath>>> find_arrow_columns(
    const bytecode::Program& program, const ArrowType& schema,
    const std::optional<std::string>& id_key) {
  const LeadSlots slots(program);
  const KeyTable table(keys_of_leads(program, id_key));
  Walk walk(slots.segment);
  walk.find(schema, table, KeyFit::kExact);
  std::vector<std::vector<ArrowPath>> columns = walk.take();
  for (const bytecode::FieldId id : program.fields.ids()) {
    const bytecode::Field& field = program.fields[id];
    for (const ArrowPath& path : columns[id.value]) {
      if (can_be_read(*path.type, field.type)) continue;
      return misfit(*path.type, fmt::format("the field {}, {}", program.texts.text(field.name),
                                            FieldReader(program, field).type_name()));
    }
  }
  for (const ArrowPath& path : columns[slots.id]) {
    if (!is_scalar(path.type->kind)) return misfit(*path.type, "the id of a lead");
  }
  for (const ArrowPath& path : columns[slots.events]) {
    if (!is_list_of_events(*path.type)) return misfit(*path.type, "events, a list of structs");
  }
  if (id_key && columns[slots.id].empty()) {
    return Error{fmt::format("there is no Arrow column \"{}\" for the id", *id_key)};
  }
  return columns;
}

}  // namespace leadscore::runtime
