#include "base/text/path.hpp"

#include "base/text/glob.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

using namespace leadscore::text;

namespace {

std::string path_of(std::string_view text) { return read_path(text).path; }

std::string pattern_of(std::string_view text) { return read_path_pattern(text).pattern; }

bool is_visited(std::string_view pattern, std::string_view subject) {
  return Glob::parse(pattern_of(pattern), GlobSyntax::kStarOnly).matches(path_of(subject));
}

}  // namespace

TEST_CASE("a page is its path alone") {
  CHECK(path_of("https://www.acme.com/Pricing/?utm_source=x") == "/pricing");
  CHECK(path_of("/pricing") == "/pricing");
  CHECK(path_of("pricing") == "/pricing");
  CHECK(path_of(" /Pricing/ ") == "/pricing");
  CHECK(path_of("//www.acme.com/a/b") == "/a/b");
  CHECK(path_of("/a#top?x") == "/a");
  CHECK(path_of("/a?x#top") == "/a");
  CHECK(path_of("/a/b//") == "/a/b");
  CHECK(path_of("HTTPS://ACME.COM/A") == "/a");
  CHECK(path_of("app+x.y-1://host/screen") == "/screen");
  CHECK(path_of("file:///a/b") == "/a/b");
  CHECK(path_of("https://acme.com//a") == "/a");
  CHECK(path_of("/redirect?to=https://x.com/y") == "/redirect");
  CHECK(path_of("acme.com/pricing") == "/acme.com/pricing");
  CHECK(path_of("mailto:a@b.com") == "/mailto:a@b.com");
  CHECK(path_of("1x://a/b") == "/1x://a/b");
}

TEST_CASE("a home page is one slash") {
  for (const std::string_view text :
       {"/", "", " ", "http://acme.com", "http://acme.com/", "//acme.com", "http://acme.com?x=1",
        "http://acme.com#x", "?x=1", "#", "///"}) {
    CAPTURE(text);
    CHECK(path_of(text) == "/");
  }
}

TEST_CASE("a path is percent-decoded as a whole where that gives UTF-8") {
  CHECK(path_of("/caf%C3%A9") == "/café");
  CHECK(path_of("/Cafe%CC%81/") == "/café");
  CHECK(path_of("/a%20b") == "/a b");
  CHECK(path_of("/a+b") == "/a+b");
  CHECK(path_of("/%FF") == "/%ff");
  CHECK(path_of("/a%20b%FF") == "/a%20b%ff");
  CHECK(path_of("/x%2") == "/x%2");
  CHECK(path_of("/x%zz%41") == "/x%zza");
  CHECK(path_of("/100%") == "/100%");
  CHECK(path_of("/a%2F") == "/a");
  CHECK(path_of("/a%3Fb%23c") == "/a?b#c");
  CHECK(path_of("/a%2541") == "/a%41");
  CHECK(path_of("/a/%20/") == "/a");
}

TEST_CASE("the host is kept without user and port") {
  CHECK(read_path("https://me:pw@WWW.acme.com:8443/p").host == "www.acme.com");
  CHECK(read_path("http://acme.com").host == "acme.com");
  CHECK(read_path("//Acme.com/x").host == "acme.com");
  CHECK(read_path("http://a@b@acme.com/").host == "acme.com");
  CHECK(read_path("http://acme.com:/").host == "acme.com");
  CHECK(read_path("http://acme.com?a@b").host == "acme.com");
  CHECK(read_path("http://[2001:DB8::1]:80/").host == "[2001:db8::1]");
  CHECK(read_path("http://BÜCHER.de/").host == "bücher.de");
  CHECK(read_path("/p").host == std::nullopt);
  CHECK(read_path("acme.com/p").host == std::nullopt);
  CHECK(read_path("file:///p").host == std::nullopt);
  CHECK(read_path("http://:80/p").host == std::nullopt);
}

TEST_CASE("utm values are form-decoded, the first of each that is not blank") {
  const PathSubject all = read_path(
      "/p?utm_source=a+b%26c&utm_source=z&utm_medium=M&x=y&utm_campaign=c%C3%A9&utm_term=t&"
      "utm_content=d=e#utm_x");
  CHECK(all.utm_source == "a b&c");
  CHECK(all.utm_medium == "M");
  CHECK(all.utm_campaign == "cé");
  CHECK(all.utm_term == "t");
  CHECK(all.utm_content == "d=e");

  const PathSubject blank =
      read_path("/p?utm_term=&utm_term=t&utm_source=+&utm_content#utm_medium=x");
  CHECK(blank.utm_term == "t");
  CHECK(blank.utm_source == std::nullopt);
  CHECK(blank.utm_content == std::nullopt);
  CHECK(blank.utm_medium == std::nullopt);

  CHECK(read_path("?utm%5Fsource=x").utm_source == "x");
  CHECK(read_path("/p?UTM_SOURCE=x").utm_source == std::nullopt);
  CHECK(read_path("/p?utm_source=%FFx").utm_source == "\uFFFDx");
  CHECK(read_path("/p?&&=&utm_source=x&").utm_source == "x");
  CHECK(read_path("/p??utm_source=x").utm_source == std::nullopt);
}

