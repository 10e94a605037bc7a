-- wrk: asks what lies near a random place of Banyuwangi's box, as a program of the inspector.
-- BENCH_TOKEN, BENCH_VILLAGE.
local threads = 0
function setup(thread)
   threads = threads + 1
   thread:set('number', threads)
end

function init(arguments)
   math.randomseed(os.time() * 10 + number)
end

function request()
   local lon, lat = 113.85 + math.random() * 0.7, -8.75 + math.random()
   local body = string.format('{"village":"%s","geometry":"{\\"type\\":\\"Point\\",\\"coordinates\\":[%.7f,%.7f]}"}',
      os.getenv('BENCH_VILLAGE'), lon, lat)
   return wrk.format('POST', '/v1/sites/check', {
      ['Content-Type'] = 'application/json', ['Authorization'] = 'Bearer ' .. os.getenv('BENCH_TOKEN') }, body)
end

function done(summary, latency)
   io.write(string.format('RESULT requests %d seconds %.3f p50 %.2f p99 %.2f errors %d\n', summary.requests,
      summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
      summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write
      + summary.errors.timeout))
end
