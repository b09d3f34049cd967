// Lines in memory are read the same with native code, which is made of the first of them.
#include "runtime/pipeline/made_lines.hpp"
#include "runtime/records/lead_line_reader.hpp"
#include "tests/unit/runtime/jit/has_llvm.hpp"
#include "tests/unit/runtime/records/reading.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

namespace leadscore::runtime::testing {
namespace {

/// Tells how often there was code.
class CountedCodes : public LineCodes {
 public:
  CountedCodes() { codes_.want(); }
  const jit::LineCode* code_for(const QuickLeadReader& reader,
                                const jit::LineCode* unfit) override {
    const jit::LineCode* const code = codes_.code_for(reader, unfit);
    found_ += code != nullptr ? 1 : 0;
    return code;
  }
  [[nodiscard]] std::size_t found() const { return found_; }

 private:
  MadeLines codes_{nullptr};
  std::size_t found_ = 0;
};

/// Most are alike; some are not, and some are no leads.
std::string line(std::size_t number) {
  if (number % 50 == 49) return R"({"employees": 7, "job_title": )";
  if (number % 20 == 19) return fmt::format(R"({{"Job Title":"CFO","id":{}}})", number);
  return fmt::format(R"({{"id":"l{}","job_title":"Head of {}","employees":{},"events":[{}]}})",
                     number, number % 7, number % 11 == 0 ? "null" : fmt::to_string(number),
                     number % 3 == 0 ? R"({"type":"visited","page":"/p","at":"2026-01-02"})" : "");
}

TEST_CASE("lines in memory are read the same by native code" * doctest::skip(!has_llvm())) {
  const bytecode::Program program = ProgramMaker()
                                        .field("job_title", FieldType::kText)
                                        .field("employees", FieldType::kNumber)
                                        .kind("visited", "page")
                                        .make();
  CountedCodes codes;
  LeadLineReader native(program, {.codes = &codes});
  LeadLineReader plain(program);
  LeadBatch by_native(program);
  LeadBatch by_plain(program);
  for (std::size_t number = 0; number < 2000; ++number) {
    CAPTURE(number);
    by_native.clear();
    by_plain.clear();
    const auto read = native.read(line(number), by_native);
    const auto expected = plain.read(line(number), by_plain);
    REQUIRE(static_cast<bool>(read) == static_cast<bool>(expected));
    if (!read) {
      CHECK(read.error().message == expected.error().message);
      continue;
    }
    CHECK(spell(program, by_native, 0) == spell(program, by_plain, 0));
  }
  CHECK(codes.found() == 1);
  CHECK(native.report().leads == plain.report().leads);
  CHECK(native.report().rejected == 40);
}

}  // namespace
}  // namespace leadscore::runtime::testing
