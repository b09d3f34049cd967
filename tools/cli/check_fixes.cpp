#include "tools/cli/check_fixes.hpp"

#include "compiler/lint/allow.hpp"
#include "tools/cli/model_file.hpp"

#include <algorithm>
#include <cstdint>

namespace leadscore::cli {
namespace {

constexpr int kMaxRounds = 10;

/// The fixes of this file that may be applied together, in its order.
std::vector<Fix> choose_fixes(const Compilation& compilation, const lint::Severities& severities,
                              FixSafety least) {
  std::vector<Fix> fixes;
  for (const Diagnostic& diagnostic : find_all(compilation, severities)) {
    const auto fix = std::ranges::find_if(diagnostic.fixes, [&](const Fix& candidate) {
      return candidate.span.file == compilation.file && candidate.safety >= least;
    });
    if (fix != diagnostic.fixes.end()) fixes.push_back(*fix);
  }
  std::ranges::stable_sort(fixes, {}, [](const Fix& fix) { return fix.span.begin; });
  std::vector<Fix> chosen;
  for (Fix& fix : fixes) {
    const bool overlaps = !chosen.empty() && (fix.span.begin < chosen.back().span.end ||
                                              fix.span.begin == chosen.back().span.begin);
    if (!overlaps) chosen.push_back(std::move(fix));
  }
  return chosen;
}

std::string with_fixes(std::string_view text, const std::vector<Fix>& fixes) {
  std::string result;
  std::size_t at = 0;
  for (const Fix& fix : fixes) {
    result += text.substr(at, fix.span.begin - at);
    result += fix.text;
    at = fix.span.end;
  }
  result += text.substr(at);
  return result;
}

}  // namespace

std::vector<Diagnostic> find_all(const Compilation& compilation,
                                 const lint::Severities& severities) {
  return lint::apply_allows(compilation, severities, lint::with_advice(compilation, severities));
}

FixedText apply_fixes(const std::string& path, const std::string& text,
                      const lint::Severities& severities, FixSafety least) {
  FixedText fixed{.text = text};
  std::size_t errors_before = 0;
  std::size_t errors = 0;
  for (int round = 0; round <= kMaxRounds; ++round) {
    const auto compilation = compile_model_text(path, fixed.text);
    errors = compilation ? compilation->diagnostics.error_count() : SIZE_MAX;
    if (round == 0) errors_before = errors;
    if (!compilation || round == kMaxRounds) break;
    const std::vector<Fix> fixes = choose_fixes(*compilation, severities, least);
    std::string next = with_fixes(fixed.text, fixes);
    if (next == fixed.text) break;
    fixed.text = std::move(next);
    fixed.applied += fixes.size();
  }
  // On the way there may be more of them: a mended line shows what was hidden in it.
  if (errors > errors_before) return {.text = text, .applied = 0, .is_refused = true};
  return fixed;
}

}  // namespace leadscore::cli
