# One static library per folder:
#   leadscore_folder_library(NAME [FOLDER path] [EXCEPT file...] [SOURCES generated...]
#                            [UNOPTIMISED] [HEADERS precompiled]
#                            [PUBLIC library...] [PRIVATE library...])
# It takes every .cpp below the folder (default: the folder of that name), less EXCEPT, and the
# generated SOURCES. A folder that holds headers only, or nothing yet, becomes an INTERFACE library,
# so that others may name it all the same. UNOPTIMISED says that Debug builds need not optimise it;
# HEADERS names what precompile.cmake makes, where it makes it.
function(leadscore_folder_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "UNOPTIMISED" "FOLDER;HEADERS" "EXCEPT;SOURCES;PUBLIC;PRIVATE")
  if(NOT arg_FOLDER)
    set(arg_FOLDER "${name}")
  endif()
  set(folder "${CMAKE_SOURCE_DIR}/${arg_FOLDER}")

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${folder}/*.cpp")
  foreach(file IN LISTS arg_EXCEPT)
    list(REMOVE_ITEM sources "${folder}/${file}")
  endforeach()
  list(APPEND sources ${arg_SOURCES})

  if(sources)
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}")
    target_link_libraries(${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE} leadscore_warnings)
    if(arg_UNOPTIMISED)
      leadscore_compile_unoptimised(${name})
    endif()
    if(TARGET "${arg_HEADERS}")
      target_precompile_headers(${name} REUSE_FROM ${arg_HEADERS})
    endif()
  else()
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE "${CMAKE_SOURCE_DIR}")
    target_link_libraries(${name} INTERFACE ${arg_PUBLIC} ${arg_PRIVATE})
  endif()
endfunction()
