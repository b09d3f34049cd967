// What parse() promises beyond the golden trees of tests/syntax: spans, names, hostile texts.
#include "compiler/parse/parse.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <variant>

namespace leadscore {
namespace {

struct Parsed {
  SourceMap sources;
  Interner texts;
  Diagnostics diagnostics;
  ast::File tree;
};

Parsed parse_text(std::string text) {
  Parsed parsed;
  const FileId file = parsed.sources.add("model.score", std::move(text));
  parsed.tree = parse(parsed.sources, file, parsed.texts, parsed.diagnostics);
  return parsed;
}

std::vector<std::string> kinds_of(const Parsed& parsed) {
  std::vector<std::string> kinds;
  for (const Diagnostic& diagnostic : parsed.diagnostics.all()) {
    kinds.emplace_back(kind_name(diagnostic.kind));
  }
  return kinds;
}

using Kinds = std::vector<std::string>;

std::string repeat(std::string_view text, std::size_t count) {
  std::string result;
  result.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

constexpr std::size_t kMegabyte = 1024 * 1024;

// ---- Files --------------------------------------------------------------------------------------

TEST_CASE("an empty file and one of comments are trees without statements") {
  CHECK(parse_text("").tree.top_level.empty());
  CHECK(parse_text("\n\n  \t\n").diagnostics.all().empty());
  const Parsed comments = parse_text("# a\r\n  # b");
  CHECK(comments.diagnostics.all().empty());
  CHECK(comments.tree.top_level.empty());
  REQUIRE(comments.tree.comments.size() == 2);
  CHECK(comments.sources.text(comments.tree.comments[0]) == "# a");
  CHECK(comments.sources.text(comments.tree.comments[1]) == "# b");
}

TEST_CASE("a file that is no text gets one message") {
  CHECK(kinds_of(parse_text(std::string("when a +1\n\0\0\0", 13))) == Kinds{"unreadable-file"});
  CHECK(kinds_of(parse_text("\x89PNG\r\n\x1a\n")) == Kinds{"unreadable-file"});
  CHECK(kinds_of(parse_text("when a is \"\xF6\" +1\n\xFF")) == Kinds{"not-utf8"});
  CHECK(kinds_of(parse_text("\xFF\xFEw")) == Kinds{"not-utf8"});
  CHECK(kinds_of(parse_text(std::string(kMaxFileBytes + 1, '\n'))) == Kinds{"unreadable-file"});
  CHECK(kinds_of(parse_text(std::string(kMaxFileBytes, '\n'))).empty());
}

TEST_CASE("the line of bytes that are no text is named") {
  const Parsed parsed = parse_text("when a +1\nwhen b is \"\xC3\" +1\n");
  REQUIRE(parsed.diagnostics.all().size() == 1);
  CHECK(parsed.diagnostics.all()[0].message == "line 2 holds bytes that are no UTF-8 text");
  CHECK(parsed.diagnostics.all()[0].span.begin == 21);
}

// ---- Statements that do not parse ---------------------------------------------------------------

TEST_CASE("a statement that does not parse keeps the name that it declares") {
  const auto declared = [](std::string text) -> std::string {
    const Parsed parsed = parse_text(std::move(text));
    CHECK(parsed.diagnostics.error_count() == 1);
    REQUIRE(parsed.tree.top_level.size() == 1);
    const auto& node = parsed.tree.statements[parsed.tree.top_level[0]].node;
    const auto* invalid = std::get_if<ast::InvalidStatement>(&node);
    REQUIRE(invalid != nullptr);
    if (!invalid->declares) return "";
    return std::string(parsed.texts.text(invalid->declares->text));
  };
  CHECK(declared("list big = \"x\"") == "big");
  CHECK(declared("list big = [\"x\"") == "big");
  CHECK(declared("define is_big: n >") == "is_big");
  CHECK(declared("define is_big: " + repeat("(", 100)) == "is_big");
  CHECK(declared("mql at forty") == "mql");
  CHECK(declared("score fit up 5 { when a +1 }") == "fit");
  CHECK(declared("event asked(") == "asked");
  CHECK(declared("when a +") == "");
}

TEST_CASE("a field that does not parse keeps its name") {
  const Parsed parsed = parse_text("lead { a: txt; b: text; c }");
  REQUIRE(parsed.tree.top_level.size() == 1);
  const auto& node = parsed.tree.statements[parsed.tree.top_level[0]].node;
  const auto& lead = std::get<ast::LeadBlock>(node);
  REQUIRE(lead.fields.size() == 1);
  CHECK(parsed.texts.text(lead.fields[0].name.text) == "b");
  REQUIRE(lead.unread_names.size() == 2);
  CHECK(parsed.texts.text(lead.unread_names[0].text) == "a");
  CHECK(parsed.texts.text(lead.unread_names[1].text) == "c");
}

TEST_CASE("a mistake that is read as what it means leaves its statement whole") {
  const Parsed parsed = parse_text("WHEN a && seats => 5 THEN −5 points");
  CHECK(kinds_of(parsed) == Kinds{"capital-keyword"});
  REQUIRE(parsed.tree.top_level.size() == 1);
  const auto& node = parsed.tree.statements[parsed.tree.top_level[0]].node;
  const auto* rule = std::get_if<ast::RuleStatement>(&node);
  REQUIRE(rule != nullptr);
  CHECK(rule->points.thousandths == -5'000);
}

TEST_CASE("what is missing is said wherever a statement breaks off") {
  const auto message = [](std::string text) {
    const Parsed parsed = parse_text(std::move(text));
    REQUIRE(parsed.diagnostics.all().size() == 1);
    const Diagnostic& diagnostic = parsed.diagnostics.all()[0];
    CHECK(kind_name(diagnostic.kind) == "unfinished");
    REQUIRE(diagnostic.help.size() == 1);
    return diagnostic.help[0];
  };
  constexpr std::string_view kTest =
      "a test such as `job_title is \"CTO\"` or `visited(\"/pricing\")`";
  CHECK(message("when a and") == fmt::format("after `when a and` comes {}", kTest));
  CHECK(message("when a or") == fmt::format("after `when a or` comes {}", kTest));
  CHECK(message("when not") == fmt::format("after `when not` comes {}", kTest));
  CHECK(message("define x:") == fmt::format("after `define x:` comes {}", kTest));
  CHECK(message("disqualify when") == fmt::format("after `disqualify when` comes {}", kTest));
  constexpr std::string_view kDefine = "this is written `define is_large: employees >= 500`";
  CHECK(message("define") == kDefine);
  CHECK(message("define x") == kDefine);
  CHECK(message("list x =") == "this is written `list titles = [\"CTO\", \"CEO\"]`");
  CHECK(message("when t since") == "after `when t since` comes a date such as `2026-01-31`");
  CHECK(message("when t in the last 7") ==
        "after `when t in the last 7` comes a unit of time such as `days`");
  CHECK(message("when a() at least 3") == "after `when a() at least 3` comes `times`");
  CHECK(message("event") == "this is written `event watched(video) { seconds: number }`");
  CHECK(message("when a +5 because") == "after `when a +5 because` comes a text in quotes");
  CHECK(message("when a +") == "after `when a +` comes the number of points");
}

// ---- Points and counts --------------------------------------------------------------------------

std::int64_t points_of(std::string text) {
  const Parsed parsed = parse_text("when a " + std::move(text));
  CHECK(parsed.diagnostics.all().empty());
  const auto& node = parsed.tree.statements[parsed.tree.top_level.at(0)].node;
  return std::get<ast::RuleStatement>(node).points.thousandths;
}

TEST_CASE("points are exact thousandths") {
  CHECK(points_of("+15") == 15'000);
  CHECK(points_of("-0.001") == -1);
  CHECK(points_of("+1.234k") == 1'234'000);
  CHECK(points_of("+1.2345k") == 1'234'500);
  CHECK(points_of("+1M") == 1'000'000'000);
  CHECK(points_of("-1_000_000.000") == -1'000'000'000);
  CHECK(points_of("+ 5") == 5'000);
  CHECK(kinds_of(parse_text("when a +1000000.001")) == Kinds{"points-too-large"});
  CHECK(kinds_of(parse_text("when a -999999999999999999999999")) == Kinds{"points-too-large"});
  CHECK(kinds_of(parse_text("when a +0.0005")) == Kinds{"too-many-decimals"});
}

TEST_CASE("counts are whole numbers") {
  CHECK(kinds_of(parse_text("when a() at least 4294967295 times +1")).empty());
  CHECK(kinds_of(parse_text("when a() at least 4294967296 times +1")) == Kinds{"bad-count"});
  CHECK(kinds_of(parse_text("when a() at least -1 times +1")) == Kinds{"bad-count"});
  CHECK(kinds_of(parse_text("when a() at most 0 times +1")).empty());
}

// ---- Hostile texts: each has to end, with bounded depth -----------------------------------------

TEST_CASE("nesting is limited") {
  const auto nested = [](std::size_t depth) {
    return "when " + repeat("(", depth) + "a" + repeat(")", depth) + " +1\nwhen b +1\n";
  };
  CHECK(kinds_of(parse_text(nested(kMaxNesting))).empty());
  const Parsed deeper = parse_text(nested(kMaxNesting + 1));
  CHECK(kinds_of(deeper) == Kinds{"too-deep"});
  CHECK(deeper.tree.top_level.size() == 2);
  CHECK(kinds_of(parse_text(nested(10'000))) == Kinds{"too-deep"});
}

TEST_CASE("`not` is limited as parentheses are") {
  const auto nots = [](std::size_t count) { return "when " + repeat("not ", count) + "a +1\n"; };
  CHECK(kinds_of(parse_text(nots(kMaxNesting))).empty());
  CHECK(kinds_of(parse_text(nots(kMaxNesting + 1))) == Kinds{"too-deep"});
  CHECK(kinds_of(parse_text(nots(kMegabyte / 4))) == Kinds{"too-deep"});
  CHECK(kinds_of(parse_text("when " + repeat("not (", 33) + "a" + repeat(")", 33) + " +1")) ==
        Kinds{"too-deep"});
}

TEST_CASE("blocks in blocks are limited") {
  const std::string open = repeat("score a { ", 10'000);
  const Kinds kinds = kinds_of(parse_text(open + repeat("} ", 10'000) + "\nwhen b 1\n"));
  CHECK(std::ranges::count(kinds, "too-deep") == 1);
  CHECK(std::ranges::count(kinds, "unclosed-block") == 0);
  CHECK(std::ranges::count(kinds, "missing-sign") == 1);
  CHECK(std::ranges::count(kinds_of(parse_text(open)), "too-deep") == 1);
}

TEST_CASE("a megabyte of one thing ends, and the statement after it is read") {
  const auto last_is_rule = [](const Parsed& parsed) {
    const auto& node = parsed.tree.statements[parsed.tree.top_level.back()].node;
    return std::holds_alternative<ast::RuleStatement>(node);
  };
  for (const std::string_view text :
       {"(",      "[",      "not ", "not(", "()",           "(]",          "and ",   "\"",
        "\\",     "'",      "“",    "/* ",  "-- ",          "#",           ",",      "a ",
        "a.",     "1",      "1,",   "-",    "+ ",           "a(",          "\"a\" ", "a is ",
        "1 and ", "a and ", "(a\n", "[\n",  "more than 1 ", "at least 1 ", "“”",     "`'",
        "score "}) {
    CAPTURE(text);
    const Parsed parsed =
        parse_text("when " + repeat(text, kMegabyte / text.size()) + "\nwhen b +1\n");
    CHECK(parsed.diagnostics.error_count() == 1);
    REQUIRE_FALSE(parsed.tree.top_level.empty());
    CHECK(last_is_rule(parsed));
  }
}

TEST_CASE("a megabyte of lines ends") {
  for (const std::string_view line :
       {"(\n", "{\n", "}\n", "when (\n", "list /*\n", "when a /* \n", "and\n", "score {\n", ";",
        "a;", "when a +1;", "\"\n", "when a and\n", "# x\n", "// x\n", "a at 1 ", "x { y }; ",
        "lead { a: text, ", "test \"x\" { opened() "}) {
    CAPTURE(line);
    const Parsed parsed = parse_text(repeat(line, kMegabyte / 4 / line.size()));
    CHECK(parsed.diagnostics.all().size() <= Diagnostics::kMaxErrors);
  }
}

TEST_CASE("100,000 `and`s are one condition") {
  const Parsed parsed = parse_text("when a" + repeat(" and a", 100'000) + " +1\n");
  CHECK(parsed.diagnostics.all().empty());
  const auto& node = parsed.tree.statements[parsed.tree.top_level.at(0)].node;
  const auto& rule = std::get<ast::RuleStatement>(node);
  const auto& condition = std::get<ast::And>(parsed.tree.expressions[rule.condition].node);
  CHECK(condition.operands.size() == 100'001);
}

TEST_CASE("10,000 terms are one sum, and 64 parentheses hold one") {
  const Parsed parsed = parse_text("when (a" + repeat(" + a", 9'999) + ") > 5 +1\n");
  CHECK(parsed.diagnostics.all().empty());
  const auto& node = parsed.tree.statements[parsed.tree.top_level.at(0)].node;
  const auto& rule = std::get<ast::RuleStatement>(node);
  const auto& test = std::get<ast::Test>(parsed.tree.expressions[rule.condition].node);
  const auto& group = std::get<ast::Group>(parsed.tree.expressions[test.subject].node);
  const auto& sum = std::get<ast::Sum>(parsed.tree.expressions[group.inner].node);
  CHECK(sum.terms.size() == 10'000);
  const auto nested = [](std::size_t depth) {
    return "when " + repeat("(", depth) + "a + 1" + repeat(")", depth) + " > 5 +1\n";
  };
  CHECK(kinds_of(parse_text(nested(kMaxNesting))).empty());
  CHECK(kinds_of(parse_text(nested(kMaxNesting + 1))) == Kinds{"too-deep"});
  CHECK(kinds_of(parse_text("when (" + repeat("- ", 1'000) + "a) > 5 +1")) == Kinds{"too-deep"});
}

TEST_CASE("parentheses hold a condition or a value, and which is told by their outside") {
  CHECK(kinds_of(parse_text("when (a + b) > 5 and (c or d) +1")).empty());
  CHECK(kinds_of(parse_text("when ((a)) > 5 and ((b)) +1")).empty());
  CHECK(kinds_of(parse_text("when (a + b) +1")) == Kinds{"not-a-condition"});
  CHECK(kinds_of(parse_text("when not (a + b) +1")) == Kinds{"not-a-condition"});
  CHECK(kinds_of(parse_text("when (a and (b + 1)) +1")) == Kinds{"not-a-condition"});
  CHECK(kinds_of(parse_text("when (a or b) > 5 +1")) == Kinds{"condition-as-number"});
  CHECK(kinds_of(parse_text("when (a + b > 5) +1")) == Kinds{"bare-arithmetic"});
  CHECK(kinds_of(parse_text("when a + b > 5 +1")) == Kinds{"bare-arithmetic"});
}

TEST_CASE("an `and` goes on with a `where` if a name and a test follow") {
  const auto where_count = [](std::string text) {
    const Parsed parsed = parse_text(std::move(text));
    CHECK(parsed.diagnostics.all().empty());
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < parsed.tree.expressions.size(); ++i) {
      const auto& node = parsed.tree.expressions[ast::ExpressionId(i)].node;
      if (const auto* event = std::get_if<ast::EventTest>(&node)) count += event->where.size();
    }
    return count;
  };
  CHECK(where_count("when visited() where a is \"x\" and b > 5 +1") == 2);
  CHECK(where_count("when visited() where a is \"x\" and b +1") == 1);
  CHECK(where_count("when visited() where a is \"x\" and b() +1") == 1);
  CHECK(where_count("when visited() where a is \"x\" and not b is \"y\" +1") == 1);
  CHECK(where_count("when visited() where a is \"x\" in 7 days and b is \"y\" +1") == 1);
  CHECK(where_count("when visited() where a at least 5 at least 2 times +1") == 1);
  CHECK(kinds_of(parse_text("when visited() where a is \"x\" or b +1")) == Kinds{"or-after-where"});
}

TEST_CASE("every beginning and every ending of a model is read without a crash") {
  const std::string model =
      "model \"M\" for a is known\nlead { a: text = \"x\" from \"A\" unknown as \"n/a\"; t: time "
      "}\n"
      "score fit {\n  when a in [\"x\", \"y\"] and (not t since 2026-01-31 or visited(\"/p\")\n"
      "    at least 3 times in the last 7 days) +15 because \"why\" # comment\n}\n"
      "mql at 40 when fit >= 2.5k\ntest \"t\" { lead { a: \"x\" }; visited() 2 days ago\n"
      "  expect score between -5 and 5 }\n";
  REQUIRE(parse_text(model).diagnostics.all().empty());
  for (std::size_t cut = 0; cut <= model.size(); ++cut) {
    CHECK_NOTHROW(parse_text(model.substr(0, cut)));
    CHECK_NOTHROW(parse_text(model.substr(cut)));
    std::string without = model;
    if (cut < model.size()) CHECK_NOTHROW(parse_text(without.erase(cut, 1)));
  }
}

}  // namespace
}  // namespace leadscore
