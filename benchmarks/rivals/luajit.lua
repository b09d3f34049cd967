-- LuaJIT: generated functions, a line a rule; JSON by lua-cjson. Called as rival.py says.
local cjson = require 'cjson'

-- Its interpreter: with rules like these the compiler throws its traces away again and again, and
-- takes two to four times as long, whatever its limits are set to.
jit.off()

local mode, rules_path, leads_path, out = arg[1], arg[2], arg[3], arg[4]
if (mode ~= 'memory' and mode ~= 'jsonl') or not leads_path then
  io.stderr:write('usage: luajit.lua memory|jsonl RULES.json LEADS.jsonl [OUT]\n')
  os.exit(2)
end

local function quoted(text) return string.format('%q', text) end

local declared = {}

local function declare(value)
  declared[#declared + 1] = value
  return 's[' .. #declared .. ']'
end

-- A function of a lead's events.
local function count(test)
  local tests = { 'e.type == ' .. quoted(test.kind) }
  if test.subject ~= cjson.null then tests[#tests + 1] = 'e.subject == ' .. quoted(test.subject) end
  if test.prefix ~= cjson.null then
    tests[#tests + 1] = ('sub(e.subject, 1, %d) == %s'):format(#test.prefix, quoted(test.prefix))
  end
  if test.since ~= cjson.null then tests[#tests + 1] = 'e.at >= ' .. quoted(test.since) end
  return declare(assert(loadstring(([[
    local sub = string.sub
    return function(events)
      local found = 0
      for i = 1, #events do
        local e = events[i]
        if %s then found = found + 1 end
      end
      return found >= %d
    end]]):format(table.concat(tests, ' and '), test.least)))())
end

local function expression(condition)
  local test = condition.test
  local field = condition.field and 'lead.' .. condition.field
  if test == 'and' or test == 'or' then
    local parts = {}
    for i, part in ipairs(condition.of) do parts[i] = '(' .. expression(part) .. ')' end
    return table.concat(parts, ' ' .. test .. ' ')
  elseif test == 'not' then
    local inner = condition.of[1]
    local known = inner.test == 'events' and '' or 'lead.' .. inner.field .. ' ~= nil and '
    return known .. 'not (' .. expression(inner) .. ')'
  elseif test == 'in' then
    if #condition.values == 1 then return field .. ' == ' .. quoted(condition.values[1]) end
    local set = {}
    for _, value in ipairs(condition.values) do set[value] = true end
    return ('%s ~= nil and %s[%s]'):format(field, declare(set), field)
  elseif test == 'contains' then
    return ('%s ~= nil and find(%s, %s, 1, true)'):format(field, field, quoted(condition.text))
  elseif test == 'ends with' then
    return ('%s ~= nil and sub(%s, %d) == %s'):format(field, field, -#condition.text,
                                                     quoted(condition.text))
  elseif test == 'range' then
    local tests = { field .. ' ~= nil' }
    if condition.least ~= cjson.null then tests[#tests + 1] = field .. ' >= ' .. condition.least end
    if condition.most ~= cjson.null then tests[#tests + 1] = field .. ' <= ' .. condition.most end
    return table.concat(tests, ' and ')
  end
  return count(condition) .. '(lead.events)'
end

-- In functions of 20 rules, as LuaJIT does not compile long ones.
local function make(rules)
  local parts = {}
  for first = 1, #rules, 20 do
    local lines = {}
    for i = first, math.min(first + 19, #rules) do
      lines[#lines + 1] = ('if %s then total = total + %d end'):format(expression(rules[i]['if']),
                                                                      rules[i].points)
    end
    parts[#parts + 1] = assert(loadstring(
      'local s, sub, find = ...\nreturn function(lead) local total = 0\n' ..
      table.concat(lines, '\n') .. '\nreturn total end'))(declared, string.sub, string.find)
  end
  return function(lead)
    local total = 0
    for i = 1, #parts do total = total + parts[i](lead) end
    return total
  end
end

local function read(line)
  local lead = cjson.decode(line)
  for key, value in pairs(lead) do
    if value == cjson.null then lead[key] = nil end
  end
  return lead
end

local file = assert(io.open(rules_path))
local rules = cjson.decode(file:read('*a')).rules
file:close()

local scores = {}
local start = os.clock()
local score = make(rules)
if mode == 'memory' then
  local leads = {}
  for line in io.lines(leads_path) do leads[#leads + 1] = read(line) end
  start = os.clock()
  for i = 1, #leads do scores[i] = score(leads[i]) end
else
  for line in io.lines(leads_path) do scores[#scores + 1] = score(read(line)) end
end
local seconds = os.clock() - start

local sum = 0
for i = 1, #scores do sum = sum + scores[i] end
if out then
  local written = assert(io.open(out, 'w'))
  for i = 1, #scores do written:write(scores[i], '\n') end
  written:close()
end
print(('{"leads": %d, "seconds": %.6f, "sum": %d}'):format(#scores, seconds, sum))
