#include "runtime/batch/text_index.hpp"

#include "base/sort_once.hpp"
#include "base/text/domain.hpp"
#include "base/text/fold.hpp"
#include "base/text/utf8.hpp"
#include "runtime/signals/fold_into.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace leadscore::runtime::batch {

using bytecode::SignalId;
using bytecode::TextOperator;

namespace {

/// Tests on folded texts that can be looked for together, and those on words, patterns and the
/// value's own case, which cannot.
struct Sorted {
  std::vector<SoughtText> literals = {};
  std::vector<SoughtText> begins = {};
  std::vector<SoughtText> ends = {};
  std::vector<SoughtText> inside = {};
  std::vector<SignalId> others = {};

  /// Where texts go that are looked for; null: they are not.
  [[nodiscard]] std::vector<SoughtText>* sought(TextOperator op) {
    switch (op) {
      case TextOperator::kStartsWith:
        return &begins;
      case TextOperator::kEndsWith:
        return &ends;
      case TextOperator::kContains:
        return &inside;
      case TextOperator::kIs:
      case TextOperator::kIsExactly:
      case TextOperator::kMentions:
      case TextOperator::kMatches:
      case TextOperator::kMatchesRegex:
        break;
    }
    return nullptr;
  }
};

Sorted sort_tests(const bytecode::Program& program, const SignalGroup& group) {
  Sorted sorted;
  std::size_t sought_bytes = 0;
  for (const SignalId id : group.signals) {
    const auto& signal = std::get<bytecode::TextSignal>(program.signals[id]);
    const bytecode::TextSet& literals = program.text_sets[signal.literals];
    if (signal.op == TextOperator::kIs) {
      for (const TextId literal : literals) {
        sorted.literals.push_back({.text = program.texts.text(literal), .signal = id});
      }
      continue;
    }
    std::size_t bytes = 0;
    bool has_empty = false;
    for (const TextId literal : literals) {
      bytes += program.texts.text(literal).size();
      has_empty = has_empty || program.texts.text(literal).empty();
    }
    std::vector<SoughtText>* const sought = sorted.sought(signal.op);
    if (sought == nullptr || has_empty || sought_bytes + bytes > Automaton::kMostBytes) {
      sorted.others.push_back(id);
      continue;
    }
    sought_bytes += bytes;
    for (const TextId literal : literals) {
      sought->push_back({.text = program.texts.text(literal), .signal = id});
    }
  }
  return sorted;
}

constexpr std::size_t kFewFound = 1024;

/// Whether a matcher's test holds for a value, of which the folded form is known. A domain has no
/// other form.
bool holds(const TextMatcher& matcher, std::string_view value, std::string_view folded,
           bool is_domain) {
  if (is_domain) return matcher.matches(folded);
  // ASCII is in NFC.
  if (matcher.op() == TextOperator::kIsExactly) {
    return text::is_ascii(value) ? matcher.matches(value) : matcher.matches(text::compose(value));
  }
  if (matcher.op() == TextOperator::kMatchesRegex) {
    return text::is_ascii(value) ? matcher.matches(text::trim(value))
                                 : matcher.matches(text::normalise(value));
  }
  return matcher.matches(folded);
}

}  // namespace

TextIndex::TextIndex(const Plan& plan, std::uint32_t group, const TextMatchers& matchers)
    : group_(group),
      is_domain_(plan.groups()[group].kind == GroupKind::kDomain),
      signal_count_(plan.groups()[group].signals.size()) {
  const bytecode::Program& program = plan.program();
  const Sorted sorted = sort_tests(program, plan.groups()[group]);
  literals_ = LiteralTable(sorted.literals);
  begins_ = AnchoredTexts(AnchoredTexts::End::kFirst, sorted.begins);
  ends_ = AnchoredTexts(AnchoredTexts::End::kLast, sorted.ends);
  inside_ = Automaton(sorted.inside);
  for (const SignalId id : sorted.others) {
    const auto& signal = std::get<bytecode::TextSignal>(program.signals[id]);
    matchers_.push_back({.signal = id, .matcher = matchers.of(signal.op, signal.literals)});
  }
}

void TextIndex::find(std::string_view value, std::string_view folded,
                     std::vector<SignalId>& found) const {
  found.clear();
  const auto take = [&found](SignalId signal) { found.push_back(signal); };
  begins_.search(folded, take);
  ends_.search(folded, take);
  inside_.search(folded, [&](SignalId signal) {
    if (!found.empty() && found.back() == signal) return;
    found.push_back(signal);
    // The same texts over and over in a long value would fill the memory.
    if (found.size() > 2 * signal_count_ + kFewFound) sort_once(found);
  });
  for (const auto& [signal, matcher] : matchers_) {
    if (holds(*matcher, value, folded, is_domain_)) found.push_back(signal);
  }
  sort_once(found);
}

TextRows::TextRows(const TextIndex& index, RowMaker& maker)
    : index_(index),
      is_by_literals_(index.is_simple() && !index.is_domain()),
      maker_(maker),
      rows_(maker.rows_of(index.group())) {
  begin();
}

void TextRows::begin() {
  rows_.clear();
  row_of_literal_.assign(index_.literals().size() + 1, kUnknown);
  row_of_literal_.back() = kNone;
  row_of_signals_.clear();
  row_of_code_.clear();
  std::fill(remembered_.begin(), remembered_.end(), Remembered());
  static_cast<void>(maker_.add_unknown(index_.group(), rows_));
  static_cast<void>(maker_.add(index_.group(), {}, rows_));
}

