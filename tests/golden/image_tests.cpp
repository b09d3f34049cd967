// Every model that is tested elsewhere, as an image and back: the same program, byte for byte.
#include "bytecode/disassemble.hpp"
#include "bytecode/image.hpp"
#include "tests/golden/golden_file.hpp"
#include "tools/cli/model_file.hpp"

#include <doctest/doctest.h>

namespace leadscore::golden {
namespace {

namespace fs = std::filesystem;

void check_round_trip(const fs::path& path) {
  CAPTURE(path.string());
  const auto compilation = cli::load_model(path.string());  // with the files that it uses
  REQUIRE(compilation);
  if (!compilation->program) return;  // a file of declarations that another one uses, or a mistake
  const std::string image = bytecode::write_image(*compilation->program);
  const auto again = bytecode::read_image(image);
  REQUIRE_MESSAGE(again, again.error().message);
  CHECK(bytecode::disassemble(*again) == bytecode::disassemble(*compilation->program));
  CHECK((bytecode::write_image(*again) == image));
}

TEST_CASE("images: what is written is read again, of every model") {
  const fs::path root = fs::path(LEADSCORE_SOURCE_DIR);
  for (const std::string_view folder :
       {"tests/language", "tests/disassembly", "tests/stdlib", "stdlib", "examples"}) {
    const std::vector<fs::path> models = files_below(root / folder, ".score");
    CHECK_MESSAGE(!models.empty(), "there are no models in ", std::string(folder));
    for (const fs::path& path : models) check_round_trip(path);
  }
}

}  // namespace
}  // namespace leadscore::golden
