// Scoring takes no memory once its scratch memory is large enough, for leads in ASCII. This file
// counts every allocation of the test program.

#include "bytecode/verify.hpp"
#include "runtime/batch/batch_scorer.hpp"
#include "runtime/records/lead_line_reader.hpp"
#include "runtime/scorer.hpp"
#include "tests/unit/bytecode/program_maker.hpp"
#include "tests/unit/runtime/vm/random_lead.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <random>
#include <string>
#include <vector>

namespace {

std::atomic<std::uint64_t> allocation_count = 0;

}  // namespace

// All that operator delete may be given, so that a sanitizer sees pairs.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  allocation_count.fetch_add(1, std::memory_order_relaxed);
  return std::malloc(size == 0 ? 1 : size);
}

void* operator new(std::size_t size) {
  void* memory = operator new(size, std::nothrow);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace leadscore::runtime {

TEST_CASE("Scoring a batch again allocates nothing") {
  std::mt19937_64 random(7);
  const auto below = [&random](std::size_t count) {
    return static_cast<std::size_t>(random() % count);
  };
  const bytecode::Program program = bytecode::program_with_everything();
  REQUIRE(bytecode::verify(program));
  LeadBatch batch(program);
  for (int lead = 0; lead < 200; ++lead) {
    add_lead(batch, random_values(program, below), random_events(program, below));
  }
  const Scorer scorer(program);
  Workspace workspace;
  ScoreBatch scores;
  const auto allocations = [&] {
    const std::uint64_t before = allocation_count;
    scorer.score(batch, kRandomLeadNow, workspace, scores);
    return allocation_count - before;
  };
  CHECK(allocations() > 0);
  CHECK(allocations() == 0);
  const BatchScorer batch_scorer(scorer);
  BatchWorkspace batch_workspace;
  const auto batch_allocations = [&] {
    const std::uint64_t before = allocation_count;
    batch_scorer.score(batch, kRandomLeadNow, batch_workspace, scores);
    return allocation_count - before;
  };
  CHECK(batch_allocations() > 0);
  CHECK(batch_allocations() == 0);
}

TEST_CASE("Reading a lead in memory and scoring it alone allocates nothing after the first round") {
  std::mt19937_64 random(11);
  const auto below = [&random](std::size_t count) {
    return static_cast<std::size_t>(random() % count);
  };
  const bytecode::Program program = bytecode::program_with_everything();
  const Scorer scorer(program);
  const BatchScorer batch_scorer(scorer);
  BatchWorkspace workspace;
  ScoreBatch scores;
  std::vector<LeadBatch> alone;
  for (int lead = 0; lead < 50; ++lead) {
    add_lead(alone.emplace_back(program), random_values(program, below),
             random_events(program, below));
  }
  const auto scoring = [&] {
    const std::uint64_t before = allocation_count;
    for (const LeadBatch& batch : alone) {
      batch_scorer.score(batch, kRandomLeadNow, workspace, scores);
    }
    return allocation_count - before;
  };
  CHECK(scoring() > 0);
  CHECK(scoring() == 0);

  LeadLineReader reader(program);
  LeadBatch batch(program);
  std::string line = R"({"id":"a","title":"CTO","size":12,"events":[)";
  for (int event = 0; event < 40; ++event) {
    line += R"({"type":"visited","subject":"/pricing","at":"2025-12-01T10:00:00Z"},)";
  }
  line.back() = ']';
  line += '}';
  const auto reading = [&] {
    const std::uint64_t before = allocation_count;
    batch.clear();
    const bool is_read = static_cast<bool>(reader.read(line, batch));
    const std::uint64_t allocations = allocation_count - before;
    CHECK(is_read);
    return allocations;
  };
  CHECK(reading() > 0);
  CHECK(reading() == 0);
  CHECK(batch.size() == 1);
}

}  // namespace leadscore::runtime
