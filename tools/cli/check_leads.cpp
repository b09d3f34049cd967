#include "tools/cli/check_leads.hpp"

#include "base/text/fold.hpp"
#include "base/text/nearest.hpp"
#include "bytecode/describe.hpp"
#include "runtime/output/json_text.hpp"
#include "runtime/output/wording.hpp"
#include "runtime/scorer.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/reading.hpp"
#include "tools/cli/rule_firings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::cli {
namespace {

/// How many distinct values of a field are kept; those that come later are not looked at.
constexpr std::size_t kMaxValues = 10'000;
/// Shorter texts differ in one character by nature, and longer ones are no words.
constexpr std::size_t kMinNearBytes = 4;
constexpr std::size_t kMaxNearBytes = 64;

/// A rule, a row of a table, or a rule of a `best of`.
struct Firing {
  std::string place;
  std::string words;
};

/// The texts with one character (byte) less, and the text itself.
std::vector<std::string> shortened(std::string_view text) {
  std::vector<std::string> all{std::string(text)};
  for (std::size_t i = 0; i < text.size(); ++i) {
    all.push_back(std::string(text.substr(0, i)) + std::string(text.substr(i + 1)));
  }
  return all;
}

class LeadsCheck {
 public:
  explicit LeadsCheck(const LoadedProgram& loaded)
      : loaded_(loaded), program_(loaded.program), scorer_(program_), counts_(program_) {
    name_firings();
    known_.resize(program_.fields.size());
    values_.resize(program_.fields.size());
    kinds_.resize(program_.kinds.size());
    selections_.resize(program_.selections.size());
  }

  Result<void> read(const Options& options) {
    auto reading = reading_of(options);
    if (!reading) return reading.error();
    reading->reader.is_strict = false;
    auto reader = runtime::RecordReader::open(program_, reading->reader);
    if (!reader) return reader.error();
    runtime::LeadBatch batch(program_);
    for (;;) {
      if (const auto read = (*reader)->read(batch, runtime::ScoringRun::kJobLeads); !read) {
        return read.error();
      }
      if (batch.size() == 0) break;
      for (std::size_t lead = 0; lead < batch.size(); ++lead)
        count(batch, lead, reading->moments.as_of);
    }
    report_ = (*reader)->report();
    find();
    return {};
  }

  [[nodiscard]] bool has_findings() const { return !findings_.empty(); }

  [[nodiscard]] std::string text() const {
    std::string text = fmt::format("{}: {}", loaded_.path, runtime::counted(report_.leads, "lead"));
    if (inside_ != report_.leads) {
      text += fmt::format(", of which the model is for {}", runtime::grouped(inside_));
    }
    text += "\n\n   leads       %  rule\n";
    for (std::size_t i = 0; i < firings_.size(); ++i) {
      text += fmt::format("{:>8}{:>8.1f}  {}: {}\n", runtime::grouped(counts_.counts()[i]),
                          percent(i), firings_[i].place, firings_[i].words);
    }
    if (!findings_.empty()) text += '\n';
    for (const std::string& finding : findings_) text += finding + '\n';
    return text;
  }

  [[nodiscard]] std::string json() const {
    std::string text = "{\"model\": ";
    runtime::append_json_string(text, loaded_.path);
    text += fmt::format(", \"leads\": {}, \"inside\": {}, \"rules\": [", report_.leads, inside_);
    std::string_view separator = "\n  ";
    for (std::size_t i = 0; i < firings_.size(); ++i) {
      const Firing& firing = firings_[i];
      text += fmt::format("{}{{\"place\": ", separator);
      separator = ",\n  ";
      runtime::append_json_string(text, firing.place);
      text += ", \"rule\": ";
      runtime::append_json_string(text, firing.words);
      text +=
          fmt::format(", \"count\": {}, \"percent\": {:.1f}}}", counts_.counts()[i], percent(i));
    }
    text += "],\n \"findings\": [";
    separator = "\n  ";
    for (const std::string& finding : findings_) {
      text += separator;
      separator = ",\n  ";
      runtime::append_json_string(text, finding);
    }
    return text + "]}\n";
  }

 private:
  [[nodiscard]] double percent(std::size_t firing) const {
    if (inside_ == 0) return 0;
    return 100.0 * static_cast<double>(counts_.counts()[firing]) / static_cast<double>(inside_);
  }

