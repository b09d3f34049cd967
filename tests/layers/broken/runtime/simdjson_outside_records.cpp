#  include <simdjson.h>
