// How much processor time each step from text to ready takes: `compile_phases [--runs N] MODEL...`
// prints a line a model, the medians in milliseconds. All of it runs in one thread. Beside the
// steps stands what PEGTL alone takes: it looks over the lexemes of the file and matches each of
// its statements, and nothing is kept of what it finds.
#include "base/kept_memory.hpp"
#include "bytecode/program.hpp"
#include "compiler/check/check.hpp"
#include "compiler/lint/lint.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/parse/beginnings.hpp"
#include "compiler/parse/layout.hpp"
#include "compiler/use/load.hpp"
#include "grammar/file.hpp"
#include "grammar/lexemes.hpp"
#include "runtime/scorer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdlib.h>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace leadscore;
namespace pegtl = tao::pegtl;
using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf_crlf, const char*>;

enum Phase { kPegtl, kParse, kCheck, kLower, kScorer, kAdvice, kPhaseCount };
constexpr std::array<const char*, kPhaseCount> kPhases{"PEGTL", "parse",  "check",
                                                       "lower", "scorer", "advice"};
using Times = std::array<double, kPhaseCount>;

/// Processor time since it was made or last asked, in milliseconds.
class Watch {
 public:
  double lap() {
    const double now = read();
    const double passed = now - last_;
    last_ = now;
    return passed;
  }

 private:
  static double read() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
  }

  double last_ = read();
};

// ---- PEGTL alone --------------------------------------------------------------------------------

using Matcher = bool (*)(Input& input);

template <class Rule>
bool matches(Input& input) {
  return pegtl::parse<Rule, pegtl::nothing, syntax::Quiet>(input);
}

Matcher matcher_in(syntax::BlockKind block) {
  switch (block) {
    case syntax::BlockKind::kPart:
      return matches<grammar::part_statement>;
    case syntax::BlockKind::kLead:
      return matches<grammar::lead_statement>;
    case syntax::BlockKind::kTest:
      return matches<grammar::test_statement>;
    case syntax::BlockKind::kTestLead:
      return matches<grammar::test_lead_statement>;
    case syntax::BlockKind::kPoints:
      return matches<grammar::table_statement>;
    case syntax::BlockKind::kBestOf:
      return matches<grammar::best_of_statement>;
    case syntax::BlockKind::kNone:
    case syntax::BlockKind::kOther:
      break;
  }
  return matches<grammar::file_statement>;
}

struct Statement {
  Matcher matcher;
  std::string_view text;
};

void add_statements(std::string_view text, const syntax::Piece& piece, syntax::BlockKind block,
                    std::vector<Statement>& statements) {
  statements.push_back({matcher_in(block), text.substr(piece.begin, piece.end - piece.begin)});
  for (const syntax::Piece& child : piece.children) {
    add_statements(text, child, piece.block, statements);
  }
}

std::vector<Statement> statements_of(std::string_view text) {
  Diagnostics diagnostics;
  std::vector<Span> comments;
  syntax::Layout layout(text, FileId{0}, diagnostics, comments);
  std::vector<Statement> statements;
  while (const std::optional<syntax::Piece> piece = layout.next()) {
    add_statements(text, *piece, syntax::BlockKind::kNone, statements);
  }
  return statements;
}

/// Whether every statement was matched.
bool match_alone(std::string_view text, const std::vector<Statement>& statements) {
  Input lexemes(text.data(), text.data() + text.size(), "");
  while (pegtl::parse<grammar::lexeme, pegtl::nothing, syntax::Quiet>(lexemes)) continue;
  bool are_matched = lexemes.empty();
  for (const Statement& each : statements) {
    Input input(each.text.data(), each.text.data() + each.text.size(), "");
    are_matched = each.matcher(input) && are_matched;
  }
  return are_matched;
}

// ---- The steps ----------------------------------------------------------------------------------

std::optional<Times> run(const std::string& path, const std::string& text,
                         const std::vector<Statement>& statements) {
  Times times{};
  Watch watch;
  if (!match_alone(text, statements)) return std::nullopt;
  times[kPegtl] = watch.lap();
  Compilation compiled;
  compiled.file = compiled.sources.add(path, text);
  compiled.tree = load(compiled.file, disk_files(), {},
                       {compiled.sources, compiled.texts, compiled.diagnostics});
  times[kParse] = watch.lap();
  CheckedFile checked =
      check(compiled.tree, compiled.texts, compiled.sources, compiled.diagnostics);
  compiled.model = std::move(checked.model);
  compiled.written_conditions = std::move(checked.written_conditions);
  times[kCheck] = watch.lap();
  if (!compiled.model) return std::nullopt;
  compiled.program = lower(*compiled.model, compiled.sources, {.own_file = compiled.file});
  times[kLower] = watch.lap();
  const runtime::Scorer scorer(*compiled.program);
  times[kScorer] = watch.lap();
  (void)lint::with_advice(compiled, lint::Severities());
  times[kAdvice] = watch.lap();
  return times;
}

double median_of(std::vector<Times>& all, std::size_t phase) {
  std::ranges::sort(all, {}, [phase](const Times& times) { return times[phase]; });
  return all[all.size() / 2][phase];
}

/// Whether the model could be compiled.
bool measure(const std::string& path, int runs) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const std::vector<Statement> statements = statements_of(text);
  std::vector<Times> all;
  for (int i = 0; i < runs; ++i) {
    const std::optional<Times> times = run(path, text, statements);
    if (!times) {
      fmt::print(stderr, "{} has mistakes\n", path);
      return false;
    }
    all.push_back(*times);
  }
  double ready = 0;
  for (std::size_t phase = kParse; phase <= kScorer; ++phase) ready += median_of(all, phase);
  fmt::print("{:>9}", text.size());
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase) {
    fmt::print("{:>9.3f}", median_of(all, phase));
  }
  fmt::print("{:>9.3f}  {}\n", ready, path);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  leadscore::keep_memory();
  int runs = 21;
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--runs" && i + 1 < argc) {
      runs = std::max(1, atoi(argv[++i]));
    } else {
      paths.emplace_back(argv[i]);
    }
  }
  if (paths.empty()) {
    fmt::print(stderr, "usage: compile_phases [--runs N] MODEL...\n");
    return 2;
  }
  fmt::print("{:>9}", "bytes");
  for (const char* phase : kPhases) fmt::print("{:>9}", phase);
  fmt::print("{:>9}   (ms; ready: parse to scorer)\n", "ready");
  bool is_good = true;
  for (const std::string& path : paths) is_good = measure(path, runs) && is_good;
  return is_good ? 0 : 1;
}
