// Signals on fields, each by what it says of one value.

#include "base/text/fold.hpp"
#include "base/time.hpp"
#include "runtime/signals/fold_into.hpp"
#include "runtime/signals/window.hpp"
#include "tests/unit/runtime/signals/asking.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {
namespace {

using bytecode::FieldId;
using bytecode::FieldType;
using bytecode::ProgramMaker;
using bytecode::TextOperator;
using bytecode::TextSignal;

constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();
const FieldId kField(0);

/// A maker with one field, and a batch with one lead that has that value.
Truth ask_field(FieldType type, const FieldValue& value, const bytecode::Signal& signal) {
  ProgramMaker maker;
  maker.field("f", type);
  static_cast<void>(maker.set({"x"}));
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  batch.set_field(kField, value);
  return ask(maker, batch, signal);
}

Truth ask_text(TextOperator op, const std::vector<std::string>& literals, std::string_view value,
               bool is_domain = false) {
  ProgramMaker maker;
  const FieldId field = maker.field("f", FieldType::kText);
  const TextSignal signal{
      .subject = {.of = field, .is_domain = is_domain}, .op = op, .literals = maker.set(literals)};
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  batch.set_field(field, {.is_known = true, .text = value});
  return ask(maker, batch, signal);
}

Truth ask_equality(FieldType type, const FieldValue& left, const FieldValue& right,
                   FieldType right_type) {
  ProgramMaker maker;
  const FieldId first = maker.field("a", type);
  const FieldId second = maker.field("b", right_type);
  LeadBatch batch(maker.program());
  batch.begin_lead("1", 1);
  batch.set_field(first, left);
  batch.set_field(second, right);
  return ask(maker, batch, bytecode::EqualitySignal{.left = first, .right = second});
}

Truth ask_equality(FieldType type, const FieldValue& left, const FieldValue& right) {
  return ask_equality(type, left, right, type);
}

FieldValue text_of(std::string_view text) { return {.is_known = true, .text = text}; }

}  // namespace

TEST_CASE("Texts are folded before they are compared") {
  CHECK(ask_text(TextOperator::kIs, {"ceo", "cto"}, "  CTO ") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kIs, {"ceo", "cto"}, "cfo") == Truth::kFalse);
  CHECK(ask_text(TextOperator::kIs, {"ärztin"}, "A\u0308RZTIN") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kIs, {}, "x") == Truth::kFalse);
}

TEST_CASE("Every test of a text finds what it says") {
  CHECK(ask_text(TextOperator::kContains, {"cto"}, "Director") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kContains, {"x", "vp "}, "VP") == Truth::kFalse);
  CHECK(ask_text(TextOperator::kMentions, {"cto"}, "Director") == Truth::kFalse);
  CHECK(ask_text(TextOperator::kMentions, {"vice president"}, "Vice-President, Sales") ==
        Truth::kTrue);
  CHECK(ask_text(TextOperator::kStartsWith, {"b", "vp"}, "VP Sales") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kStartsWith, {"sales"}, "VP Sales") == Truth::kFalse);
  CHECK(ask_text(TextOperator::kEndsWith, {"sales"}, "VP Sales") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kEndsWith, {"vp"}, "VP Sales") == Truth::kFalse);
  CHECK(ask_text(TextOperator::kMatches, {"v? *"}, "VP Sales") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kMatches, {R"(50\*)"}, "50*") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kMatches, {R"(50\*)"}, "500") == Truth::kFalse);
}

TEST_CASE("Exactly means with case and white space, in NFC") {
  CHECK(ask_text(TextOperator::kIsExactly, {"CTO"}, "CTO") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kIsExactly, {"CTO"}, "cto") == Truth::kFalse);
  CHECK(ask_text(TextOperator::kIsExactly, {"CTO"}, "CTO ") == Truth::kFalse);
  CHECK(ask_text(TextOperator::kIsExactly, {" CTO"}, " CTO") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kIsExactly, {"Ärztin"}, "A\u0308rztin") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kIsExactly, {"Ärztin"}, "ärztin") == Truth::kFalse);
}

TEST_CASE("A regular expression is unanchored, without regard to case, on the trimmed text") {
  CHECK(ask_text(TextOperator::kMatchesRegex, {"^vp\\b"}, "  VP Sales") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kMatchesRegex, {"SALES$"}, "VP Sales \t") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kMatchesRegex, {"p s"}, "VP Sales") == Truth::kTrue);
  CHECK(ask_text(TextOperator::kMatchesRegex, {"^sales"}, "VP Sales") == Truth::kFalse);
  CHECK(ask_text(TextOperator::kMatchesRegex, {"^ärztin$"}, "\u00a0A\u0308rztin ") == Truth::kTrue);
}

