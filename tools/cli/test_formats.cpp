#include "tools/cli/test_formats.hpp"

#include "runtime/output/json_text.hpp"
#include "tools/cli/markup.hpp"

#include <fmt/format.h>

#include <string_view>

namespace leadscore::cli {
namespace {

std::string json_text(std::string_view text) {
  std::string quoted;
  runtime::append_json_string(quoted, text);
  return quoted;
}

std::string json_of(const TestResult& test) {
  std::string text =
      fmt::format(R"({{"name": {}, "file": {}, "line": {}, "passed": {}, "missed": [)",
                  json_text(test.name), json_text(test.file), test.line, test.misses.empty());
  std::string_view separator;
  for (const TestMiss& miss : test.misses) {
    text += fmt::format(R"({}{{"file": {}, "line": {}, "expected": {}, "actual": {}}})", separator,
                        json_text(miss.file), miss.line, json_text(miss.expected),
                        json_text(miss.actual));
    separator = ", ";
  }
  return text + "]}";
}

std::string junit_of(const TestResult& test, std::string_view suite) {
  std::string text =
      fmt::format(R"(    <testcase name="{}" classname="{}" file="{}" line="{}")",
                  markup_text(test.name), markup_text(suite), markup_text(test.file), test.line);
  if (test.misses.empty()) return text + "/>\n";
  std::string all;
  for (const TestMiss& miss : test.misses) {
    all += fmt::format("{}:{}: expected {}, actual {}\n", miss.file, miss.line, miss.expected,
                       miss.actual);
  }
  const TestMiss& first = test.misses.front();
  text += fmt::format(
      ">\n      <failure message=\"{}\" type=\"expectation\">{}</failure>\n    </testcase>\n",
      markup_text(fmt::format("expected {}, actual {}", first.expected, first.actual)),
      markup_text(all));
  return text;
}

std::string junit_of(const ModelTests& model) {
  if (!model.is_usable) {
    const std::string path = markup_text(model.path);
    return fmt::format(
        R"(  <testsuite name="{0}" tests="1" failures="0" errors="1" skipped="0">
    <testcase name="the model is read" classname="{0}" file="{0}">
      <error message="the model has mistakes or cannot be read" type="model"/>
    </testcase>
  </testsuite>
)",
        path);
  }
  const TestReport& report = model.report;
  std::string text =
      fmt::format(R"(  <testsuite name="{}" tests="{}" failures="{}" errors="0" skipped="0">)"
                  "\n",
                  markup_text(model.path), report.passed + report.failed, report.failed);
  for (const TestResult& test : report.results) text += junit_of(test, model.path);
  return text + "  </testsuite>\n";
}

}  // namespace

std::string plain_text_of(std::span<const ModelTests> models) {
  std::string text;
  for (const ModelTests& model : models) {
    for (const TestResult& test : model.report.results) {
      text += fmt::format("{}:{}: {}: {}\n", test.file, test.line,
                          test.misses.empty() ? "pass" : "fail", test.name);
      for (const TestMiss& miss : test.misses) {
        text += fmt::format("{}:{}: expected {}, actual {}\n", miss.file, miss.line, miss.expected,
                            miss.actual);
      }
    }
  }
  return text;
}

std::string json_of(std::span<const ModelTests> models) {
  std::string text = "{\"models\": [";
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::string_view separator = "\n";
  for (const ModelTests& model : models) {
    text += fmt::format("{}  {{\"file\": {}, \"usable\": {}, \"tests\": [", separator,
                        json_text(model.path), model.is_usable);
    separator = ",\n";
    std::string_view test_separator = "\n";
    for (const TestResult& test : model.report.results) {
      text += fmt::format("{}    {}", test_separator, json_of(test));
      test_separator = ",\n";
    }
    text += "]}";
    passed += model.report.passed;
    failed += model.report.failed;
  }
  return text + fmt::format("],\n \"passed\": {}, \"failed\": {}}}\n", passed, failed);
}

std::string junit_of(std::span<const ModelTests> models) {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::string suites;
  for (const ModelTests& model : models) {
    tests += model.report.results.size() + (model.is_usable ? 0 : 1);
    failures += model.report.failed;
    errors += model.is_usable ? 0 : 1;
    suites += junit_of(model);
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"leadscore\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n{}"
      "</testsuites>\n",
      tests, failures, errors, suites);
}

}  // namespace leadscore::cli
