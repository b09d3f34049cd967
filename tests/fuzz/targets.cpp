#include "tests/fuzz/targets.hpp"

#include "base/check.hpp"
#include "bytecode/disassemble.hpp"
#include "bytecode/image.hpp"
#include "compiler/ast/print.hpp"
#include "compiler/compile.hpp"
#include "compiler/diagnostics/render.hpp"
#include "compiler/parse/parse.hpp"
#include "runtime/batch/batch_scorer.hpp"
#include "runtime/explain.hpp"
#include "runtime/output/lead_json.hpp"
#include "runtime/records/lead_line_reader.hpp"
#include "runtime/records/record_reader.hpp"
#include "runtime/scorer.hpp"
#include "tests/fuzz/bytes_file.hpp"

#include <xxhash.h>

#include <array>
#include <cstdint>
#include <string>
#include <utility>

namespace leadscore::fuzz {
namespace {

constexpr TimeMs kAsOf = 1'769'817'600'000;  // 2026-01-31
constexpr std::size_t kBlockLeads = 16;

/// Looks at every type of field and attribute, and at every way of asking for events.
constexpr std::string_view kModel = R"(
model "fuzz" for email is not "nobody"
lead {
  id_text:      text from "ID 2" unknown as "n/a", ""
  email:        text
  company.city: text
  employees:    number = 3 unknown as -1
  plan:         one of "free", "team"
  is_open:      yes/no
  tags:         list of text unknown as "none"
  created_at:   time unknown as "2000-01-01"
}
event watched(video) { seconds: number unknown as 0; hd: yes/no; at_home: list of text; when_seen: time } from "Video Seen"
when id_text is known +1
when domain of email in ["gmail.com"] or company.city matches "*ville" or email matches regex "^a+b" +2
when (employees * 2 - 1) > (total amount of purchased() in 90 days) +3
when plan is "team" and is_open and tags includes "x" +4
when created_at in the last 7 days +5
when visited("/pricing*") where host is "acme.com" and utm_source contains "mail" +6 each, up to 20, decays 10% every 7 days
when watched("demo") where seconds >= 60 and hd is yes and at_home includes "a" and when_seen since 2020-01-01 +7 each day, fades over 30 days
when activity at least 2 times +8
when visited("/cart") then purchased() within 2 days +9
when visited("/cart") not followed by purchased() within 2 days +10
when visited() at least 2 different pages in the last 30 days +11
when opened() on at least 2 days +12
points by days since visited() { under 3 +5; 3 to 9 +2; otherwise -1 }
a at 5
b at 10 when score >= 12
alert "up" when score rose 5 in 7 days
)";

/// Where the mistakes of a text are shown, whatever they are.
void render_all(const Compilation& compilation) {
  static_cast<void>(render(compilation.diagnostics, compilation.sources, RenderStyle::kPlain));
}

void run_parse(std::string_view bytes) {
  SourceMap sources;
  Interner texts;
  Diagnostics diagnostics;
  const FileId file = sources.add("fuzz.score", std::string(bytes));
  const ast::File tree = parse(sources, file, texts, diagnostics);
  static_cast<void>(ast::print(tree, texts, sources));
  diagnostics.sort();
  static_cast<void>(render(diagnostics, sources, RenderStyle::kPlain));
}

void run_compile(std::string_view bytes) {
  const Compilation compilation = compile("fuzz.score", std::string(bytes));
  render_all(compilation);
  if (compilation.program) static_cast<void>(bytecode::disassemble(*compilation.program));
}

/// Scores, explains and shows each lead of a file; returns what was shown, rejects too.
std::string score_all(const bytecode::Program& program, runtime::ReaderOptions options) {
  std::string shown;
  options.on_reject = [&](const runtime::Reject& reject) {
    shown += std::to_string(reject.line) + ": " + reject.reason + "\n";
  };
  auto reader = runtime::RecordReader::open(program, std::move(options));
  if (!reader) return shown;
  const runtime::Scorer scorer(program);
  runtime::LeadBatch batch(program);
  runtime::Workspace workspace;
  runtime::ScoreBatch scores;
  const runtime::BatchScorer batch_scorer(scorer);
  runtime::BatchWorkspace batch_workspace;
  runtime::ScoreBatch batch_scores;
  while ((*reader)->read(batch, kBlockLeads) && batch.size() > 0) {
    scorer.score(batch, kAsOf, workspace, scores);
    batch_scorer.score(batch, kAsOf, batch_workspace, batch_scores);
    LEADSCORE_CHECK(scores == batch_scores, "the engines do not agree");
    for (std::size_t lead = 0; lead < batch.size(); ++lead) {
      const runtime::Explanation explanation =
          runtime::explain(scorer, batch, lead, kAsOf, workspace);
      runtime::append_lead_json(shown, {.program = program,
                                        .batch = batch,
                                        .scores = scores,
                                        .lead = lead,
                                        .explanation = &explanation});
    }
  }
  return shown;
}

void score_bytes(const bytecode::Program& program, std::string_view leads) {
  const BytesFile file(leads);
  static_cast<void>(score_all(program, {.path = file.path()}));
}

constexpr std::string_view kLeads =
    R"({"id": "1", "email": "a@gmail.com", "employees": 5, "events": [{"type": "visited", "page": "/pricing", "at": "2026-01-30"}, {"type": "watched", "video": "demo", "seconds": 90, "at": "2026-01-29"}]}
{"id": "2", "tags": ["x"], "plan": "team"}
)";

