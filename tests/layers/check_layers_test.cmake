# Runs check_layers on a made-up tree that breaks every rule once, and compares what it says with
# what it should say: cmake -D check_layers=PROGRAM -D build=FOLDER -P check_layers_test.cmake

set(here "${CMAKE_CURRENT_LIST_DIR}")
set(tree "${build}/broken")
file(REMOVE_RECURSE "${tree}")
file(COPY "${here}/broken" DESTINATION "${build}")

# Not kept in the tree: nobody wants to read them.
string(REPEAT "//\n" 501 long)
file(WRITE "${tree}/tools/cli/long.cpp" "${long}")
file(WRITE "${tree}/tools/cli/table.def" "${long}${long}")
file(WRITE "${tree}/tools/cli/too_long.cpp" "${long}${long}")

execute_process(COMMAND "${check_layers}" "${here}/layers.txt" "${tree}"
  OUTPUT_VARIABLE said RESULT_VARIABLE result)
file(READ "${here}/broken.txt" expected)
if(NOT result EQUAL 1)
  message(FATAL_ERROR "check_layers ended with ${result} instead of 1, saying\n${said}")
endif()
if(NOT said STREQUAL expected)
  message(FATAL_ERROR "check_layers said\n${said}\ninstead of\n${expected}")
endif()
