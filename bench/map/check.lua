-- wrk: asks what lies near a new place of BENCH_QUESTIONS (village TAB GeoJSON a line), as a program of the inspector.
dofile(os.getenv('BENCH_FOLDER') .. '/load.lua')

local bodies, turn
local init_load = init

function init(arguments)
   init_load(arguments)
   local one = nextVillage()
   bodies = {}
   for line in io.lines(os.getenv('BENCH_QUESTIONS')) do
      bodies[#bodies + 1] = string.format('{"village":"%s","geometry":"%s"}', one.village, (line:gsub('"', '\\"')))
   end
   headers = { ['Content-Type'] = 'application/json', ['Authorization'] = 'Bearer ' .. one.token }
   turn = math.random(#bodies)
end

function request()
   turn = turn % #bodies + 1
   return wrk.format('POST', '/v1/sites/check', headers, bodies[turn])
end
