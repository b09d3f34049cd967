#pragma once
#include "base/text/clean.hpp"
#include <fmt/format.h>
#include <unistd.h>
#include <vector>
