#include "runtime/scorer.hpp"
#include "compiler/compile.hpp"
