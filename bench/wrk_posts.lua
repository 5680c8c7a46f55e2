-- Sends each prepared request once, in order. SERAI_REQUESTS names the file; "\30" stands between requests.
-- When they run out the last is sent again: the benchmark sees that and says so.
local requests, sent = {}, 0

function init(args)
  local file = io.open(os.getenv("SERAI_REQUESTS"), "rb")
  for request in file:read("*a"):gmatch("[^\30]+") do requests[#requests + 1] = request end
  file:close()
end

function request()
  if sent < #requests then sent = sent + 1 end
  return requests[sent]
end
