-- wrk: reads the budget of one village after the other, each by its own treasurer. BENCH_PATH is the last part
-- of the address.
dofile(os.getenv('BENCH_FOLDER') .. '/load.lua')

function request()
   local one = nextVillage()
   return wrk.format('GET', os.getenv('BENCH_PATH'):gsub('{village}', one.village), {
      ['Authorization'] = 'Bearer ' .. one.token }, nil)
end
