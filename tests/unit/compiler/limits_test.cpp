// What bounds a model: at each limit it is taken, one beyond it is refused with one message.
#include "compiler/parse/limits.hpp"

#include "compiler/compile.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

namespace leadscore {
namespace {

using Messages = std::vector<std::string>;

Messages messages_of(std::string text, const CompileOptions& options = {}) {
  const Compilation compilation = compile("model.score", std::move(text), options);
  Messages messages;
  for (const Diagnostic& diagnostic : compilation.diagnostics.all()) {
    messages.push_back(fmt::format("{}: {}", kind_name(diagnostic.kind), diagnostic.message));
  }
  return messages;
}

std::string repeat(std::string_view text, std::size_t count) {
  std::string result;
  result.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

std::string numbers(std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list += fmt::format("{}{}", i == 0 ? "" : ", ", i);
  return list;
}

TEST_CASE("limits are written as people write numbers") {
  CHECK(limit_words(0) == "0");
  CHECK(limit_words(999) == "999");
  CHECK(limit_words(1'000) == "1,000");
  CHECK(limit_words(100'000) == "100,000");
  CHECK(limit_words(12'345'678) == "12,345,678");
}

TEST_CASE("a text of as many characters as may be is taken, a longer one is not") {
  const auto model = [](std::size_t length) {
    return fmt::format("when a is \"{}\" +1\n", repeat("ü", length));
  };
  CHECK(messages_of(model(kMaxTextCharacters)) == Messages{});
  CHECK(messages_of(model(kMaxTextCharacters + 1)) ==
        Messages{"too-long: this text has more than 10,000 characters"});
}

TEST_CASE("a pattern of as many characters as may be is taken, a longer one is not") {
  const Messages too_long{"too-long: this pattern has more than 1,000 characters"};
  for (const std::string_view form :
       {"when a matches \"{}\" +1\n", "when a matches regex \"{}\" +1\n",
        "when opened(\"{}\") +1\n", "when visited(\"/{}\") +1\n", "points by a {{ \"{}\" +1 }}\n",
        "list many = [\"{}\"]\nwhen a matches many +1\nwhen b matches many +1\n",
        "list many = [\"{}\"]\nwhen opened(many) +1\nwhen clicked(many) +1\n"}) {
    CAPTURE(form);
    const auto model = [&](std::size_t length) {
      return fmt::format(fmt::runtime(form), repeat("é", length));
    };
    const std::size_t slash = form.find("\"/") == form.npos ? 0 : 1;
    CHECK(messages_of(model(kMaxPatternCharacters - slash)) == Messages{});
    CHECK(messages_of(model(kMaxPatternCharacters - slash + 1)) == too_long);
  }
}

TEST_CASE("a list of as many values as may be is taken, a longer one is not") {
  CHECK(messages_of(fmt::format("when a in [{}] +1\n", numbers(kMaxListItems))) == Messages{});
  const Messages too_long{"too-long: this list has more than 100,000 values"};
  CHECK(messages_of(fmt::format("when a in [{}] +1\n", numbers(kMaxListItems + 1))) == too_long);
  CHECK(messages_of(fmt::format("list many = [{}]\nwhen a in many +1\n",
                                numbers(kMaxListItems + 1))) == too_long);
}

TEST_CASE("other values by commas are bounded alike") {
  std::string many;
  for (std::size_t i = 0; i < kMaxListItems; ++i) many += fmt::format("\"v{}\", ", i);
  const Messages too_long{"too-long: this statement has more than 100,000 values"};
  CHECK(messages_of(fmt::format("when opened({}\"y\") +1\n", many)) == too_long);
  CHECK(messages_of(fmt::format("points by a {{ {}\"y\" +1 }}\n", many)) ==
        Messages{"too-long: this row has more than 100,000 values"});
  CHECK(messages_of(fmt::format("lead {{\n  a: one of {}\"y\"\n}}\nwhen a is \"v1\" +1\n", many)) ==
        too_long);
}

TEST_CASE("a model of as many statements as may be is taken, a longer one is not") {
  // Half of them in a used file, and half of those in a part; the prelude's count as well.
  const auto findings = [](std::size_t own) {
    CompileOptions options;
    options.files.read = [](const std::string& /*path*/) -> Result<std::string> {
      return "score part {\n" + repeat("when a +1\n", kMaxStatements / 2) + "}\n";
    };
    return messages_of("use \"half.score\"\n" + repeat("when a +1\n", own), options);
  };
  CHECK(findings(kMaxStatements / 2 - 1'000) == Messages{});
  CHECK(findings(kMaxStatements / 2) ==
        Messages{"too-long: this model has more than 200,000 statements"});
}

}  // namespace
}  // namespace leadscore
