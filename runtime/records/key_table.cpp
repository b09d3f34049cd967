#include "runtime/records/key_table.hpp"

#include "base/text/lenient.hpp"

#include <algorithm>
#include <utility>

namespace leadscore::runtime {

namespace {

/// How many keys are remembered. More distinct ones are no keys but data, and are looked up anew.
constexpr std::size_t kMostSeenKeys = 100'000;

std::vector<std::string> split_at_points(std::string_view key) {
  std::vector<std::string> segments;
  while (true) {
    const std::size_t point = key.find('.');
    segments.emplace_back(key.substr(0, point));
    if (point == key.npos) return segments;
    key.remove_prefix(point + 1);
  }
}

KeyFit worse(KeyFit one, KeyFit other) { return std::max(one, other); }

}  // namespace

void FoundValues::clear() {
  for (const std::size_t slot : used_slots_) slots_[slot].clear();
  used_slots_.clear();
}

void FoundValues::add(std::size_t slot, KeyFit fit, const RawValue& value) {
  if (slots_[slot].empty()) used_slots_.push_back(slot);
  slots_[slot].push_back({fit, value});
}

KeyTable::KeyTable(const std::vector<WantedKey>& wanted)
    : KeyTable([&] {
        std::vector<Path> paths;
        for (const WantedKey& key : wanted) {
          auto segments = key.is_lenient ? split_at_points(key.key) : std::vector{key.key};
          paths.push_back({key.slot, std::move(segments), key.is_lenient});
        }
        return paths;
      }()) {}

KeyTable::KeyTable(std::vector<Path> paths) : paths_(std::move(paths)) {
  for (std::size_t path = 0; path < paths_.size(); ++path) {
    std::string key;
    for (std::size_t count = 1; count <= paths_[path].segments.size(); ++count) {
      if (count > 1) key += '.';
      key += paths_[path].segments[count - 1];
      exact_[key].push_back({path, count});
      const std::string lenient = text::lenient_key(key);
      if (paths_[path].is_lenient && !lenient.empty()) lenient_[lenient].push_back({path, count});
    }
  }
}

void KeyTable::find(simdjson::dom::object object, KeyFit best, FoundValues& found) {
  ++record_;
  present_.clear();
  if (seen_.size() >= 2 * kMostSeenKeys) seen_.clear();
  for (const simdjson::dom::key_value_pair& pair : object) {
    Use* const use = use_of(pair.key);
    if (use == nullptr) continue;
    if (use->record == record_) {
      present_[use->position].value = pair.value;
      continue;
    }
    use->record = record_;
    use->position = present_.size();
    present_.push_back({use, pair.value});
  }
  for (const Present& present : present_) spread(present, best, found);
}

void KeyTable::spread(const Present& present, KeyFit best, FoundValues& found) {
  const RawValue value(present.value);
  const KeyFit lenient = best == KeyFit::kExact ? KeyFit::kLenient : KeyFit::kLenientNested;
  for (const Match& match : present.use->matches) {
    found.add(match.slot, match.is_exact ? best : lenient, value);
  }
  simdjson::dom::object inside;
  if (present.value.get(inside) != simdjson::SUCCESS) return;
  if (present.use->inside_exact) {
    present.use->inside_exact->find(inside, worse(best, KeyFit::kNested), found);
  }
  if (present.use->inside_lenient) {
    present.use->inside_lenient->find(inside, KeyFit::kLenientNested, found);
  }
}

KeyTable::Meaning KeyTable::meaning_of(std::string_view key) const {
  Meaning meaning;
  const std::unique_ptr<Use> use = make_use(std::string(key));
  if (use == nullptr) return meaning;
  for (const Match& match : use->matches) {
    meaning.slots.push_back(match.slot);
    meaning.is_exact.push_back(match.is_exact);
  }
  meaning.inside_exact = std::move(use->inside_exact);
  meaning.inside_lenient = std::move(use->inside_lenient);
  return meaning;
}

/// None if nobody asks for the key.
KeyTable::Use* KeyTable::use_of(std::string_view key) {
  const auto seen = seen_.find(key);
  if (seen != seen_.end()) return seen->second.get();
  std::string owned(key);
  std::unique_ptr<Use> use = make_use(owned);
  if (use == nullptr && seen_.size() >= kMostSeenKeys) return nullptr;
  return seen_.emplace(std::move(owned), std::move(use)).first->second.get();
}

std::unique_ptr<KeyTable::Use> KeyTable::make_use(const std::string& key) const {
  auto use = std::make_unique<Use>();
  std::vector<Path> inside_exact;
  std::vector<Path> inside_lenient;
  const auto exact = exact_.find(key);
  if (exact != exact_.end()) take_steps(exact->second, true, *use, inside_exact);
  const auto lenient = lenient_.find(text::lenient_key(key));
  if (lenient != lenient_.end()) {
    std::vector<Step> steps = lenient->second;
    std::erase_if(steps, [&](const Step& step) {
      return exact != exact_.end() &&
             std::any_of(exact->second.begin(), exact->second.end(), [&](const Step& other) {
               return other.path == step.path && other.segments == step.segments;
             });
    });
    take_steps(steps, false, *use, inside_lenient);
  }
  const auto make_table = [](std::vector<Path>& paths) {
    return paths.empty() ? nullptr : std::unique_ptr<KeyTable>(new KeyTable(std::move(paths)));
  };
  use->inside_exact = make_table(inside_exact);
  use->inside_lenient = make_table(inside_lenient);
  const bool is_used = !use->matches.empty() || use->inside_exact || use->inside_lenient;
  return is_used ? std::move(use) : nullptr;
}

/// Adds to `use` the slots that the steps reach, and to `inside` the ways that go on.
void KeyTable::take_steps(const std::vector<Step>& steps, bool is_exact, Use& use,
                          std::vector<Path>& inside) const {
  for (const Step& step : steps) {
    const Path& path = paths_[step.path];
    if (step.segments == path.segments.size()) {
      use.matches.push_back({path.slot, is_exact});
      continue;
    }
    const auto rest = path.segments.begin() + static_cast<std::ptrdiff_t>(step.segments);
    inside.push_back({path.slot, {rest, path.segments.end()}, path.is_lenient});
  }
}

KeyTable::Columns::Columns(const KeyTable& table, const std::vector<std::string>& names) {
  for (std::size_t column = 0; column < names.size(); ++column) {
    const std::unique_ptr<Use> use = table.make_use(names[column]);
    if (use == nullptr) continue;
    for (const Match& match : use->matches) used_.push_back({column, match});
  }
}

std::vector<std::size_t> KeyTable::Columns::used_columns() const {
  std::vector<std::size_t> places;
  for (const Used& used : used_) {
    if (places.empty() || places.back() != used.column) places.push_back(used.column);
  }
  return places;
}

std::vector<std::size_t> KeyTable::Columns::columns_of(std::size_t slot) const {
  std::vector<std::size_t> fitting;
  for (const bool is_exact : {true, false}) {
    for (const Used& used : used_) {
      if (used.match.slot == slot && used.match.is_exact == is_exact) {
        fitting.push_back(used.column);
      }
    }
  }
  return fitting;
}

bool KeyTable::Columns::has(std::size_t slot) const {
  return std::any_of(used_.begin(), used_.end(),
                     [&](const Used& used) { return used.match.slot == slot; });
}

}  // namespace leadscore::runtime
