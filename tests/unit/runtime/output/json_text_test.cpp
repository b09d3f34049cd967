#include "runtime/output/json_text.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <string>

namespace leadscore::runtime {
namespace {

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

}  // namespace

TEST_CASE("Quotes, backslashes, controls and line ends are escaped") {
  CHECK(json_string("a \"b\" \\ \n\r\t") == R"("a \"b\" \\ \n\r\t")");
  CHECK(json_string(std::string_view("\0\x1b\x7f", 3)) == R"("\u0000\u001b\u007f")");
  CHECK(json_string("\u2028") == R"("\u2028")");
  CHECK(json_string("ö 会 💡") == "\"ö 会 💡\"");
}

TEST_CASE("Bytes that are no UTF-8 become the sign for it") {
  CHECK(json_string("a\xFFz") == "\"a\uFFFDz\"");
}

TEST_CASE("Any ASCII text reads back") {
  CHECK(rc::check([] {
    const auto text = *rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127));
    RC_ASSERT(nlohmann::json::parse(json_string(text)).get<std::string>() == text);
  }));
}

TEST_CASE("Any bytes give valid JSON") {
  CHECK(rc::check(
      [](const std::string& bytes) { RC_ASSERT(nlohmann::json::accept(json_string(bytes))); }));
}

}  // namespace leadscore::runtime
