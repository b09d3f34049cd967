#pragma once
#include "compiler/parse/parse.hpp"
