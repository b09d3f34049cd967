#include "runtime/batch/event_index.hpp"

#include "base/sort_once.hpp"
#include "base/text/glob.hpp"
#include "base/text/path.hpp"
#include "runtime/batch/interval_index.hpp"
#include "runtime/batch/text_hash.hpp"
#include "runtime/signals/fold_into.hpp"
#include "runtime/signals/window.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

namespace leadscore::runtime::batch {

using bytecode::KindId;
using bytecode::SelectionId;

namespace {

constexpr std::uint32_t kUnlimited = std::numeric_limits<std::uint32_t>::max();

}  // namespace

// ---- The index ----------------------------------------------------------------------------------

EventIndex::EventIndex(const Plan& plan, std::uint32_t group)
    : program_(plan.program()),
      group_(group),
      kinds_(program_.kinds.size() + 1),
      bit_count_(plan.groups()[group].signals.size()),
      start_((bit_count_ + kWordBits - 1) / kWordBits, 0) {
  std::map<SelectionId, std::uint32_t> numbers;
  for (std::uint32_t bit = 0; bit < bit_count_; ++bit) {
    const auto& signal =
        std::get<bytecode::EventSignal>(program_.signals[plan.groups()[group].signals[bit]]);
    const auto [number, is_new] =
        numbers.try_emplace(signal.selection, static_cast<std::uint32_t>(counted_.size()));
    if (is_new) counted_.push_back({.id = signal.selection});
    Counted& counted = counted_[number->second];
    if (signal.least == 1 && signal.most == kUnlimited) {
      counted.any_bits.push_back(bit);
    } else {
      counted.tests.push_back({.bit = bit, .least = signal.least, .most = signal.most});
    }
    if (signal.least == 0) set_bit(start_.data(), bit);
  }
  for (std::uint32_t counted = 0; counted < counted_.size(); ++counted) add(program_, counted);
}

void EventIndex::add(const bytecode::Program& program, std::uint32_t counted) {
  const bytecode::Selection& selection = program.selections[counted_[counted].id];
  OfKind& kind = selection.kind.is_valid() ? kinds_[selection.kind.value] : kinds_.back();
  if (!selection.patterns.is_valid()) {
    kind.of_any_subject.push_back(counted);
    return;
  }
  const bool is_path = selection.kind.is_valid() && program.kinds[selection.kind].is_path;
  const auto syntax = is_path ? text::GlobSyntax::kStarOnly : text::GlobSyntax::kStarAndQuestion;
  bool is_literal = true;
  for (const TextId pattern : program.text_sets[selection.patterns]) {
    const text::Glob glob = text::Glob::parse(program.texts.text(pattern), syntax);
    is_literal = is_literal && glob.is_literal();
    if (glob.is_literal()) kind.literal[std::string(glob.literal())].push_back(counted);
  }
  if (is_literal) return;
  std::unique_ptr<EventMatcher>& matcher = matchers_[{selection.patterns, is_path}];
  if (matcher == nullptr) {
    matcher = std::make_unique<EventMatcher>(program.text_sets[selection.patterns], is_path,
                                             program.texts);
  }
  kind.patterned.push_back({.counted = counted, .patterns = matcher.get()});
}

void EventIndex::find(KindId kind, std::string_view subject, std::string& normalised,
                      std::vector<std::uint32_t>& found) const {
  found.clear();
  const bool has_subject = subject.data() != nullptr;
  if (has_subject) {
    if (kind.is_valid() && program_.kinds[kind].is_path) {
      normalised = text::read_path(subject).path;
    } else {
      fold_into(subject, normalised);
    }
  }
  const auto take = [&](const OfKind& of_kind) {
    found.insert(found.end(), of_kind.of_any_subject.begin(), of_kind.of_any_subject.end());
    if (!has_subject) return;
    const auto literal = of_kind.literal.find(normalised);
    if (literal != of_kind.literal.end()) {
      found.insert(found.end(), literal->second.begin(), literal->second.end());
    }
    for (const auto& [counted, patterns] : of_kind.patterned) {
      if (patterns->matches(normalised)) found.push_back(counted);
    }
  };
  if (kind.is_valid()) take(kinds_[kind.value]);
  take(kinds_.back());
  sort_once(found);
}

// ---- Rows ---------------------------------------------------------------------------------------

EventRows::EventRows(const Plan& plan, const EventIndex& index, RowMaker& maker, TimeMs as_of)
    : program_(plan.program()),
      index_(index),
      as_of_(as_of),
      width_(maker.width()),
      at_start_(width_, 0),
      state_(index.start()),
      counts_(index.counted().size(), 0) {
  for (const bytecode::SignalId signal : plan.groups()[index.group()].signals) {
    const auto bit = static_cast<std::uint32_t>(planes_.size());
    const bool is_at_start = index.is_at_start(bit);
    const std::vector<std::int64_t>& gain = maker.gain_of(signal);
    for (std::size_t sum = 0; sum < width_; ++sum) {
      points_.push_back(is_at_start ? -gain[sum] : gain[sum]);
      if (is_at_start) at_start_[sum] += gain[sum];
    }
    planes_.push_back(plan.plane_of(signal));
  }
  forget();
}

void EventRows::forget() {
  numbers_ = NumberTable();
  met_.clear();
  subject_bytes_.clear();
  class_of_counted_.clear();
  classes_.clear();
  rows_.clear();
  bits_.clear();
  counters_.clear();
  kept_ = 0;
  is_full_ = false;
}

void EventRows::begin_lead() {
  std::copy(index_.start().begin(), index_.start().end(), state_.begin());
  for (const std::uint32_t counted : touched_) counts_[counted] = 0;
  touched_.clear();
}

void EventRows::take(KindId kind, std::string_view subject, bool has_time, TimeMs time) {
  if (has_time && time > as_of_) return;  // it does not exist yet
  if (is_full_) forget();
  EventClass& of_class = classes_[class_of(kind, subject)];
  if (of_class.counted.empty()) return;
  const Row& row = row_of(of_class, has_time, time);
  for (std::uint32_t at = 0; at < row.bit_count; ++at) {
    const WordMask& bits = bits_[row.first_bit + at];
    state_[bits.word] |= bits.mask;
  }
  for (std::uint32_t at = 0; at < row.counter_count; ++at) {
    const std::uint32_t counted = counters_[row.first_counter + at];
    if (counts_[counted]++ == 0) touched_.push_back(counted);
  }
}

std::uint32_t EventRows::class_of(KindId kind, std::string_view subject) {
  const bool has_subject = subject.data() != nullptr;
  const std::uint64_t seed = (std::uint64_t{kind.value} << 1U) | (has_subject ? 1U : 0U);
  const std::uint64_t hash = mix(hash_of(subject), seed * 0x9E3779B97F4A7C15U + 1);
  const std::uint32_t known = numbers_.find(hash, [&](std::uint32_t number) {
    const Met& met = met_[number];
    return met.kind == kind && met.has_subject == has_subject && met.size == subject.size() &&
           are_same(subject_bytes_.data() + met.begin, subject.data(), met.size);
  });
  if (known != NumberTable::kNone) return met_[known].of_class;
  const std::uint32_t of_class = find_class(kind, subject);
  if (subject.size() <= kLongestSubject) remember(hash, kind, subject, of_class);
  return of_class;
}

void EventRows::remember(std::uint64_t hash, KindId kind, std::string_view subject,
                         std::uint32_t of_class) {
  if (met_.size() >= kMostSubjects || subject_bytes_.size() > kMostSubjectBytes) {
    is_full_ = true;
    return;
  }
  const auto number = static_cast<std::uint32_t>(met_.size());
  met_.push_back({.kind = kind,
                  .has_subject = subject.data() != nullptr,
                  .of_class = of_class,
                  .begin = static_cast<std::uint32_t>(subject_bytes_.size()),
                  .size = static_cast<std::uint32_t>(subject.size())});
  subject_bytes_ += subject;
  numbers_.find_or_add(hash, number, [](std::uint32_t) { return false; });
}

std::uint32_t EventRows::find_class(KindId kind, std::string_view subject) {
  index_.find(kind, subject, normalised_, found_);
  const auto known = class_of_counted_.find(found_);
  if (known != class_of_counted_.end()) return known->second;
  const std::uint32_t made = make_class(found_);
  is_full_ = is_full_ || kept_ > kMostKept;
  class_of_counted_.emplace(found_, made);
  return made;
}

std::uint32_t EventRows::make_class(const std::vector<std::uint32_t>& counted) {
  EventClass made{.counted = counted};
  for (const std::uint32_t one : counted) {
    const auto& window = program_.selections[index_.counted()[one].id].window;
    if (!window) continue;
    const Stretch stretch = moments_of(*window, as_of_);
    if (stretch.low > stretch.high) continue;
    made.cuts.push_back(stretch.low);
    if (stretch.high < as_of_) made.cuts.push_back(stretch.high + 1);
  }
  sort_once(made.cuts);
  made.rows.assign(made.cuts.size() + 2, 0);
  kept_ += made.counted.size() + made.rows.size() * 3;
  classes_.push_back(std::move(made));
  return static_cast<std::uint32_t>(classes_.size() - 1);
}

const EventRows::Row& EventRows::row_of(EventClass& of_class, bool has_time, TimeMs time) {
  const std::size_t place = has_time ? place_among(of_class.cuts.data(), of_class.cuts.size(), time)
                                     : of_class.rows.size() - 1;
  std::uint32_t& row = of_class.rows[place];
  if (row == 0) row = add_row(of_class, has_time, time) + 1;
  return rows_[row - 1];
}

/// The row of the events of a class that lie where one at `time` does.
std::uint32_t EventRows::add_row(const EventClass& of_class, bool has_time, TimeMs time) {
  Row row{.first_bit = static_cast<std::uint32_t>(bits_.size()),
          .bit_count = 0,
          .first_counter = static_cast<std::uint32_t>(counters_.size()),
          .counter_count = 0};
  std::vector<std::uint32_t> bits;
  for (const std::uint32_t one : of_class.counted) {
    const EventIndex::Counted& selection = index_.counted()[one];
    const auto& window = program_.selections[selection.id].window;
    if (window && !(has_time && lies_in(*window, time, as_of_))) continue;
    bits.insert(bits.end(), selection.any_bits.begin(), selection.any_bits.end());
    if (!selection.tests.empty()) counters_.push_back(one);
  }
  sort_once(bits);
  for (const std::uint32_t bit : bits) {
    const std::uint64_t mask = std::uint64_t{1} << (bit % 64);
    if (bits_.size() > row.first_bit && bits_.back().word == bit / 64) {
      bits_.back().mask |= mask;
    } else {
      bits_.push_back({.word = bit / 64, .mask = mask});
    }
  }
  row.bit_count = static_cast<std::uint32_t>(bits_.size()) - row.first_bit;
  row.counter_count = static_cast<std::uint32_t>(counters_.size()) - row.first_counter;
  kept_ += 4 + 4 * row.bit_count + row.counter_count;
  is_full_ = is_full_ || kept_ > kMostKept;
  rows_.push_back(row);
  return static_cast<std::uint32_t>(rows_.size() - 1);
}

void EventRows::apply_tests(std::uint32_t counted) {
  for (const EventIndex::CountTest& test : index_.counted()[counted].tests) {
    const std::uint32_t count = counts_[counted];
    const std::uint64_t mask = std::uint64_t{1} << (test.bit % 64);
    std::uint64_t& word = state_[test.bit / 64];
    word = test.least <= count && count <= test.most ? word | mask : word & ~mask;
  }
}

}  // namespace leadscore::runtime::batch
