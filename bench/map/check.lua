-- wrk: asks what lies near a random place of Banyuwangi's box, as a program of the inspector.
dofile(os.getenv('BENCH_FOLDER') .. '/load.lua')

function request()
   local one = nextVillage()
   local lon, lat = 113.85 + math.random() * 0.7, -8.75 + math.random()
   local body = string.format('{"village":"%s","geometry":"{\\"type\\":\\"Point\\",\\"coordinates\\":[%.7f,%.7f]}"}',
      one.village, lon, lat)
   return wrk.format('POST', '/v1/sites/check', {
      ['Content-Type'] = 'application/json', ['Authorization'] = 'Bearer ' .. one.token }, body)
end
