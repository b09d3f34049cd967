// What the rules of the grammar can begin with, found out while they are compiled, so that a rule
// that cannot match is passed over after one look at the next byte.
#pragma once

#include <tao/pegtl.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace leadscore::syntax {

namespace pegtl = tao::pegtl;

/// A set of bytes.
class Bytes {
 public:
  static constexpr Bytes all() { return Bytes{}.complement(); }

  constexpr Bytes& add(unsigned char byte) {
    words_[byte / 64U] |= std::uint64_t{1} << byte % 64U;
    return *this;
  }
  constexpr Bytes& add(const Bytes& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  [[nodiscard]] constexpr Bytes complement() const {
    Bytes result;
    for (std::size_t i = 0; i < words_.size(); ++i) result.words_[i] = ~words_[i];
    return result;
  }
  [[nodiscard]] constexpr bool contains(unsigned char byte) const {
    return (words_[byte / 64U] >> byte % 64U & 1U) != 0;
  }
  [[nodiscard]] constexpr bool operator==(const Bytes&) const = default;

 private:
  std::array<std::uint64_t, 4> words_{};
};

/// How a rule begins.
struct Beginning {
  /// With a byte that is not in here the rule fails, or, if `can_be_empty`, takes nothing.
  Bytes bytes = Bytes::all();
  bool can_be_empty = false;
  /// What the rules that are tried before it fails name as expected there (expected_bit).
  std::uint64_t expected = 0;
};

/// What a rule names as expected where it fails; specialised beside the grammar's nodes.
template <class Rule>
inline constexpr std::uint64_t expected_bit = 0;

/// By the rule that a rule is made of. What is not known below can begin with anything.
template <class Made>
inline constexpr Beginning beginning_of_made = {};

template <class Rule>
constexpr Beginning find_beginning() {
  Beginning result = beginning_of_made<typename Rule::rule_t>;
  if (!result.can_be_empty) result.expected |= expected_bit<Rule>;
  return result;
}
template <class Rule>
inline constexpr Beginning beginning = find_beginning<Rule>();

namespace beginnings {

namespace made = pegtl::internal;

/// Of rules of which the next is asked only behind one that can be empty (a row), or only behind
/// one that cannot (a choice: an alternative that can be empty hides those behind it).
template <bool goes_on_behind_empty, class First, class... Others>
constexpr Beginning of_several() {
  Beginning result = beginning<First>;
  if constexpr (beginning<First>.can_be_empty == goes_on_behind_empty && sizeof...(Others) > 0) {
    const Beginning next = of_several<goes_on_behind_empty, Others...>();
    result.bytes.add(next.bytes);
    result.can_be_empty = next.can_be_empty;
    result.expected |= next.expected;
  }
  return result;
}
template <class... Rules>
constexpr Beginning of_row() {
  return of_several<true, Rules...>();
}
template <class... Rules>
constexpr Beginning of_choice() {
  return of_several<false, Rules...>();
}

template <class Rule>
constexpr Beginning or_nothing() {
  Beginning result = beginning<Rule>;
  result.can_be_empty = true;
  return result;
}

/// Looks only: names nothing as expected.
template <class Rule>
constexpr Beginning of_look() {
  Beginning result = beginning<Rule>;
  if (result.can_be_empty) result.bytes = Bytes::all();
  result.expected = 0;
  return result;
}

/// With a byte that `Rule` does not begin with, it is not there.
template <class Rule>
constexpr Beginning of_look_away() {
  Beginning result = of_look<Rule>();
  result.can_be_empty = true;
  return result;
}

template <char... characters>
constexpr Bytes bytes_of() {
  Bytes bytes;
  (bytes.add(static_cast<unsigned char>(characters)), ...);
  return bytes;
}

constexpr Bytes bytes_between(char low, char high) {
  Bytes bytes;
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char character = static_cast<char>(byte);
    if (low <= character && character <= high) bytes.add(static_cast<unsigned char>(byte));
  }
  return bytes;
}

template <char low, char high, char... others>
constexpr Bytes bytes_in() {
  Bytes bytes = bytes_between(low, high);
  if constexpr (sizeof...(others) == 1) bytes.add(bytes_of<others...>());
  if constexpr (sizeof...(others) > 1) bytes.add(bytes_in<others...>());
  return bytes;
}

constexpr Bytes wanted(pegtl::internal::result_on_found found, const Bytes& bytes) {
  return found == made::result_on_found::success ? bytes : bytes.complement();
}

/// Of a letter, in whatever case.
constexpr Bytes bytes_of_letter(char letter) {
  Bytes bytes;
  bytes.add(static_cast<unsigned char>(letter));
  if (('a' <= letter && letter <= 'z') || ('A' <= letter && letter <= 'Z')) {
    bytes.add(static_cast<unsigned char>(letter ^ 0x20));
  }
  return bytes;
}

}  // namespace beginnings

