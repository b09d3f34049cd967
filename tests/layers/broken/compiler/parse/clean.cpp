#include <tao/pegtl.hpp>
#include "compiler/model/model.hpp"
