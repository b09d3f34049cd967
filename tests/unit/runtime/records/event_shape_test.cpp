#include "runtime/records/event_shape.hpp"

#include "runtime/records/line_reader.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {
namespace {

constexpr std::uint32_t kType = EventSlot::kType;
constexpr std::uint32_t kAt = EventSlot::kTime;
constexpr std::uint32_t kId = EventSlot::kId;
constexpr std::uint32_t kPage = EventSlot::kFirstName;
constexpr std::uint32_t kVideo = kPage + 1;
constexpr std::size_t kSlots = kVideo + 1;

/// A shape learned of one event, and what it reads of others.
struct Learned {
  explicit Learned(std::string_view event)
      : table({{.slot = kType, .key = "type"},
               {.slot = kAt, .key = "at"},
               {.slot = kPage, .key = "a_page_with_a_rather_long_name_2"},
               {.slot = kPage, .key = "page"},
               {.slot = kVideo, .key = "video"},
               {.slot = kId, .key = "id"},
               {.slot = EventSlot::kMessageId, .key = "messageId"}}),
        keys(table, kSlots) {
    shape.learn(padded(event).data(), keys);
  }

  static std::string padded(std::string_view event) {
    return std::string(event) + '\n' + std::string(LineReader::kPadding, '\0');
  }

  /// The texts of type, time and page; nothing if the shape is another.
  std::vector<std::string> read(std::string_view event) {
    const std::string line = padded(event);
    std::vector<std::string> texts(kSlots, "none");
    const char* const end = shape.read(
        line.data(), [&](std::uint32_t slot, std::string_view text) { texts[slot] = text; });
    if (end == nullptr) return {};
    CHECK(end == line.data() + event.size());
    return {texts[kType], texts[kAt], texts[kPage]};
  }

  /// What is plain of it: its type, subject and time; nothing if it is not plain.
  std::vector<std::string> read_plain(std::string_view event) {
    const std::string line = padded(event);
    EventShape::PlainEvent read;
    const char* const end = shape.read_plain(line.data(), read);
    if (end == nullptr) return {};
    CHECK(end == line.data() + event.size());
    const auto shown = [](std::string_view text) {
      return text.data() == nullptr ? "none" : std::string(text);
    };
    return {shown(read.type), shown(read.subject), read.has_time ? format_time(read.time) : "none"};
  }

  KeyTable table;
  LearnedKeys keys;
  EventShape shape;
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Events with the same keys in the same order are read by their shape") {
  Learned learned(R"({"type":"visited","n":[1,{"a":2}],"page":"/a","at":"2026-01-31"})");
  CHECK(learned.read(R"({"type":"opened","n":null,"page":"","at":"x"})") ==
        Texts{"opened", "x", ""});
  CHECK(learned.read(R"({"type":"a text of more than sixteen and of more than thirty-two bytes",)"
                     R"("n":"}","page":"/öl","at":"2026-01-31T09:30:00Z"})") ==
        Texts{"a text of more than sixteen and of more than thirty-two bytes",
              "2026-01-31T09:30:00Z", "/öl"});
}

TEST_CASE("What is spelled otherwise has another shape") {
  Learned learned(R"({"type":"visited","at":"2026-01-31"})");
  REQUIRE(learned.read(R"({"type":"opened","at":"x"})") == Texts{"opened", "x", "none"});
  for (const char* const other :
       {R"({"at":"x","type":"opened"})", R"({"type":"opened"})",
        R"({"type":"opened","at":"x","n":1})", R"({"type": "opened","at":"x"})",
        R"({"type":"opened", "at":"x"})", R"({"type":"opened","at":"x" })",
        R"({"type":7,"at":"x"})", R"({"type":null,"at":"x"})", R"({"type":"op\u0065ned","at":"x"})",
        R"({"types":"opened","at":"x"})", R"({"type":"opened)", R"({})"}) {
    CAPTURE(other);
    CHECK(learned.read(other).empty());
  }
}

TEST_CASE("A key with blanks behind it is learned without them") {
  Learned learned(R"({"type" :"visited"})");
  CHECK(learned.read(R"({"type" :"visited"})").empty());
  CHECK(learned.read(R"({"type":"visited"})") == Texts{"visited", "none", "none"});
}

TEST_CASE("Keys of any length belong to a shape") {
  Learned learned(R"({"type":"visited","a_page_with_a_rather_long_name_2":"/a"})");
  CHECK(learned.read(R"({"type":"visited","a_page_with_a_rather_long_name_2":"/b"})") ==
        Texts{"visited", "none", "/b"});
  CHECK(learned.read(R"({"type":"visited","a_page_with_a_rather_long_name_3":"/b"})").empty());
}

TEST_CASE("What is out of the ordinary has no shape") {
  for (const char* const event :
       {R"({})", R"({"type":7})", R"({"type":null})", R"({"type":{"a":1}})",
        R"({"type":"a","page":"/a","a_page_with_a_rather_long_name_2":"/b"})",
        R"({"type":"a","type":"b"})", R"({"type":"a)",
        R"({"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"m":1})"}) {
    CAPTURE(event);
    Learned learned(event);
    CHECK(learned.read(event).empty());
    for (const char* const other : {R"({"type":"a"})", R"({"type":"a","page":"/a"})"}) {
      CHECK(learned.read(other).empty());
    }
  }
}

TEST_CASE("A plain shape has a type, a time and one subject, or some of them") {
  Learned learned(R"({"at":"2026-01-31T09:30:00Z","n":1,"page":"/a","type":"visited"})");
  REQUIRE(learned.shape.is_plain());
  CHECK(learned.shape.subject_slot() == kPage);
  CHECK(learned.read_plain(R"({"at":"2026-02-28T23:59:59Z","n":1,"page":"/b","type":"opened"})") ==
        Texts{"opened", "/b", "2026-02-28T23:59:59Z"});
  CHECK(learned.read_plain(R"({"at":"2026-02-28","n":1,"page":"","type":"opened"})") ==
        Texts{"opened", "", "2026-02-28T00:00:00Z"});
  for (const char* const other :
       {R"({"at":"2026-02-29T23:59:59Z","n":1,"page":"/b","type":"opened"})",
        R"({"at":"","n":1,"page":"/b","type":"opened"})",
        R"({"at":"2026-02-28T23:59:59Z\n","n":1,"page":"/b","type":"opened"})",
        R"({"at":"2026-02-28T23:59:59Z)", R"({"at":7,"n":1,"page":"/b","type":"opened"})",
        R"({"at":"2026-02-28T23:59:59Z","n":1,"page":"/b","type":null})"}) {
    CAPTURE(other);
    CHECK(learned.read_plain(other).empty());
  }
  learned.shape.do_not_read_plainly();
  CHECK_FALSE(learned.shape.is_plain());
  Learned without(R"({"type":"visited"})");
  REQUIRE(without.shape.is_plain());
  CHECK(without.read_plain(R"({"type":"opened"})") == Texts{"opened", "none", "none"});
}

TEST_CASE("Where ids or several subjects are used the shape is not plain") {
  for (const char* const event :
       {R"({"type":"visited","id":"1"})", R"({"type":"visited","messageId":"1"})",
        R"({"type":"visited","page":"/a","video":"b"})"}) {
    CAPTURE(event);
    CHECK_FALSE(Learned(event).shape.is_plain());
  }
}

}  // namespace leadscore::runtime
