-- wrk: reads the budget of one village after the other, each by its own treasurer. BENCH_PATH is the last part
-- of the address; BENCH_TOKENS as in receipt.lua.
local villages, counter, threads = {}, 0, 0

function setup(thread)
   threads = threads + 1
   thread:set('number', threads)
end

function init(arguments)
   for line in io.lines(os.getenv('BENCH_TOKENS')) do
      local village, token = line:match('^(%d+)\t(.+)$')
      villages[#villages + 1] = { village = village, token = token }
   end
   counter = number * 1000
end

function request()
   counter = counter + 1
   local one = villages[counter % #villages + 1]
   return wrk.format('GET', os.getenv('BENCH_PATH'):gsub('{village}', one.village), {
      ['Authorization'] = 'Bearer ' .. one.token }, nil)
end

function done(summary, latency)
   io.write(string.format('RESULT requests %d seconds %.3f p50 %.2f p99 %.2f errors %d\n', summary.requests,
      summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
      summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write
      + summary.errors.timeout))
end
