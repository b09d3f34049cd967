# Outside libraries, one place. Their Debian packages, each with its why: scripts/dependencies.txt.
find_package(PkgConfig REQUIRED)

find_package(fmt CONFIG REQUIRED)            # fmt::fmt
find_package(tl-expected CONFIG REQUIRED)    # tl::expected
find_package(pegtl CONFIG REQUIRED)          # taocpp::pegtl
find_package(simdjson CONFIG REQUIRED)       # simdjson::simdjson
find_package(CLI11 CONFIG REQUIRED)          # CLI11::CLI11
find_package(nlohmann_json CONFIG REQUIRED)  # nlohmann_json::nlohmann_json
find_package(ZLIB REQUIRED)                  # ZLIB::ZLIB
find_package(SQLite3 REQUIRED)               # SQLite::SQLite3
find_package(Threads REQUIRED)               # Threads::Threads

# Packages that bring no CMake configuration.
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(TOMLPLUSPLUS REQUIRED IMPORTED_TARGET tomlplusplus)

# dtl is headers only, which warn where ours must not.
find_path(DTL_INCLUDE_DIR dtl/dtl.hpp REQUIRED)
mark_as_advanced(DTL_INCLUDE_DIR)
add_library(dtl::dtl INTERFACE IMPORTED)
set_target_properties(dtl::dtl PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${DTL_INCLUDE_DIR}")

# libcsv brings neither a CMake nor a pkg-config file.
find_path(LIBCSV_INCLUDE_DIR csv.h REQUIRED)
find_library(LIBCSV_LIBRARY csv REQUIRED)
mark_as_advanced(LIBCSV_INCLUDE_DIR LIBCSV_LIBRARY)
add_library(libcsv::csv UNKNOWN IMPORTED)
set_target_properties(libcsv::csv PROPERTIES
  IMPORTED_LOCATION "${LIBCSV_LIBRARY}"
  INTERFACE_INCLUDE_DIRECTORIES "${LIBCSV_INCLUDE_DIR}")

if(LEADSCORE_BUILD_TESTS)
  find_package(doctest CONFIG REQUIRED)        # doctest::doctest
  find_package(rapidcheck CONFIG REQUIRED)     # rapidcheck
  find_package(ICU REQUIRED COMPONENTS uc)     # ICU::uc
endif()
