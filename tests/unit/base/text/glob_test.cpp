#include "base/text/glob.hpp"

#include "base/check.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

using namespace leadscore;
using namespace leadscore::text;

namespace {

bool fits(std::string_view pattern, std::string_view text) {
  return Glob::parse(pattern).matches(text);
}

/// The definition, as it is said: obviously right, and exponential. ASCII only.
bool fits_by_definition(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '*') {
    for (std::size_t skipped = 0; skipped <= text.size(); ++skipped) {
      if (fits_by_definition(pattern.substr(1), text.substr(skipped))) return true;
    }
    return false;
  }
  if (text.empty() || (pattern.front() != '?' && pattern.front() != text.front())) return false;
  return fits_by_definition(pattern.substr(1), text.substr(1));
}

}  // namespace

TEST_CASE("a glob fits the whole text") {
  CHECK(fits("vp", "vp"));
  CHECK_FALSE(fits("vp", "svp"));
  CHECK_FALSE(fits("vp", "vps"));
  CHECK(fits("", ""));
  CHECK_FALSE(fits("", "a"));
  CHECK(fits("1+1 (x)", "1+1 (x)"));
  CHECK_FALSE(fits("1+1 (x)", "11 (x)"));
}

TEST_CASE("a star is any run, empty and of many lines too") {
  CHECK(fits("*", ""));
  CHECK(fits("*", "a\nb"));
  CHECK(fits("vp*", "vp"));
  CHECK(fits("vp*", "vp\nsales"));
  CHECK(fits("*sales*", "presales x"));
  CHECK(fits("a*b*c", "aXbbYc"));
  CHECK_FALSE(fits("a*b*c", "acb"));
  CHECK(fits("**a**", "a"));
  CHECK(fits("*ab", "aab"));
  CHECK(fits("*aab*", "aaab"));
}

TEST_CASE("a question mark is exactly one character") {
  CHECK(fits("?p", "vp"));
  CHECK_FALSE(fits("?p", "p"));
  CHECK_FALSE(fits("?p", "svp"));
  CHECK(fits("?", "é"));
  CHECK(fits("?", "😀"));
  CHECK(fits("?", "\n"));
  CHECK_FALSE(fits("??", "é"));
  CHECK_FALSE(fits("*??", "é"));
  CHECK(fits("*?", "é"));
  CHECK(fits("?*", "😀"));
  CHECK_FALSE(fits("?*", ""));
  CHECK(fits("a?c*", "a.cd"));
  CHECK(fits("?", "\xFF"));
}

TEST_CASE("a backslash makes a special character itself") {
  CHECK(fits("really\\?", "really?"));
  CHECK_FALSE(fits("really\\?", "reallyx"));
  CHECK(fits("5\\* *", "5* hotel"));
  CHECK_FALSE(fits("5\\* *", "5x hotel"));
  CHECK(fits("a\\\\b", "a\\b"));
  CHECK(fits("a\\\\*", "a\\xyz"));
  CHECK(fits("a\\b", "a\\b"));
  CHECK(fits("a\\", "a\\"));
}

TEST_CASE("in patterns of paths only the star is special") {
  const Glob glob = Glob::parse("/a?b*", GlobSyntax::kStarOnly);
  CHECK(glob.matches("/a?bc"));
  CHECK_FALSE(glob.matches("/axb"));
  CHECK(Glob::parse("/a\\?", GlobSyntax::kStarOnly).literal() == "/a?");
  CHECK(Glob::parse("/a\\*\\\\", GlobSyntax::kStarOnly).literal() == "/a*\\");
}

TEST_CASE("a glob without wildcards is a literal") {
  CHECK(Glob::parse("vp").is_literal());
  CHECK(Glob::parse("").is_literal());
  CHECK(Glob::parse("").literal().empty());
  CHECK(Glob::parse("a\\*b\\?").literal() == "a*b?");
  CHECK_FALSE(Glob::parse("a*").is_literal());
  CHECK_FALSE(Glob::parse("?").is_literal());
  CHECK_THROWS_AS((void)Glob::parse("a*").literal(), InternalError);
}

TEST_CASE("a glob never takes exponential time") {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  pattern += "b";
  CHECK_FALSE(fits(pattern, std::string(5'000, 'a')));
  CHECK_FALSE(fits(std::string(5'000, '*') + "b", std::string(5'000, 'a')));
  CHECK_FALSE(fits("*" + std::string(500, '?') + "b", std::string(5'000, 'a')));
}

TEST_CASE("a glob fits what its definition says") {
  const auto pattern = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab*?")));
  const auto text = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab")));
  CHECK(rc::check([&] {
    const std::string some_pattern = (*pattern).substr(0, 8);
    const std::string some_text = (*text).substr(0, 12);
    RC_ASSERT(fits(some_pattern, some_text) == fits_by_definition(some_pattern, some_text));
  }));
}

TEST_CASE("any bytes are a glob, and fit or do not") {
  CHECK(rc::check([](const std::string& pattern, const std::string& text) {
    (void)fits(pattern, text);
    const std::string both = "*" + pattern + "*";
    RC_ASSERT(Glob::parse("*").matches(text));
    if (Glob::parse(text).is_literal() && text.find('\\') == text.npos) RC_ASSERT(fits(text, text));
    (void)fits(both, pattern);
  }));
}
