-- wrk: books one receipt a request, each under its own id, by the treasurer of a village in turn.
-- BENCH_TOKENS: a file with `village TAB token` a line.
local villages, counter = {}, 0

local function hex(length)
   local text = {}
   for place = 1, length do text[place] = string.format('%x', math.random(0, 15)) end
   return table.concat(text)
end

local threads = 0
function setup(thread)
   threads = threads + 1
   thread:set('number', threads)
end

function init(arguments)
   math.randomseed(os.time() * 10 + number)
   for line in io.lines(os.getenv('BENCH_TOKENS')) do
      local village, token = line:match('^(%d+)\t(.+)$')
      villages[#villages + 1] = { village = village, token = token }
   end
   counter = number * 1000
end

function request()
   counter = counter + 1
   local one = villages[counter % #villages + 1]
   local id = hex(8) .. '-' .. hex(4) .. '-4' .. hex(3) .. '-8' .. hex(3) .. '-' .. hex(12)
   local body = '{"id":"' .. id .. '","day":"2019-12-31","account":"4.1.2.01","fund":"PAD","amountSen":100000,'
      .. '"payer":"Uji beban","description":"Uji beban"}'
   return wrk.format('POST', '/v1/villages/' .. one.village .. '/2019/receipts', {
      ['Content-Type'] = 'application/json', ['Authorization'] = 'Bearer ' .. one.token }, body)
end


function done(summary, latency)
   io.write(string.format('RESULT requests %d seconds %.3f p50 %.2f p99 %.2f errors %d\n', summary.requests,
      summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
      summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write
      + summary.errors.timeout))
end
