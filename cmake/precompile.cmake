# LEADSCORE_PRECOMPILE: the headers of outside libraries that most files include are compiled once.
# Off where users build, so that the release shows a missing #include. None of ours is among them:
# an edit of it would compile everything again.
#   leadscore_precompiled_headers(NAME [UNOPTIMISED] [LIBRARIES library...] HEADERS header...)
# makes the target NAME; others take its headers with target_precompile_headers(... REUSE_FROM NAME).
# They must agree with it in optimisation and in the definitions that its headers read.
function(leadscore_precompiled_headers name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "UNOPTIMISED" "" "LIBRARIES;HEADERS")
  # CMake makes a precompiled header for a target only if some source uses it.
  set(empty "${CMAKE_BINARY_DIR}/generated/${name}.cpp")
  file(CONFIGURE OUTPUT "${empty}" CONTENT "")
  add_library(${name} OBJECT "${empty}")
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} leadscore_warnings)
  if(arg_UNOPTIMISED)
    leadscore_compile_unoptimised(${name})
  endif()
  target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()

# leadscore_compile_unoptimised(TARGET): what tests only start now and then is compiled in less time.
function(leadscore_compile_unoptimised target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Debug>:-O0>)
endfunction()

set(leadscore_standard_headers
  <fmt/format.h>
  <algorithm> <array> <charconv> <cmath> <cstdint> <functional> <limits> <map> <memory> <optional> <set>
  <span> <string> <string_view> <tuple> <unordered_map> <unordered_set> <utility> <variant> <vector>)

if(LEADSCORE_PRECOMPILE)
  set(libraries fmt::fmt tl::expected PkgConfig::UTF8PROC PkgConfig::RE2)
  leadscore_precompiled_headers(folder_headers LIBRARIES ${libraries}
    HEADERS <tl/expected.hpp> ${leadscore_standard_headers})
  leadscore_precompiled_headers(tool_headers UNOPTIMISED
    LIBRARIES ${libraries} nlohmann_json::nlohmann_json
    HEADERS <tl/expected.hpp> <nlohmann/json.hpp> ${leadscore_standard_headers})
endif()