template <class First, class... Others>
inline constexpr Beginning beginning_of_made<pegtl::internal::seq<First, Others...>> =
    beginnings::of_row<First, Others...>();
template <class First, class... Others>
inline constexpr Beginning beginning_of_made<pegtl::internal::sor<First, Others...>> =
    beginnings::of_choice<First, Others...>();
template <class Rule>
inline constexpr Beginning beginning_of_made<pegtl::internal::opt<Rule>> =
    beginnings::or_nothing<Rule>();
template <class Rule>
inline constexpr Beginning beginning_of_made<pegtl::internal::star<Rule>> =
    beginnings::or_nothing<Rule>();
template <class Rule>
inline constexpr Beginning beginning_of_made<pegtl::internal::plus<Rule>> = beginning<Rule>;
template <unsigned count, class Rule>
inline constexpr Beginning beginning_of_made<pegtl::internal::rep<count, Rule>> = beginning<Rule>;
template <unsigned least, unsigned most, class Rule>
requires(least > 0) inline constexpr Beginning
    beginning_of_made<pegtl::internal::rep_min_max<least, most, Rule>> = beginning<Rule>;
template <class Rule>
inline constexpr Beginning beginning_of_made<pegtl::internal::at<Rule>> =
    beginnings::of_look<Rule>();
template <class Rule>
inline constexpr Beginning beginning_of_made<pegtl::internal::not_at<Rule>> =
    beginnings::of_look_away<Rule>();
template <>
inline constexpr Beginning beginning_of_made<pegtl::internal::success> = {.bytes = {},
                                                                          .can_be_empty = true};
/// Fails or takes nothing, whatever the byte.
template <>
inline constexpr Beginning beginning_of_made<pegtl::internal::eof> = {.can_be_empty = true};
template <pegtl::internal::result_on_found found, char... characters>
inline constexpr Beginning
    beginning_of_made<pegtl::internal::one<found, pegtl::internal::peek_char, characters...>> = {
        .bytes = beginnings::wanted(found, beginnings::bytes_of<characters...>())};
template <pegtl::internal::result_on_found found, char low, char high>
inline constexpr Beginning
    beginning_of_made<pegtl::internal::range<found, pegtl::internal::peek_char, low, high>> = {
        .bytes = beginnings::wanted(found, beginnings::bytes_between(low, high))};
template <char... bounds>
inline constexpr Beginning
    beginning_of_made<pegtl::internal::ranges<pegtl::internal::peek_char, bounds...>> = {
        .bytes = beginnings::bytes_in<bounds...>()};
template <char first, char... others>
inline constexpr Beginning beginning_of_made<pegtl::internal::string<first, others...>> = {
    .bytes = beginnings::bytes_of<first>()};
template <char first, char... others>
inline constexpr Beginning beginning_of_made<pegtl::internal::istring<first, others...>> = {
    .bytes = beginnings::bytes_of_letter(first)};

// ---- Where a look pays --------------------------------------------------------------------------

template <class Rule>
inline constexpr bool is_leaf = std::is_same_v<typename Rule::subs_t, pegtl::empty_list>;

template <class List>
inline constexpr bool begins_with_leaf = true;
template <class First, class... Others>
inline constexpr bool begins_with_leaf<pegtl::type_list<First, Others...>> = is_leaf<First>;

/// Whether it is worth a look whether `Rule` can begin: not where its first step is such a look.
template <class Rule>
inline constexpr bool is_worth_a_look =
    !begins_with_leaf<typename Rule::subs_t> && !beginning<Rule>.can_be_empty &&
    beginning<Rule>.bytes != Bytes::all();

/// Whether `Rule` may match what `in` has next: false only if it fails there.
template <class Rule, class Input>
[[nodiscard]] bool may_begin(const Input& in) {
  if constexpr (is_worth_a_look<Rule>) {
    static constexpr Bytes bytes = beginning<Rule>.bytes;
    return !in.empty() && bytes.contains(in.peek_uint8());
  } else {
    return true;
  }
}

// ---- Rules that leave nothing behind ------------------------------------------------------------

/// Matches and does nothing else.
template <class Rule>
struct Quiet : pegtl::normal<Rule> {
  template <pegtl::apply_mode apply, pegtl::rewind_mode rewind, template <class...> class Action,
            template <class...> class Control, class Input, class... States>
  [[nodiscard]] static bool match(Input& in, States&&... states) {
    if (!may_begin<Rule>(in)) return false;
    return pegtl::match<Rule, apply, rewind, Action, Control>(in, states...);
  }
};

}  // namespace leadscore::syntax