/// An image's magic, version, size and checksum.
constexpr std::size_t kMagicBytes = 14;
constexpr std::size_t kHeaderBytes = kMagicBytes + 4 + 8 + 8;

/// The image with the size and the checksum that its bytes have now: no change gets past those by
/// chance, and what they guard would never be reached.
std::string repaired(std::string_view bytes) {
  std::string image(bytes);
  if (image.size() < kHeaderBytes) return image;
  const std::size_t size = image.size() - kHeaderBytes;
  const std::array<std::uint64_t, 2> numbers = {size,
                                                XXH3_64bits(image.data() + kHeaderBytes, size)};
  for (std::size_t byte = 0; byte < 16; ++byte) {
    const std::uint64_t number = numbers[byte / 8] >> (8 * (byte % 8));
    image[kMagicBytes + 4 + byte] = static_cast<char>(static_cast<unsigned char>(number));
  }
  return image;
}

void run_image(std::string_view bytes) {
  static_cast<void>(bytecode::read_image(bytes));
  const auto program = bytecode::read_image(repaired(bytes));
  if (!program) return;
  static_cast<void>(bytecode::disassemble(*program));
  score_bytes(*program, kLeads);
  const auto again = bytecode::read_image(bytecode::write_image(*program));
  LEADSCORE_CHECK(again, "an image that was read cannot be written and read again");
}

const bytecode::Program& program_for_records() {
  static const Compilation compilation = compile("model.score", std::string(kModel));
  LEADSCORE_CHECK(
      compilation.program,
      render(compilation.diagnostics, compilation.sources, RenderStyle::kPlain).c_str());
  return *compilation.program;
}

/// JSON lines, CSV, Segment messages, gzip, UTF-16: the reader finds out what it is. Read quickly
/// and read by the general reader alone it is the same.
void run_leads(std::string_view bytes) {
  const BytesFile file(bytes);
  const std::string quick = score_all(program_for_records(), {.path = file.path()});
  const std::string general =
      score_all(program_for_records(), {.path = file.path(), .is_quick = false});
  LEADSCORE_CHECK(quick == general, "the quick reader reads other leads than the general one");
}

/// By the reader for many leads in memory and by the one for a single lead: both say the same.
void run_lead_json(std::string_view bytes) {
  const bytecode::Program& program = program_for_records();
  runtime::LeadBatch batch(program);
  runtime::ReadReport report;
  const auto alone = runtime::read_json_lead(program, bytes, "1", batch, report);
  runtime::LeadLineReader reader(program);
  runtime::LeadBatch quick(program);
  const auto read = reader.read(bytes, quick);
  LEADSCORE_CHECK(
      static_cast<bool>(read) == static_cast<bool>(alone) && quick.size() == batch.size(),
      "the reader of lines takes other leads than the one of a single lead");
}

void run_events(std::string_view bytes) {
  const BytesFile leads(kLeads);
  const BytesFile events(bytes);
  static_cast<void>(score_all(
      program_for_records(),
      {.path = leads.path(), .events = runtime::EventsFileOptions{.path = events.path()}}));
}

/// A model, a zero byte, and leads for it: all stages, and an image on the way.
void run_stages(std::string_view bytes) {
  const std::size_t end = bytes.find('\0');
  const Compilation compilation = compile("fuzz.score", std::string(bytes.substr(0, end)));
  render_all(compilation);
  if (!compilation.program) return;
  const auto program = bytecode::read_image(bytecode::write_image(*compilation.program));
  LEADSCORE_CHECK(program, "the image of a compiled model cannot be read");
  score_bytes(*program, end == std::string_view::npos ? kLeads : bytes.substr(end + 1));
}

constexpr std::array kTargets{
    Target{"parse", run_parse},   Target{"compile", run_compile},     Target{"image", run_image},
    Target{"leads", run_leads},   Target{"lead_json", run_lead_json}, Target{"events", run_events},
    Target{"stages", run_stages},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

}  // namespace leadscore::fuzz
