#include "compiler/check/test_blocks.hpp"

#include "base/time.hpp"
#include "compiler/check/event_tests.hpp"
#include "compiler/check/expectations.hpp"
#include "compiler/check/test_fields.hpp"

#include <algorithm>
#include <unordered_map>
#include <variant>

namespace leadscore::checking {
namespace {

/// 2026-01-01, the moment of a test that does not say (§8).
constexpr TimeMs kDefaultAsOf = 20'454 * kMsPerDay;

class TestBlockCheck {
 public:
  TestBlockCheck(Context& context, const OutcomeNames& outcomes, const ast::TestStatement& test,
                 Span span)
      : context_(context), outcomes_(outcomes), test_(test) {
    block_.name = context.builder.text(context.text(test.name.text));
    block_.as_of = test.as_of ? test.as_of->date.time : kDefaultAsOf;
    block_.span = span;
  }

  [[nodiscard]] model::TestBlock check() {
    block_.fields = check_test_fields(context_, test_.fields);
    for (const ast::TestEvent& event : test_.events) add_event(event);
    for (const ast::Expectation& expectation : test_.expectations) {
      if (auto node = check_expectation(context_, outcomes_, expectation)) {
        block_.expectations.push_back({std::move(*node), expectation.span});
      }
    }
    if (test_.expectations.empty() && !has_errors()) {
      Diagnostic& diagnostic =
          context_.diagnostics.report<DiagnosticKind::kTestWithoutExpect>(test_.name.span);
      diagnostic.help.emplace_back("say what must come out, such as `expect score 35`");
    }
    return std::move(block_);
  }

 private:
  /// Whether something in the test was complained of; it may have been an expectation.
  [[nodiscard]] bool has_errors() const {
    return std::ranges::any_of(context_.diagnostics.all(), [this](const Diagnostic& diagnostic) {
      return severity_of(diagnostic.kind) == Severity::kError &&
             diagnostic.span.file == block_.span.file &&
             diagnostic.span.begin >= block_.span.begin && diagnostic.span.end <= block_.span.end;
    });
  }

  void add_event(const ast::TestEvent& event) {
    const auto kind = find_kind(context_, event.kind);
    if (!kind) return;
    auto attributes = check_test_attributes(context_, *kind, event.attributes);
    if (!check_count(event)) return;
    std::optional<TextId> subject;
    if (event.subject) {
      subject = context_.builder.text(context_.text(event.subject->text));
    }
    if (event.time_kind != ast::TestTimeKind::kDaily) {
      block_.events.push_back(
          {*kind, subject, std::move(attributes), moment_of(event), event.times});
      return;
    }
    for (std::uint32_t day = event.daily_days; day > 0; --day) {
      const TimeMs at = block_.as_of - std::int64_t{day - 1} * kMsPerDay;
      block_.events.push_back({*kind, subject, attributes, at, event.times});
    }
  }

  /// Whether the test stays within its limit; the first event beyond it is reported.
  bool check_count(const ast::TestEvent& event) {
    const bool is_daily = event.time_kind == ast::TestTimeKind::kDaily;
    const std::uint64_t added =
        std::uint64_t{event.times} * (is_daily ? std::uint64_t{event.daily_days} : 1);
    const bool was_within = event_count_ <= kMaxTestEvents;
    event_count_ = std::min(event_count_ + added, std::uint64_t{1} << 62);
    if (event_count_ <= kMaxTestEvents) return true;
    if (was_within) {
      Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kTooManyEvents>(
          event.span, event_count_, kMaxTestEvents);
      diagnostic.help.emplace_back("a test needs few events: as many as the rule asks for");
    }
    return false;
  }

  TimeMs moment_of(const ast::TestEvent& event) {
    switch (event.time_kind) {
      case ast::TestTimeKind::kYesterday:
        return block_.as_of - kMsPerDay;
      case ast::TestTimeKind::kAgo:
        return block_.as_of - event.ago_ms;
      case ast::TestTimeKind::kOn:
        if (event.on.time > block_.as_of) report_after_as_of(event);
        return event.on.time;
      case ast::TestTimeKind::kNow:
      case ast::TestTimeKind::kToday:
      case ast::TestTimeKind::kDaily:
        break;
    }
    return block_.as_of;
  }

  void report_after_as_of(const ast::TestEvent& event) {
    const bool is_midnight = block_.as_of % kMsPerDay == 0;
    const std::string moment = is_midnight ? format_date(block_.as_of) : format_time(block_.as_of);
    Diagnostic& diagnostic =
        context_.diagnostics.report<DiagnosticKind::kEventAfterAsOf>(event.span, moment);
    if (test_.as_of) {
      diagnostic.labels.push_back({test_.as_of->span, "the moment of the test"});
      diagnostic.help.emplace_back(
          "events after it do not exist yet: write an earlier date here, "
          "or a later one there");
    } else {
      diagnostic.help.emplace_back(
          "a test that does not say is as of 2026-01-01: write a later moment before the lead, "
          "such as `as of 2026-03-01`");
    }
  }

  Context& context_;
  const OutcomeNames& outcomes_;
  const ast::TestStatement& test_;
  model::TestBlock block_;
  std::uint64_t event_count_ = 0;
};

}  // namespace

void add_test_blocks(Context& context) {
  const OutcomeNames outcomes = collect_outcome_names(context);
  for (const ast::StatementId id : context.file.meant) {
    const ast::Statement& statement = context.file.statements[id];
    const auto* test = std::get_if<ast::TestStatement>(&statement.node);
    if (test == nullptr) continue;
    TestBlockCheck check(context, outcomes, *test, statement.span);
    context.builder.model.test_blocks.push_back(check.check());
  }
}

}  // namespace leadscore::checking
