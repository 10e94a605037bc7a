-- What the load scripts share. wrk has no path for modules, so they say `dofile` with BENCH_FOLDER.
-- BENCH_TOKENS: a file with `village TAB token` a line. `nextVillage()` goes round them, each thread
-- round its own: two postings of one village would wait for each other, where each client of pgbench has a village to itself.
local THREADS = 2
local villages, counter, threads = {}, 0, 0

function setup(thread)
   threads = threads + 1
   thread:set('number', threads)
end

function init(arguments)
   math.randomseed(os.time() * 10 + number)
   local all = {}
   for text in io.lines(os.getenv('BENCH_TOKENS')) do
      local village, token = text:match('^(%d+)\t(.+)$')
      all[#all + 1] = { village = village, token = token }
   end
   for line, one in ipairs(all) do
      -- Fewer than threads, as where one inspector asks: then all share them.
      if #all < THREADS or line % THREADS == number % THREADS then villages[#villages + 1] = one end
   end
end

function nextVillage()
   counter = counter + 1
   return villages[counter % #villages + 1]
end

function done(summary, latency)
   io.write(string.format('RESULT requests %d seconds %.3f p50 %.2f p99 %.2f errors %d\n', summary.requests,
      summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
      summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write
      + summary.errors.timeout))
end