TEST_CASE("The domain is what stands after the last @, folded; else it is unknown") {
  const auto domain_is = [](std::string_view value) {
    return ask_text(TextOperator::kIs, {"acme.com"}, value, true);
  };
  CHECK(domain_is(" Ann@ACME.com ") == Truth::kTrue);
  CHECK(domain_is("ann@x.org@acme.com") == Truth::kTrue);
  CHECK(domain_is("acme.com@x.org") == Truth::kFalse);
  CHECK(domain_is("acme.com") == Truth::kUnknown);
  CHECK(domain_is("ann@ ") == Truth::kUnknown);
  CHECK(ask_text(TextOperator::kEndsWith, {".com"}, "ann@acme.com", true) == Truth::kTrue);
  CHECK(ask_text(TextOperator::kMatchesRegex, {"^acme"}, "ann@ACME.com", true) == Truth::kTrue);

  const bytecode::KnownSignal is_known{.subject = kField, .is_domain = true};
  CHECK(ask_field(FieldType::kText, text_of("a@b"), is_known) == Truth::kTrue);
  CHECK(ask_field(FieldType::kText, text_of("a"), is_known) == Truth::kFalse);
  CHECK(ask_field(FieldType::kText, {}, is_known) == Truth::kFalse);
}

TEST_CASE("A test of an unknown value is unknown, but for yes/no and `is known`") {
  const FieldValue unknown;
  const bytecode::TextSetId x(0);
  CHECK(ask_field(FieldType::kText, unknown,
                  TextSignal{.subject = {.of = kField}, .literals = x}) == Truth::kUnknown);
  CHECK(ask_field(FieldType::kText, unknown,
                  TextSignal{.subject = {.of = kField, .is_domain = true}, .literals = x}) ==
        Truth::kUnknown);
  CHECK(ask_field(FieldType::kTime, unknown,
                  bytecode::TimeSignal{.subject = kField, .window = {}}) == Truth::kUnknown);
  CHECK(ask_field(FieldType::kListOfText, unknown,
                  bytecode::ListSignal{.subject = kField, .literals = x}) == Truth::kUnknown);
  CHECK(ask_field(FieldType::kYesNo, unknown, bytecode::YesSignal{.subject = kField}) ==
        Truth::kFalse);
  CHECK(ask_field(FieldType::kAny, unknown, bytecode::KnownSignal{.subject = kField}) ==
        Truth::kFalse);
  CHECK(ask_field(FieldType::kAny, {.is_known = true}, bytecode::KnownSignal{.subject = kField}) ==
        Truth::kTrue);
}

TEST_CASE("Yes is yes and no is no") {
  const bytecode::YesSignal signal{.subject = kField};
  CHECK(ask_field(FieldType::kYesNo, {.is_known = true, .yes = true}, signal) == Truth::kTrue);
  CHECK(ask_field(FieldType::kYesNo, {.is_known = true, .yes = false}, signal) == Truth::kFalse);
}

TEST_CASE("Times lie in windows of ages or of moments") {
  const auto ask_time = [](TimeMs time, const bytecode::Window& window) {
    return ask_field(FieldType::kTime, {.is_known = true, .time = time},
                     bytecode::TimeSignal{.subject = kField, .window = window});
  };
  const bytecode::Window last_day{.first = 0, .last = kMsPerDay};
  CHECK(ask_time(kNow, last_day) == Truth::kTrue);
  CHECK(ask_time(kNow - kMsPerDay, last_day) == Truth::kTrue);
  CHECK(ask_time(kNow - kMsPerDay - 1, last_day) == Truth::kFalse);
  CHECK(ask_time(kNow + 1, last_day) == Truth::kFalse);
  CHECK(ask_time(kNow + 1, {.first = -kMsPerDay, .last = -1}) == Truth::kTrue);
  CHECK(ask_time(kNow, {.first = -kMsPerDay, .last = -1}) == Truth::kFalse);
  CHECK(ask_time(10, {.is_relative = false, .first = 10, .last = 20}) == Truth::kTrue);
  CHECK(ask_time(21, {.is_relative = false, .first = 10, .last = 20}) == Truth::kFalse);
  CHECK(ask_time(21, {.is_relative = false, .first = 10, .last = kNoEnd}) == Truth::kTrue);
}

TEST_CASE("Ages saturate") {
  constexpr TimeMs kLowest = std::numeric_limits<TimeMs>::min();
  constexpr TimeMs kHighest = std::numeric_limits<TimeMs>::max();
  CHECK(lies_in(bytecode::Window{.first = 1, .last = kNoEnd}, kLowest, kHighest));
  CHECK(lies_in(bytecode::Window{.first = kLowest, .last = -1}, kHighest, kLowest));
}

