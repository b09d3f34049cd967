#include "tools/draft/fields.hpp"

#include "base/text/shown.hpp"
#include "tools/draft/literals.hpp"
#include "tools/draft/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace leadscore::draft {
namespace {

using runtime::SurveyedKey;

constexpr std::size_t kMostShownCharacters = 40;

bool is_plain_part(std::string_view part) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_plain = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !part.empty() && is_letter(part.front()) && std::ranges::all_of(part, is_plain);
}

/// The points of a column `company.city` may lead into an object in another file; those of
/// `Dr. Name` are signs.
Points points_of(const SurveyedKey& key) {
  if (key.is_nested) return Points::kKept;
  std::string_view rest = key.key;
  while (true) {
    const std::size_t point = rest.find('.');
    if (!is_plain_part(rest.substr(0, point))) return Points::kSigns;
    if (point == rest.npos) return Points::kKept;
    rest.remove_prefix(point + 1);
  }
}

std::string shown_key(const SurveyedKey& key) {
  return fmt::format("\"{}\"", text::shown(key.key, kMostShownCharacters));
}

struct Wanted {
  const SurveyedKey* key = nullptr;
  FieldType type;
  std::string name;
};

/// The keys that have values of a type, with the names that they would have.
std::vector<Wanted> wanted_fields(const runtime::KeySurveys& keys,
                                  std::vector<std::string>& left_out) {
  std::vector<Wanted> all;
  for (const auto& key : keys.all()) {
    auto type = infer_type(key->values, key->key);
    if (!type) {
      left_out.push_back(fmt::format("{} holds objects, which are no value", shown_key(*key)));
    } else if (!text_literal(key->key)) {
      left_out.push_back(fmt::format("{} has a character that cannot be written", shown_key(*key)));
    } else {
      all.push_back({key.get(), std::move(*type), plain_name(key->key, points_of(*key))});
    }
  }
  if (keys.left_out() > 0) {
    left_out.push_back(fmt::format(
        "\"{}\"{}: too many keys, or too long to be names", keys.first_left_out(),
        keys.left_out() == 1 ? std::string() : fmt::format(" and {} more", keys.left_out() - 1)));
  }
  return all;
}

std::unordered_set<std::string> usable_of(const std::vector<Wanted>& all) {
  std::vector<std::string> names;
  for (const Wanted& one : all) {
    if (!one.name.empty()) names.push_back(one.name);
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return usable_names(names);
}

}  // namespace

std::vector<Field> make_fields(const runtime::KeySurveys& keys,
                               std::vector<std::string>& left_out) {
  std::vector<Wanted> all = wanted_fields(keys, left_out);
  const auto usable = usable_of(all);
  UsedNames used;
  // Names that the keys have themselves come before those that are made up.
  std::vector<std::string> names(all.size());
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (usable.contains(all[at].name)) names[at] = used.take(all[at].name);
  }
  std::vector<Field> fields;
  for (std::size_t at = 0; at < all.size(); ++at) {
    Wanted& one = all[at];
    if (names[at].empty()) names[at] = used.take(one.name.empty() ? "field" : "lead_" + one.name);
    Field field{.name = names[at], .type = std::move(one.type), .survey = one.key};
    if (!is_read_by(one.key->key, field.name, points_of(*one.key))) field.from = one.key->key;
    fields.push_back(std::move(field));
  }
  return fields;
}

std::vector<Field> make_attributes(const runtime::KeySurveys& keys, const SurveyedKey* subject,
                                   std::string_view kind, std::vector<std::string>& left_out) {
  std::vector<Wanted> all = wanted_fields(keys, left_out);
  const auto usable = usable_of(all);
  UsedNames used;
  std::vector<Field> attributes;
  for (Wanted& one : all) {
    if (one.key == subject) continue;
    const bool is_name = !one.name.empty() && usable.contains(one.name) &&
                         is_read_by(one.key->key, one.name, points_of(*one.key));
    if (!is_name || used.take(one.name) != one.name) {
      left_out.push_back(
          fmt::format("{} of {}: attributes of events are read by their name alone, and it is no "
                      "name",
                      shown_key(*one.key), kind));
      continue;
    }
    attributes.push_back({.name = one.name, .type = std::move(one.type), .survey = one.key});
  }
  return attributes;
}

}  // namespace leadscore::draft
