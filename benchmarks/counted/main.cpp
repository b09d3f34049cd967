// Work whose instructions are counted: callgrind collects only what happens below counted_work().
//   counted CASE IMAGE LEADS.jsonl
//   counted engines                   prints their names
// CASE is `run` (the file's records to scores, block by block) or `columns:ENGINE` (from columns in
// memory). Prints the sum of the scores.
#include "benchmarks/engines/engine.hpp"
#include "bytecode/image.hpp"
#include "runtime/records/record_reader.hpp"

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Known to callgrind by this name.
extern "C" __attribute__((noinline)) void counted_work(const std::function<void()>& work) {
  work();
}

namespace {

using namespace leadscore;
using namespace leadscore::benchmarks;

constexpr TimeMs kAsOfMs = 1'769'904'000'000;  // as the generator has it
constexpr std::size_t kBlock = 1024;           // leads, as `leadscore run` reads them

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

const EngineKind& engine_named(std::string_view name) {
  for (const EngineKind& kind : engines()) {
    if (kind.name == name) return kind;
  }
  throw std::runtime_error("there is no engine " + std::string(name));
}

/// Gives block after block to `take`, which may keep it and leave an empty one.
void read_blocks(const bytecode::Program& program, const std::string& path,
                 const std::function<void(runtime::LeadBatch&)>& take) {
  auto reader = runtime::RecordReader::open(program, {.path = path});
  if (!reader) throw std::runtime_error(reader.error().message);
  for (runtime::LeadBatch batch(program);;) {
    if (const auto read = (*reader)->read(batch, kBlock); !read) {
      throw std::runtime_error(read.error().message);
    }
    if (batch.size() == 0) return;
    take(batch);
  }
}

std::int64_t work(std::string_view wanted, const bytecode::Program& program,
                  const std::string& leads) {
  runtime::ScoreBatch scores;
  std::int64_t sum = 0;
  const auto score = [&](Engine& engine, const runtime::LeadBatch& batch) {
    engine.score(batch, kAsOfMs, scores);
    for (const std::int64_t one : scores.scores) sum += one;
  };
  if (wanted == "run") {
    const auto engine = engines().back().make(program);
    counted_work([&] {
      read_blocks(program, leads, [&](runtime::LeadBatch& batch) { score(*engine, batch); });
    });
    return sum;
  }
  const auto engine = engine_named(wanted.substr(wanted.find(':') + 1)).make(program);
  std::vector<runtime::LeadBatch> batches;
  read_blocks(program, leads, [&](runtime::LeadBatch& batch) {
    batches.push_back(std::exchange(batch, runtime::LeadBatch(program)));
  });
  counted_work([&] {
    for (const runtime::LeadBatch& batch : batches) score(*engine, batch);
  });
  return sum;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "engines") {
    for (const EngineKind& kind : engines()) std::puts(std::string(kind.name).c_str());
    return 0;
  }
  if (argc != 4) {
    std::fputs("usage: counted run|columns:ENGINE IMAGE LEADS.jsonl\n       counted engines\n",
               stderr);
    return 2;
  }
  try {
    const auto program = bytecode::read_image(read_file(argv[2]));
    if (!program) throw std::runtime_error(program.error().message);
    std::printf("%lld\n", static_cast<long long>(work(argv[1], *program, argv[3])));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
