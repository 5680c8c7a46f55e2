// Reads sitemaps and their indexes with sitemap.js, which refuses what the protocol and its extensions do not know.
//
//     node sitemaps.mjs FILE ...   // one JSON object: the file's name to {"fault": …} or {"entries": […]}

import { createReadStream, readFileSync } from 'node:fs'
import { ErrorLevel, XMLToSitemapIndexStream, XMLToSitemapItemStream } from 'sitemap'

async function read (path) {
  const Reader = readFileSync(path, 'utf8').includes('<sitemapindex') ? XMLToSitemapIndexStream : XMLToSitemapItemStream
  const entries = []
  try {
    const parsed = new Reader({ level: ErrorLevel.THROW, logger: false })
    for await (const one of createReadStream(path).on('error', (error) => parsed.destroy(error)).pipe(parsed)) entries.push(one)
    return { entries }
  } catch (error) {
    return { fault: String(error.message) }
  }
}

const told = {}
for (const path of process.argv.slice(2)) told[path] = await read(path)
process.stdout.write(JSON.stringify(told))