void TextRows::begin_block() {
  if (rows_.size() > kMostRows) begin();
  const bool was_worth_it = is_remembering_ && found_again_ * 2 >= asked_;
  const bool is_tried = blocks_++ % kTryOneIn == 0;
  set_remembering(!index_.is_simple() && (was_worth_it || is_tried));
  is_glancing_ = !is_by_literals_ && index_.is_glanced_at() && !is_remembering_ &&
                 (is_glancing_worth_it_ || blocks_ % kTryOneIn == kTryOneIn / 2);
  asked_ = 0;
  found_again_ = 0;
}

void TextRows::begin_block(const std::shared_ptr<const LeadDictionaries>& dictionaries,
                           bytecode::FieldId field) {
  if (rows_.size() > kMostRows) begin();
  if (dictionaries_ != dictionaries) {
    dictionaries_ = dictionaries;
    texts_ = &dictionaries->fields[field.value];
    row_of_code_.clear();
  }
  row_of_code_.resize(texts_->size(), kNotYet);
  row_of_code_[TextDictionary::kNone] = kUnknown;
}

void TextRows::find_rows(std::span<const std::string_view> texts,
                         std::span<const std::uint8_t> known, std::uint32_t* rows) {
  if (is_by_literals_) {
    static_cast<void>(find_rows_at_a_glance<true>(texts, known, rows));
    return;
  }
  if (is_glancing_) {
    const std::size_t left_over = find_rows_at_a_glance<false>(texts, known, rows);
    is_glancing_worth_it_ = 2 * left_over <= texts.size();
    return;
  }
  for (std::size_t at = 0; at < texts.size(); ++at) {
    rows[at] = known[at] != 0 ? row_of(texts[at]) : kUnknown;
  }
}

/// Without jumps that depend on what the texts are: what is out of the ordinary, and what more than
/// literals may be found in, is left over. Returns how many those were. `kIsSimple`: as
/// TextIndex::is_simple().
template <bool kIsSimple>
std::size_t TextRows::find_rows_at_a_glance(std::span<const std::string_view> texts,
                                            std::span<const std::uint8_t> known,
                                            std::uint32_t* rows) {
  static constexpr std::string_view kAnyText = "any text";
  left_over_.resize(texts.size());
  std::size_t left_over = 0;
  for (std::size_t at = 0; at < texts.size(); ++at) {
    const bool is_known = known[at] != 0;
    const std::string_view& text = *(is_known ? &texts[at] : &kAnyText);
    left_over_[left_over] = at;
    if (!is_quick(text)) {
      ++left_over;
      continue;
    }
    std::uint32_t row = kUnknown;
    const ShortText short_text(text);
    bool is_found = find_quickly(short_text, row);
    if constexpr (!kIsSimple) is_found &= !index_.can_find(text, short_text);
    rows[at] = is_known ? row : kUnknown;
    left_over += static_cast<std::size_t>(is_known & !is_found);
  }
  for (std::size_t index = 0; index < left_over; ++index) {
    const std::size_t at = left_over_[index];
    rows[at] = row_by_folding(texts[at]);
  }
  return left_over;
}

std::uint32_t TextRows::row_of_domain(std::string_view value) {
  const std::size_t at = value.rfind('@');
  if (at != std::string_view::npos && short_.fold(value.substr(at + 1))) {
    return row_of_folded(value, short_.text(), short_.hash());
  }
  return slow_row(value);
}

std::uint32_t TextRows::remembered_row(std::string_view value) {
  ++asked_;
  const std::uint64_t hash = hash_of(value);
  Remembered& remembered = remembered_[hash % kRemembered];
  if (remembered.is_used && remembered.hash == hash && remembered.size == value.size() &&
      are_same(remembered.text.data(), value.data(), value.size())) {
    ++found_again_;
    return remembered.row;
  }
  const std::uint32_t row = new_row(value);
  if (value.size() <= Remembered::kLongest) {
    remembered.hash = hash;
    remembered.row = row;
    remembered.is_used = true;
    remembered.size = static_cast<std::uint16_t>(value.size());
    std::ranges::copy(value, remembered.text.begin());
  }
  return row;
}

std::uint32_t TextRows::slow_row(std::string_view value) {
  fold_into(value, folded_);
  std::string_view folded = folded_;
  if (index_.is_domain()) {
    const std::optional<std::string_view> domain = text::domain_of(folded_);
    if (!domain) return kUnknown;
    folded = *domain;
  }
  return row_of_folded(value, folded, loose_hash_of(folded));
}

std::uint32_t TextRows::add_row_of_literal(std::uint32_t literal) {
  row_of_literal_[literal] =
      maker_.add(index_.group(), index_.literals().signals_of(literal), rows_);
  return row_of_literal_[literal];
}

/// The row of a literal (which may be none) on which those found are true, too.
std::uint32_t TextRows::row_of_found(std::uint32_t literal) {
  if (literal != LiteralTable::kNone) {
    const auto signals = index_.literals().signals_of(literal);
    found_.insert(found_.end(), signals.begin(), signals.end());
    sort_once(found_);
  }
  const auto [known, is_new] = row_of_signals_.try_emplace(found_, kNone);
  if (is_new) known->second = maker_.add(index_.group(), found_, rows_);
  return known->second;
}

}  // namespace leadscore::runtime::batch
