# Reads feeds (RSS 2.0, Atom) with Ruby's own library, which checks what it reads: every element and attribute that
# is not of the format, is there too often or is missing, is a fault, and so is a value of another kind.
#
#     ruby feeds.rb FILE ...   # one JSON object: the file's name to {"fault": ...} or {"entries": [...]}

require "json"
require "rss"
require "rss/content"
require "rss/dublincore"

def entry(one)
  atom = one.is_a?(RSS::Atom::Feed::Entry)
  {
    "name" => atom ? one.id.content : one.guid.content,
    "title" => atom ? one.title.content : one.title,
    "link" => atom ? one.links.find { |link| link.rel == "alternate" }.href : one.link,
    "time" => (atom ? one.published.content : one.pubDate).utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
    "authors" => atom ? one.authors.map { |author| author.name.content } : one.dc_creators.map(&:content),
    "text" => atom ? one.content&.content : one.content_encoded,
  }
end

told = ARGV.to_h do |path|
  begin
    feed = RSS::Parser.parse(File.read(path, encoding: "UTF-8"), validate: true, ignore_unknown_element: false)
    [path, feed ? { "entries" => feed.items.map { |one| entry(one) } } : { "fault" => "no feed" }]
  rescue RSS::Error => error
    [path, { "fault" => "#{error.class}: #{error.message}" }]
  end
end
puts JSON.generate(told)