  void name_firing(const bytecode::Wording& wording, std::string words) {
    const std::string file(wording.file ? program_.texts.text(*wording.file)
                                        : std::string_view(loaded_.path));
    firings_.push_back(
        {.place = fmt::format("{}:{}", file, wording.line), .words = std::move(words)});
  }

  [[nodiscard]] std::string words_of(const bytecode::Wording& wording) const {
    return std::string(program_.texts.text(wording.condition));
  }

  void name_firings() {
    for (const bytecode::Contribution& one : program_.contributions) {
      if (const auto* rule = std::get_if<bytecode::RuleId>(&one.source)) {
        name_rule(*rule);
      } else if (const auto* id = std::get_if<bytecode::TableId>(&one.source)) {
        const bytecode::Table& table = program_.tables[*id];
        for (const bytecode::Row& row : table.rows) {
          name_firing(row.wording, words_of(table.wording) + ": " + words_of(row.wording));
        }
      } else {
        const auto best_of = std::get<bytecode::BestOfId>(one.source);
        for (const bytecode::RuleId one_rule : program_.best_ofs[best_of].rules)
          name_rule(one_rule);
      }
    }
  }

  void name_rule(bytecode::RuleId id) {
    const bytecode::Rule& rule = program_.rules[id];
    name_firing(rule.wording, words_of(rule.wording));
  }

  void count(const runtime::LeadBatch& batch, std::size_t lead, TimeMs as_of) {
    scores_.reset(program_, 1);
    scorer_.score_lead(batch, lead, as_of, workspace_, scores_, 0);
    count_fields(batch, lead);
    for (std::size_t i = 0; i < batch.event_count(lead); ++i) {
      const bytecode::KindId kind = batch.event(lead, i).kind;
      if (kind.is_valid()) ++kinds_[kind.value];
    }
    for (std::size_t i = 0; i < selections_.size(); ++i) {
      selections_[i] += workspace_.event_counts[i];
    }
    if (!scores_.applies(0)) return;
    ++inside_;
    counts_.count(workspace_);
  }

  void count_fields(const runtime::LeadBatch& batch, std::size_t lead) {
    for (const bytecode::FieldId id : program_.fields.ids()) {
      if (!batch.is_known(id, lead)) continue;
      ++known_[id.value];
      if (program_.fields[id].type != bytecode::FieldType::kText) continue;
      const std::string_view value = batch.text(id, lead);
      if (value.size() > kMaxNearBytes) continue;
      auto& values = values_[id.value];
      const std::string key(value);
      if (const auto found = values.find(key); found != values.end()) {
        ++found->second;
      } else if (values.size() < kMaxValues) {
        values.emplace(key, 1);
      }
    }
  }

  void find() {
    for (std::size_t i = 0; i < firings_.size() && inside_ > 0; ++i) {
      const Firing& firing = firings_[i];
      const std::uint64_t count = counts_.counts()[i];
      if (count == 0) {
        findings_.push_back(fmt::format("{}: fires for no lead: {}", firing.place, firing.words));
      } else if (count == inside_) {
        findings_.push_back(
            fmt::format("{}: fires for every lead: {}", firing.place, firing.words));
      }
    }
    find_absent();
    find_near();
    for (const runtime::UnreadValue& unread : report_.unread_values) {
      findings_.push_back(
          fmt::format("{}:{}: {} of {} {} not read as {}, first \"{}\"", unread.file, unread.line,
                      runtime::counted(unread.count, "value"), unread.name,
                      unread.count == 1 ? "does" : "do", unread.type, unread.value));
    }
    if (report_.rejected > 0) findings_.push_back(rejected_text(report_.rejected));
  }

  void find_absent() {
    if (report_.leads == 0) return;
    for (const bytecode::FieldId id : program_.fields.ids()) {
      if (known_[id.value] > 0) continue;
      findings_.push_back(
          fmt::format("no lead has the field {}", program_.texts.text(program_.fields[id].name)));
    }
    for (const bytecode::KindId id : program_.kinds.ids()) {
      if (kinds_[id.value] > 0) continue;
      findings_.push_back(
          fmt::format("no lead has an event {}()", program_.texts.text(program_.kinds[id].name)));
    }
    for (const bytecode::SelectionId id : program_.selections.ids()) {
      const bytecode::KindId kind = program_.selections[id].kind;
      const bool is_kind_absent = kind.is_valid() && kinds_[kind.value] == 0;
      if (selections_[id.value] > 0 || is_kind_absent) continue;
      findings_.push_back(fmt::format("no event fits {}", bytecode::describe(program_, id)));
    }
  }

