// Images that were changed at random, their checksums repaired: either read_image() refuses them,
// or what it reads can be listed, run, explained and written again.

#include "bytecode/disassemble.hpp"
#include "bytecode/image.hpp"
#include "runtime/explain.hpp"
#include "runtime/scorer.hpp"
#include "tests/unit/bytecode/program_maker.hpp"
#include "tests/unit/runtime/vm/random_lead.hpp"

#include <doctest/doctest.h>
#include <xxhash.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace leadscore::bytecode {
namespace {

constexpr std::size_t kMagicSize = 14;
constexpr std::size_t kHeaderSize = kMagicSize + 4 + 8 + 8;

/// LEADSCORE_MUTATIONS sets another number. With sanitizers these take half a minute, and a million
/// takes four; without, half a minute.
std::uint64_t mutation_count() {
  const char* count = std::getenv("LEADSCORE_MUTATIONS");
  return count != nullptr ? std::strtoull(count, nullptr, 10) : 150'000;
}

void write_number(std::string& image, std::size_t at, std::uint64_t number) {
  for (std::size_t byte = 0; byte < 8; ++byte) {
    image[at + byte] = static_cast<char>(static_cast<unsigned char>(number >> (8 * byte)));
  }
}

/// Size and checksum as the bytes have them now, so that the damage is looked at.
void repair(std::string& image) {
  const std::size_t size = image.size() - kHeaderSize;
  write_number(image, kMagicSize + 4, size);
  write_number(image, kMagicSize + 12, XXH3_64bits(image.data() + kHeaderSize, size));
}

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  void mutate(std::string& image) {
    for (std::size_t changes = 1 + below(3); changes > 0; --changes) change(image);
    if (below(50) != 0) repair(image);
  }

 private:
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  std::size_t place(const std::string& image) {
    return kHeaderSize + below(image.size() - kHeaderSize);
  }

  void change(std::string& image) {
    const std::size_t at = place(image);
    switch (below(6)) {
      case 0:
        image[at] = static_cast<char>(image[at] ^ (1 << below(8)));
        break;
      case 1:
        image[at] = static_cast<char>(below(256));
        break;
      case 2:  // small numbers are likely to mean something
        image[at] = static_cast<char>(below(12));
        break;
      case 3:
        image.erase(at, std::min(below(12), image.size() - kHeaderSize - 1));
        if (image.size() <= kHeaderSize) image += '\0';
        break;
      case 4:
        image.insert(at, image.substr(place(image), below(40)));
        break;
      case 5: {
        const std::string piece = image.substr(place(image), below(40));
        image.replace(at, std::min(piece.size(), image.size() - at), piece);
        break;
      }
    }
  }

  std::mt19937_64 random_;
};

/// Scores and explains some leads; the explanation re-adds to the score.
void run(const Program& program, std::uint64_t seed, runtime::Workspace& workspace) {
  std::mt19937_64 random(seed);
  const auto below = [&random](std::size_t count) {
    return static_cast<std::size_t>(random() % count);
  };
  runtime::LeadBatch batch(program);
  for (int lead = 0; lead < 2; ++lead) {
    runtime::add_lead(batch, runtime::random_values(program, below),
                      runtime::random_events(program, below));
  }
  const runtime::Scorer scorer(program);
  runtime::ScoreBatch scores;
  scorer.score(batch, runtime::kRandomLeadNow, workspace, scores);
  for (std::size_t lead = 0; lead < batch.size(); ++lead) {
    const runtime::Explanation why =
        runtime::explain(scorer, batch, lead, runtime::kRandomLeadNow, workspace);
    if (why.score_thousandths != scores.scores[lead]) FAIL("another score for seed " << seed);
  }
}

}  // namespace

TEST_CASE("A damaged image is refused, or harmless") {
  const std::string image = write_image(program_with_everything());
  const std::uint64_t mutations = mutation_count();
  std::uint64_t refused = 0;
  std::uint64_t harmless = 0;
  runtime::Workspace workspace;
  for (std::uint64_t seed = 0; seed < mutations; ++seed) {
    std::string damaged = image;
    Mutator(seed).mutate(damaged);
    const Result<Program> program = read_image(damaged);
    if (!program) {
      if (program.error().message.empty()) FAIL("no message for seed " << seed);
      ++refused;
      continue;
    }
    ++harmless;
    if (disassemble(*program).empty()) FAIL("no listing for seed " << seed);
    run(*program, seed, workspace);
    const Result<Program> again = read_image(write_image(*program));
    if (!again) FAIL("seed " << seed << ": " << again.error().message);
  }
  // Both happen often enough to mean something.
  CHECK(refused > mutations / 4);
  CHECK(harmless > mutations / 100);
}

TEST_CASE("An image cannot ask for more memory than it has bytes") {
  ProgramMaker maker;
  maker.close();
  std::string image = write_image(maker.program());
  // Every eight bytes in turn become a huge number; where they are a count, that is found at once.
  std::size_t counts = 0;
  for (std::size_t at = kHeaderSize; at + 8 <= image.size(); ++at) {
    std::string damaged = image;
    write_number(damaged, at, std::uint64_t{1} << 40);
    repair(damaged);
    const Result<Program> program = read_image(damaged);
    if (!program && program.error().message.ends_with("it counts more rows than it has")) ++counts;
  }
  // The smallest program has 20 tables, a hash and one text.
  CHECK(counts >= 22);
}

}  // namespace leadscore::bytecode
