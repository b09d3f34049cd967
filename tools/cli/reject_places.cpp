#include "tools/cli/reject_places.hpp"

#include "runtime/output/wording.hpp"

#include <fmt/format.h>

namespace leadscore::cli {
namespace {

constexpr std::size_t kMaxPlaces = 3;

}  // namespace

std::string summary_row(std::string_view title, std::string_view text) {
  return fmt::format("{:<9} {}\n", title, text);
}

void RejectPlaces::add(const runtime::Reject& reject) {
  if (first_.size() == kMaxPlaces) return;
  first_.push_back({reject.file, reject.line, reject.reason});
}

std::string RejectPlaces::text(std::uint64_t count) const {
  if (count == 0) return {};
  std::string text = summary_row("rejected", runtime::counted(count, "record"));
  for (const Place& place : first_) {
    text += summary_row("", fmt::format("{}:{}: {}", place.file, place.line, place.reason));
  }
  if (count > first_.size()) {
    text += summary_row("", fmt::format("and {} more", runtime::grouped(count - first_.size())));
  }
  return text;
}

}  // namespace leadscore::cli
