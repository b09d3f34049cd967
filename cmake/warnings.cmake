# The warnings of our own code; errors when LEADSCORE_WERROR is on (scripts/test and CI).
add_library(leadscore_warnings INTERFACE)
target_compile_options(leadscore_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor
  $<$<BOOL:${LEADSCORE_WERROR}>:-Werror>
  # The sanitizers' own code makes g++ 12 see uninitialised variables where there are none.
  $<$<AND:$<BOOL:${LEADSCORE_WERROR}>,$<BOOL:${LEADSCORE_SANITIZE}>>:-Wno-maybe-uninitialized>)