TEST_CASE("Lists include one or all of the texts") {
  const auto ask_list = [](const std::vector<std::string_view>& items, bool needs_all) {
    ProgramMaker maker;
    const FieldId field = maker.field("f", FieldType::kListOfText);
    LeadBatch batch(maker.program());
    batch.begin_lead("1", 1);
    batch.set_field(field, {.is_known = true, .items = items});
    return ask(maker, batch,
               bytecode::ListSignal{
                   .subject = field, .needs_all = needs_all, .literals = maker.set({"ml", "ai"})});
  };
  CHECK(ask_list({"x", " AI "}, false) == Truth::kTrue);
  CHECK(ask_list({"x", "aii"}, false) == Truth::kFalse);
  CHECK(ask_list({"x", "AI"}, true) == Truth::kFalse);
  CHECK(ask_list({"ML", "x", "AI", "ai"}, true) == Truth::kTrue);
  CHECK(ask_list({}, false) == Truth::kFalse);
  CHECK(ask_list({}, true) == Truth::kFalse);
}

TEST_CASE("Two texts are equal if they are when folded, known values too") {
  CHECK(ask_equality(FieldType::kText, text_of(" Berlin"), text_of("BERLIN ")) == Truth::kTrue);
  CHECK(ask_equality(FieldType::kText, text_of("Berlin"), text_of("Bern")) == Truth::kFalse);
  CHECK(ask_equality(FieldType::kText, text_of("TEAM"), text_of("team"), FieldType::kOneOf) ==
        Truth::kTrue);
  CHECK(ask_equality(FieldType::kText, text_of("Berlin"), {}) == Truth::kUnknown);
  CHECK(ask_equality(FieldType::kText, {}, text_of("Berlin")) == Truth::kUnknown);
  CHECK(ask_equality(FieldType::kText, {}, {}) == Truth::kUnknown);
}

TEST_CASE("A domain compares with another text") {
  const auto is_domain = [](std::string_view email, const FieldValue& other) {
    ProgramMaker maker;
    const FieldId left = maker.field("email", FieldType::kText);
    const FieldId right = maker.field("website", FieldType::kText);
    LeadBatch batch(maker.program());
    batch.begin_lead("1", 1);
    batch.set_field(left, text_of(email));
    batch.set_field(right, other);
    return ask(maker, batch,
               bytecode::EqualitySignal{.left = left, .right = right, .left_is_domain = true});
  };
  CHECK(is_domain("ann@Acme.com ", text_of(" ACME.com")) == Truth::kTrue);
  CHECK(is_domain("ann@acme.com", text_of("acme.org")) == Truth::kFalse);
  CHECK(is_domain("acme.com", text_of("acme.com")) == Truth::kUnknown);
  CHECK(is_domain("ann@acme.com", {}) == Truth::kUnknown);
}

TEST_CASE("Two yes/nos are always equal or not, as what is missing is no") {
  const FieldValue yes{.is_known = true, .yes = true};
  const FieldValue no{.is_known = true, .yes = false};
  CHECK(ask_equality(FieldType::kYesNo, yes, yes) == Truth::kTrue);
  CHECK(ask_equality(FieldType::kYesNo, yes, no) == Truth::kFalse);
  CHECK(ask_equality(FieldType::kYesNo, no, {}) == Truth::kTrue);
  CHECK(ask_equality(FieldType::kYesNo, {}, yes) == Truth::kFalse);
  CHECK(ask_equality(FieldType::kYesNo, {}, {}) == Truth::kTrue);
}

TEST_CASE("Two times are equal to the millisecond") {
  const auto at = [](TimeMs time) { return FieldValue{.is_known = true, .time = time}; };
  CHECK(ask_equality(FieldType::kTime, at(5), at(5)) == Truth::kTrue);
  CHECK(ask_equality(FieldType::kTime, at(5), at(6)) == Truth::kFalse);
  CHECK(ask_equality(FieldType::kTime, {}, at(0)) == Truth::kUnknown);
}

TEST_CASE("Folding into memory is folding") {
  std::string folded = "what was there before";
  for (const std::string_view value : {"", " ", "CTO", "\t Vice  President\r\n", "a\x1f", "ÄRZTIN ",
                                       "\u00a0x\u00a0", "\xff Z", "0123456789@[`{~"}) {
    fold_into(value, folded);
    CHECK(folded == text::fold(value));
  }
  for (int byte = 0; byte < 128; ++byte) {
    const std::string value = {'x', static_cast<char>(byte), 'x', static_cast<char>(byte)};
    fold_into(value, folded);
    CHECK(folded == text::fold(value));
  }
}

}  // namespace leadscore::runtime
