#include "base/text/regex.hpp"

#include <re2/re2.h>

#include <utility>

namespace leadscore::text {

struct Regex::Compiled {
  Compiled(std::string_view pattern, const re2::RE2::Options& options)
      : expression(re2::StringPiece(pattern.data(), pattern.size()), options) {}

  re2::RE2 expression;
};

Result<Regex> Regex::parse(std::string_view pattern) {
  re2::RE2::Options options;
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  auto compiled = std::make_shared<const Compiled>(pattern, options);
  if (!compiled->expression.ok()) return Error{compiled->expression.error()};
  return Regex(std::move(compiled));
}

bool Regex::matches(std::string_view normalised) const {
  return re2::RE2::PartialMatch(re2::StringPiece(normalised.data(), normalised.size()),
                                compiled_->expression);
}

}  // namespace leadscore::text
