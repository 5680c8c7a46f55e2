// Reads what pages say of themselves to networks, as open-graph-scraper does for programs that show links.
//
//     node open_graph.mjs FILE ...   // one JSON object: the file's name to what was found

import { readFileSync } from 'node:fs'
import scrape from 'open-graph-scraper'

const told = {}
for (const path of process.argv.slice(2)) {
  const { error, result } = await scrape({ html: readFileSync(path, 'utf8'), onlyGetOpenGraphInfo: true })
  told[path] = { ...result, error }
}
process.stdout.write(JSON.stringify(told))
