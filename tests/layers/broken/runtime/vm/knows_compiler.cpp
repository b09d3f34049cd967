#include "base/clean.hpp"
#include "compiler/model/model.hpp"
