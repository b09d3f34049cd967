#include <boost/asio.hpp>
#include "program.hpp"
#include "utilities/list.hpp"