  /// The texts, folded, that the model compares each field with as a whole.
  [[nodiscard]] std::map<bytecode::FieldId, std::unordered_set<std::string>> literals() const {
    std::map<bytecode::FieldId, std::unordered_set<std::string>> all;
    for (const bytecode::Signal& signal : program_.signals) {
      const auto* test = std::get_if<bytecode::TextSignal>(&signal);
      if (test == nullptr || test->op != bytecode::TextOperator::kIs) continue;
      const auto* field = std::get_if<bytecode::FieldId>(&test->subject.of);
      if (field == nullptr || test->subject.is_domain) continue;
      for (const TextId literal : program_.text_sets[test->literals]) {
        all[*field].emplace(program_.texts.text(literal));
      }
    }
    return all;
  }

  /// Values of the data that are one slip away from a text of the model: both lose a character, and
  /// are looked up.
  void find_near() {
    for (const auto& [field, literals] : literals()) {
      std::unordered_map<std::string, std::vector<std::string>> by_shortened;
      for (const std::string& literal : literals) {
        if (literal.size() < kMinNearBytes || literal.size() > kMaxNearBytes) continue;
        for (const std::string& key : shortened(literal)) by_shortened[key].push_back(literal);
      }
      const std::map<std::string, std::uint64_t> values(values_[field.value].begin(),
                                                        values_[field.value].end());
      for (const auto& [value, count] : values) {
        const std::string folded = text::fold(value);
        if (folded.size() < kMinNearBytes || literals.contains(folded)) continue;
        if (const auto near = near_of(folded, by_shortened)) {
          findings_.push_back(fmt::format("{} is \"{}\" for {}, nearly \"{}\" of the model",
                                          program_.texts.text(program_.fields[field].name), value,
                                          runtime::counted(count, "lead"), *near));
        }
      }
    }
  }

  static std::optional<std::string> near_of(
      const std::string& value,
      const std::unordered_map<std::string, std::vector<std::string>>& by_shortened) {
    std::optional<std::string> best;
    for (const std::string& key : shortened(value)) {
      const auto found = by_shortened.find(key);
      if (found == by_shortened.end()) continue;
      for (const std::string& literal : found->second) {
        if (text::is_within(value, literal, 1) && (!best || literal < *best)) best = literal;
      }
    }
    return best;
  }

  const LoadedProgram& loaded_;
  const bytecode::Program& program_;
  runtime::Scorer scorer_;
  runtime::Workspace workspace_;
  runtime::ScoreBatch scores_;
  runtime::ReadReport report_;
  std::uint64_t inside_ = 0;  // leads that the model is for
  RuleFirings counts_;
  std::vector<Firing> firings_;            // in the order of the counts
  std::vector<std::uint64_t> known_;       // by FieldId
  std::vector<std::uint64_t> kinds_;       // by KindId
  std::vector<std::uint64_t> selections_;  // by SelectionId
  std::vector<std::unordered_map<std::string, std::uint64_t>> values_;  // by FieldId
  std::vector<std::string> findings_;
};

}  // namespace

ExitCode check_leads(const Options& options, Console& console) {
  const auto fail = [&](const Error& error) {
    console.say_error(error.message);
    return ExitCode::kUsage;
  };
  const std::string format = options.format.value_or("text");
  if (format != "text" && format != "json") {
    return fail({fmt::format("--leads shows its findings as text or json, not as {}", format)});
  }
  const auto paths = find_models(options.files);
  if (!paths) return fail(paths.error());
  if (paths->size() > 1 && options.leads == "-") {
    return fail({"standard input can be read once; name one model, or a file of leads"});
  }
  const LoadedPrograms loaded = load_programs(*paths, console);
  if (loaded.programs.empty()) return loaded.exit_code;
  std::string text;
  bool has_findings = false;
  for (const LoadedProgram& program : loaded.programs) {
    LeadsCheck check(program);
    if (const auto read = check.read(options); !read) return fail(read.error());
    if (!text.empty()) text += '\n';
    text += format == "json" ? check.json() : check.text();
    has_findings = has_findings || check.has_findings();
  }
  const ExitCode printed = print(text, console);
  if (printed != ExitCode::kFine) return printed;
  return has_findings && options.is_strict ? ExitCode::kFindings : ExitCode::kFine;
}

}  // namespace leadscore::cli
