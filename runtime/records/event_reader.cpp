#include "runtime/records/event_reader.hpp"

#include "base/text/lenient.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace leadscore::runtime {

namespace {

/// The slots of an event; subject names have those from kFirstSubjectName on.
enum Slot : std::size_t { kType, kTime, kId, kMessageId, kLead, kSubject, kFirstSubjectName };

constexpr std::size_t kMostSeenTypes = 10'000;

std::size_t slot_count(const std::vector<WantedKey>& wanted) {
  std::size_t count = kFirstSubjectName;
  for (const WantedKey& key : wanted) count = std::max(count, key.slot + 1);
  return count;
}

}  // namespace

void remove_duplicates(std::vector<GivenEvent>& events) {
  std::vector<std::size_t> with_id;
  for (std::size_t at = 0; at < events.size(); ++at) {
    if (events[at].id) with_id.push_back(at);
  }
  if (with_id.size() < 2) return;
  const auto order = [&](std::size_t at) {
    const auto& time = events[at].event.time;
    return std::tuple(*events[at].id, !time.has_value(), time.value_or(0), at);
  };
  std::sort(with_id.begin(), with_id.end(),
            [&](std::size_t one, std::size_t other) { return order(one) < order(other); });
  std::vector<bool> is_duplicate(events.size());
  for (std::size_t at = 1; at < with_id.size(); ++at) {
    is_duplicate[with_id[at]] = *events[with_id[at]].id == *events[with_id[at - 1]].id;
  }
  std::size_t kept = 0;
  for (std::size_t at = 0; at < events.size(); ++at) {
    if (!is_duplicate[at]) events[kept++] = events[at];
  }
  events.resize(kept);
}

EventReader::EventReader(const bytecode::Program& program, EventKeys keys)
    : keys_(std::move(keys)),
      wanted_(wanted_keys(program)),
      table_(wanted_),
      found_(slot_count(wanted_)) {
  name_kinds(program);
}

/// Gives every distinct subject name a slot, too.
std::vector<WantedKey> EventReader::wanted_keys(const bytecode::Program& program) {
  std::vector<WantedKey> wanted;
  if (!keys_.type) wanted.push_back({kType, "type", false});
  wanted.push_back({kTime, keys_.time.value_or("at"), keys_.time.has_value()});
  wanted.push_back({kId, "id", false});
  wanted.push_back({kMessageId, "messageId", false});  // as Segment calls it (§5)
  if (keys_.lead) wanted.push_back({kLead, *keys_.lead});
  wanted.push_back({kSubject, keys_.subject.value_or("subject")});
  std::unordered_map<TextId, std::size_t> slots;  // by subject name
  for (const bytecode::EventKind& kind : program.kinds) {
    if (keys_.subject) {
      subject_slots_.push_back(kSubject);
      continue;
    }
    const auto [slot, is_new] = slots.emplace(kind.subject_name, kFirstSubjectName + slots.size());
    subject_slots_.push_back(slot->second);
    if (is_new) {
      wanted.push_back({slot->second, std::string(program.texts.text(kind.subject_name))});
    }
  }
  return wanted;
}

/// Names go before other names (`from`), the very same name before one that is leniently equal.
void EventReader::name_kinds(const bytecode::Program& program) {
  const auto add = [&](TextId name_id, bytecode::KindId kind) {
    const std::string name(program.texts.text(name_id));
    kinds_.emplace(name, kind);
    const std::string lenient = text::lenient_key(name);
    if (!lenient.empty()) lenient_kinds_.emplace(lenient, kind);
  };
  for (const bytecode::KindId kind : program.kinds.ids()) add(program.kinds[kind].name, kind);
  for (const bytecode::KindId kind : program.kinds.ids()) {
    for (const TextId name : program.kinds[kind].from) add(name, kind);
  }
}

bytecode::KindId EventReader::kind_of(std::string_view type) {
  std::string name(type);
  const auto seen = seen_types_.find(name);
  if (seen != seen_types_.end()) return seen->second;
  bytecode::KindId kind;
  const auto lenient = lenient_kinds_.find(text::lenient_key(name));
  if (lenient != lenient_kinds_.end()) kind = lenient->second;
  const auto exact = kinds_.find(name);
  if (exact != kinds_.end()) kind = exact->second;
  if (seen_types_.size() < kMostSeenTypes) seen_types_.emplace(std::move(name), kind);
  return kind;
}

void EventReader::look_at(simdjson::dom::object object) {
  found_.clear();
  table_.find(object, found_);
}

void EventReader::look_at(const KeyTable::Columns& columns,
                          const std::vector<std::string_view>& row) {
  found_.clear();
  columns.find(row, found_);
}

/// What was given under a slot, as text; none if nothing was, or an array or object.
std::optional<std::string_view> EventReader::text_of(std::size_t slot, TextArena& arena) const {
  return read_as_text(found_.choose(slot, is_given), arena);
}

std::optional<GivenEvent> EventReader::read(TextArena& arena, std::vector<Unread>& unread) {
  const auto type =
      keys_.type ? std::optional<std::string_view>(*keys_.type) : text_of(kType, arena);
  if (!type) return std::nullopt;
  GivenEvent given;
  given.event.kind = kind_of(*type);
  given.event.subject = read_subject(given.event.kind, arena, unread);
  given.id = text_of(kId, arena);
  if (!given.id) given.id = text_of(kMessageId, arena);
  const RawValue time = found_.choose(kTime, is_given);
  given.event.time = read_as_time(time);
  if (is_given(time) && !given.event.time) {
    unread.push_back({"time of an event", "time", show(time)});
  }
  return given;
}

std::optional<std::string_view> EventReader::read_subject(bytecode::KindId kind, TextArena& arena,
                                                          std::vector<Unread>& unread) const {
  RawValue subject;
  if (kind.is_valid()) subject = found_.choose(subject_slots_[kind.value], is_given);
  if (!is_given(subject)) subject = found_.choose(kSubject, is_given);
  if (!is_given(subject)) return std::nullopt;
  const auto text = read_as_text(subject, arena);
  if (!text) unread.push_back({"subject of an event", "text", show(subject)});
  return text;
}

std::optional<std::string_view> EventReader::read_lead_id(TextArena& arena) {
  return text_of(kLead, arena);
}

KeyTable::Columns EventReader::columns(const std::vector<std::string>& names) const {
  return KeyTable::Columns(table_, names);
}

bool EventReader::has_type(const KeyTable::Columns& columns) const {
  return keys_.type || columns.has(kType);
}

bool EventReader::has_time(const KeyTable::Columns& columns) const { return columns.has(kTime); }

bool EventReader::has_lead(const KeyTable::Columns& columns) const { return columns.has(kLead); }

bool EventReader::has_subject(const KeyTable::Columns& columns) const {
  return columns.has(kSubject);
}

}  // namespace leadscore::runtime