TEST_CASE("a pattern is normalised like a page") {
  CHECK(pattern_of("/Pricing/") == "/pricing");
  CHECK(pattern_of("pricing") == "/pricing");
  CHECK(pattern_of("/") == "/");
  CHECK(pattern_of("/CAF%C3%89/") == "/café");
  CHECK(pattern_of("/%FF*") == "/%ff*");
  CHECK(pattern_of("/%C3*%A9") == "/%c3*%a9");
  CHECK(pattern_of("/a#top") == "/a");
}

TEST_CASE("only a star is special in a pattern, and one at the start gets no slash") {
  CHECK(pattern_of("/Blog/*") == "/blog/*");
  CHECK(pattern_of("blog/*/") == "/blog/*");
  CHECK(pattern_of("*/Pricing") == "*/pricing");
  CHECK(pattern_of("*") == "*");
  CHECK(pattern_of("/*") == "/*");
  CHECK(pattern_of("**/a") == "**/a");
  CHECK(pattern_of(" *a ") == "*a");
}

TEST_CASE("characters that are no wildcards stay so") {
  CHECK(pattern_of("/a\\*B") == "/a\\*b");
  CHECK(pattern_of("\\*a") == "/\\*a");
  CHECK(pattern_of("/a%2Ab*") == "/a\\*b*");
  CHECK(pattern_of("/a%5C*") == "/a\\\\*");
  CHECK(pattern_of("/a\\\\b") == "/a\\\\b");
  CHECK(pattern_of("/a\\?b") == "/a?b");
  CHECK(is_visited("/a\\*b", "/a*b"));
  CHECK_FALSE(is_visited("/a\\*b", "/axb"));
  CHECK(is_visited("/a%2Ab", "/a%2ab"));
  CHECK(is_visited("/a\\?b", "/a%3Fb"));
  CHECK(is_visited("/a%5C%2A*", "/a\\*c"));
}

TEST_CASE("a host or query in a pattern is told") {
  CHECK(read_path_pattern("http://x.com/b").has_host);
  CHECK(read_path_pattern("//x.com/b").has_host);
  CHECK(read_path_pattern("https://*/b").has_host);
  CHECK(read_path_pattern("http://x.com/b").pattern == "/b");
  CHECK_FALSE(read_path_pattern("/b").has_host);
  CHECK_FALSE(read_path_pattern("*//b").has_host);
  CHECK(read_path_pattern("/b?x=1").has_query);
  CHECK(read_path_pattern("/b?").has_query);
  CHECK(read_path_pattern("/b\\\\?").has_query);
  CHECK(read_path_pattern("/b?x=1").pattern == "/b");
  CHECK_FALSE(read_path_pattern("/b\\?").has_query);
  CHECK_FALSE(read_path_pattern("/b#x?y").has_query);
}

TEST_CASE("pages meet patterns") {
  CHECK(is_visited("/pricing", "https://www.acme.com/Pricing/?utm_source=x"));
  CHECK(is_visited("/blog/*", "/blog/a/b"));
  CHECK_FALSE(is_visited("/blog/*", "/blog"));
  CHECK_FALSE(is_visited("/blog/*", "/blog/"));
  CHECK(is_visited("*pricing*", "/de/pricing-2"));
  CHECK(is_visited("/café", "/CAF%C3%89"));
  CHECK(is_visited("/*", "/"));
}

TEST_CASE("any bytes are a page, which is a path of one form") {
  const auto likely =
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("/?#%2Ff:@a*\\ \xC3\xA9+&=")));
  CHECK(rc::check([&](const std::string& anything) {
    for (const std::string& text : {anything, *likely, "http://" + *likely}) {
      const std::string path = path_of(text);
      RC_ASSERT(path.starts_with('/'));
      RC_ASSERT((path == "/" || !path.ends_with('/')));
      (void)read_path_pattern(text);
    }
  }));
}

TEST_CASE("a literal pattern meets the page that is spelled alike") {
  const auto likely =
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("/%2Ff:@aB \xC3\xA9")));
  CHECK(rc::check([&] {
    const std::string text = *likely;
    RC_ASSERT(is_visited(text, text));
  }));
}
