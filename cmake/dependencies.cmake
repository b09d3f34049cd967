# Outside libraries, one place. Their Debian packages, each with its why: scripts/dependencies.txt.
find_package(PkgConfig REQUIRED)

find_package(fmt CONFIG REQUIRED)            # fmt::fmt
find_package(tl-expected CONFIG REQUIRED)    # tl::expected
find_package(pegtl CONFIG REQUIRED)          # taocpp::pegtl
find_package(simdjson CONFIG REQUIRED)       # simdjson::simdjson
find_package(CLI11 CONFIG REQUIRED)          # CLI11::CLI11
find_package(nlohmann_json CONFIG REQUIRED)  # nlohmann_json::nlohmann_json
set(ZLIB_USE_STATIC_LIBS ON)
find_package(ZLIB REQUIRED)                  # ZLIB::ZLIB
find_package(SQLite3 REQUIRED)               # SQLite::SQLite3
find_package(Threads REQUIRED)               # Threads::Threads

# Packages that bring no CMake configuration.
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)

# dtl is headers only, which warn where ours must not.
find_path(DTL_INCLUDE_DIR dtl/dtl.hpp REQUIRED)
mark_as_advanced(DTL_INCLUDE_DIR)
add_library(dtl::dtl INTERFACE IMPORTED)
set_target_properties(dtl::dtl PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${DTL_INCLUDE_DIR}")

# toml++ may be headers only, too: its shared library would cost every start what few commands use.
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)
mark_as_advanced(TOMLPLUSPLUS_INCLUDE_DIR)
add_library(tomlplusplus::tomlplusplus INTERFACE IMPORTED)
set_target_properties(tomlplusplus::tomlplusplus PROPERTIES
  INTERFACE_INCLUDE_DIRECTORIES "${TOMLPLUSPLUS_INCLUDE_DIR}")

# libcsv brings neither a CMake nor a pkg-config file.
find_path(LIBCSV_INCLUDE_DIR csv.h REQUIRED)
find_library(LIBCSV_LIBRARY csv REQUIRED)
mark_as_advanced(LIBCSV_INCLUDE_DIR LIBCSV_LIBRARY)
add_library(libcsv::csv UNKNOWN IMPORTED)
set_target_properties(libcsv::csv PROPERTIES
  IMPORTED_LOCATION "${LIBCSV_LIBRARY}"
  INTERFACE_INCLUDE_DIRECTORIES "${LIBCSV_INCLUDE_DIR}")

# A library is linked from its archive where its package brings one: a shared one is looked for,
# mapped and bound anew at every start, which takes 0.2 to 1 ms each.
#   leadscore_link_archive(TARGET name [library...])
# links `target` with lib<name>.a, which wants the libraries.
function(leadscore_link_archive target name)
  find_library(LEADSCORE_ARCHIVE_${name} "lib${name}.a")
  mark_as_advanced(LEADSCORE_ARCHIVE_${name})
  if(NOT LEADSCORE_ARCHIVE_${name})
    return()
  endif()
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "INTERFACE_LIBRARY")
    set_target_properties(${target} PROPERTIES
      INTERFACE_LINK_LIBRARIES "${LEADSCORE_ARCHIVE_${name}};${ARGN}")
  else()
    set_target_properties(${target} PROPERTIES
      IMPORTED_LOCATION "${LEADSCORE_ARCHIVE_${name}}" INTERFACE_LINK_LIBRARIES "${ARGN}")
  endif()
endfunction()

leadscore_link_archive(PkgConfig::UTF8PROC utf8proc)
leadscore_link_archive(PkgConfig::RE2 re2 Threads::Threads)
leadscore_link_archive(PkgConfig::XXHASH xxhash)
leadscore_link_archive(SQLite::SQLite3 sqlite3 Threads::Threads m)
leadscore_link_archive(libcsv::csv csv)

# LLVM may be missing: its C headers are all that the build needs of it, as the library is loaded
# when a program wants it (runtime/jit). `find_package(LLVM)` would ask for all that LLVM is made of.
add_library(llvm_headers INTERFACE)
find_path(LLVM_C_INCLUDE_DIR llvm-c/LLJIT.h PATHS /usr/lib/llvm-19/include NO_DEFAULT_PATH)
mark_as_advanced(LLVM_C_INCLUDE_DIR)
if(LLVM_C_INCLUDE_DIR)
  target_include_directories(llvm_headers SYSTEM INTERFACE "${LLVM_C_INCLUDE_DIR}")
  target_compile_definitions(llvm_headers INTERFACE LEADSCORE_HAS_LLVM)
  target_link_libraries(llvm_headers INTERFACE ${CMAKE_DL_LIBS})
endif()

if(LEADSCORE_BUILD_TESTS)
  find_package(doctest CONFIG REQUIRED)        # doctest::doctest
  find_package(rapidcheck CONFIG REQUIRED)     # rapidcheck
  find_package(ICU REQUIRED COMPONENTS uc)     # ICU::uc
endif()
