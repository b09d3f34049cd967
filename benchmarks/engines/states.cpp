#include "benchmarks/engines/states.hpp"

#include "benchmarks/engines/timing.hpp"
#include "runtime/scorer.hpp"
#include "runtime/state/state_scorer.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace leadscore::benchmarks {
namespace {

constexpr std::size_t kLeads = 1000;
constexpr int kRounds = 10;

/// A lead's fields, and its events in the order in which they happened.
struct Stream {
  std::vector<runtime::FieldChange> fields;
  std::vector<runtime::Event> events;
};

std::vector<Stream> read_streams(const bytecode::Program& program,
                                 const std::vector<runtime::LeadBatch>& batches) {
  std::vector<Stream> streams;
  for (const runtime::LeadBatch& batch : batches) {
    for (std::size_t lead = 0; lead < batch.size() && streams.size() < kLeads; ++lead) {
      Stream& stream = streams.emplace_back();
      for (const bytecode::FieldId field : program.fields.ids()) {
        batch.read_field(lead, field, stream.fields.emplace_back().value);
        stream.fields.back().field = field;
      }
      for (std::size_t at = 0; at < batch.event_count(lead); ++at) {
        stream.events.push_back(batch.event(lead, at));
      }
      std::ranges::stable_sort(stream.events, {}, &runtime::Event::time);
    }
  }
  return streams;
}

}  // namespace

nlohmann::ordered_json measure_states(const bytecode::Program& program,
                                      const std::vector<runtime::LeadBatch>& batches,
                                      double clock_ns) {
  const std::vector<Stream> streams = read_streams(program, batches);
  const runtime::Scorer scorer(program);
  const runtime::StateScorer states(scorer);
  runtime::StateWorkspace workspace(program);
  std::vector<double> times;
  std::int64_t sum = 0;
  std::size_t bytes = 0;
  std::uint64_t read = 0;
  for (int round = 0; round <= kRounds; ++round) {
    for (const Stream& stream : streams) {
      if (stream.events.empty()) continue;
      const TimeMs first = stream.events.front().time.value_or(0);
      runtime::LeadState state = states.begin(first, workspace);
      states.change_fields(state, stream.fields, first, workspace);
      for (const runtime::Event& event : stream.events) {
        // Who hands an event over has just read it: its text is in the cache.
        for (const char byte : event.subject.value_or("")) read += static_cast<unsigned char>(byte);
        const auto start = Clock::now();
        states.take(state, {.event = event}, event.time.value_or(0), workspace);
        sum += state.score_thousandths();
        const double ns = ns_since(start);
        if (round > 0) times.push_back(ns);  // the first warms up
      }
      if (round == 0) bytes += state.memory_bytes();
    }
  }
  double all = 0;
  for (const double ns : times) all += ns - clock_ns;
  return {{"events", times.size() / kRounds},
          {"event_p50_ns", quantile(times, 0.5) - clock_ns},
          {"event_p99_ns", quantile(times, 0.99) - clock_ns},
          {"event_mean_ns", all / static_cast<double>(times.size())},
          {"read", read},
          {"bytes", bytes / streams.size()},
          {"sum", sum / 1000}};
}

}  // namespace leadscore::benchmarks
