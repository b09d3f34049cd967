#pragma once
#include "compiler/lower/lower.hpp"
