-- wrk: books one receipt a request, each under its own id, by the treasurer of a village in turn.
dofile(os.getenv('BENCH_FOLDER') .. '/load.lua')

local function hex(length)
   local text = {}
   for place = 1, length do text[place] = string.format('%x', math.random(0, 15)) end
   return table.concat(text)
end

function request()
   local one = nextVillage()
   local id = hex(8) .. '-' .. hex(4) .. '-4' .. hex(3) .. '-8' .. hex(3) .. '-' .. hex(12)
   local body = '{"id":"' .. id .. '","day":"2019-12-31","account":"4.1.2.01","fund":"PAD","amountSen":100000,'
      .. '"payer":"Uji beban","description":"Uji beban"}'
   return wrk.format('POST', '/v1/villages/' .. one.village .. '/2019/receipts', {
      ['Content-Type'] = 'application/json', ['Authorization'] = 'Bearer ' .. one.token }, body)
end
