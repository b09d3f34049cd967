# LEADSCORE_SANITIZE: every fault of memory or arithmetic ends the program at once.
if(LEADSCORE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()

# LEADSCORE_FUZZ: libFuzzer sees which code each input reaches.
if(LEADSCORE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
