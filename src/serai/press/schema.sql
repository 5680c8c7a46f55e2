-- The press's ledger: what is public now, what stands where, and what a crash left to do.

CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- Which ledger this is: one made anew is not to be taken for it by who remembers what it said.
INSERT OR IGNORE INTO meta VALUES ('id', lower(hex(randomblob(16))));

-- Every plate that is public now, as its canonical bytes, and before them what is asked for without them:
-- `time` is a story's place in its lists, `updated` when it last changed (0 for others), `title` its headline
-- or name.
CREATE TABLE IF NOT EXISTS plates (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    edition TEXT NOT NULL,
    key TEXT NOT NULL,
    address TEXT NOT NULL,
    time INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    title TEXT NOT NULL,
    data BLOB NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS plates_name ON plates (edition, kind, key);
CREATE INDEX IF NOT EXISTS plates_address ON plates (address);
CREATE INDEX IF NOT EXISTS plates_siblings ON plates (kind, key, edition, address);

-- Every thread in its parts: the part's canonical bytes, what its page shows of other parts, and, with the
-- first, how many comments the whole holds.
CREATE TABLE IF NOT EXISTS threads (
    edition TEXT NOT NULL,
    key TEXT NOT NULL,
    part INTEGER NOT NULL,
    comments INTEGER NOT NULL,
    data BLOB NOT NULL,
    beside BLOB NOT NULL,
    PRIMARY KEY (edition, key, part)
);

-- Which stories are in which list, in the list's order, with the lot that each draws there; and how many.
CREATE TABLE IF NOT EXISTS entries (
    edition TEXT NOT NULL,
    of TEXT NOT NULL,
    list TEXT NOT NULL,
    time INTEGER NOT NULL,
    story TEXT NOT NULL,
    lot INTEGER NOT NULL,
    PRIMARY KEY (edition, of, list, time, story)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counts (
    edition TEXT NOT NULL,
    of TEXT NOT NULL,
    list TEXT NOT NULL,
    stories INTEGER NOT NULL,
    PRIMARY KEY (edition, of, list)
) WITHOUT ROWID;

-- The stories that end a page of a list; `cut` is "list" for readers' pages, "shard" for the sitemap's files.
CREATE TABLE IF NOT EXISTS ends (
    edition TEXT NOT NULL,
    of TEXT NOT NULL,
    list TEXT NOT NULL,
    cut TEXT NOT NULL,
    time INTEGER NOT NULL,
    story TEXT NOT NULL,
    lot INTEGER NOT NULL,
    PRIMARY KEY (edition, of, list, cut, time, story)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ends_lot ON ends (edition, of, list, cut, lot);

CREATE TABLE IF NOT EXISTS related (
    edition TEXT NOT NULL,
    target TEXT NOT NULL,
    story TEXT NOT NULL,
    PRIMARY KEY (edition, target, story)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS corrections (
    edition TEXT NOT NULL,
    at INTEGER NOT NULL,
    story TEXT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (edition, at, story, place)
) WITHOUT ROWID;

-- Addresses that plates have left.
CREATE TABLE IF NOT EXISTS formers (
    path TEXT NOT NULL,
    edition TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (path, edition, kind, key)
) WITHOUT ROWID;

-- Picture files that plates name.
CREATE TABLE IF NOT EXISTS media (
    file TEXT NOT NULL,
    edition TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (file, edition, kind, key)
) WITHOUT ROWID;

-- Every file of the site: which page made it, what it holds, which variants stand beside it ("br gz"), which
-- look of the theme it was made with, and the number of the bake that last changed it.
-- A file that its page has left, and no other page has taken, has the page "".
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY,
    page TEXT NOT NULL,
    rank INTEGER NOT NULL,
    digest TEXT NOT NULL,
    variants TEXT NOT NULL,
    look TEXT NOT NULL,
    bake INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_page ON files (page);
CREATE INDEX IF NOT EXISTS files_look ON files (look) WHERE look <> '';
CREATE INDEX IF NOT EXISTS files_bake ON files (bake);

-- Files that stood once and do not stand now, and the number of the bake that deleted them: what a copy of
-- the site elsewhere is to delete.
CREATE TABLE IF NOT EXISTS gone (
    path TEXT PRIMARY KEY,
    variants TEXT NOT NULL,
    bake INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS gone_bake ON gone (bake);

-- The looks that files were made with, and the digest of all that each comes from.
CREATE TABLE IF NOT EXISTS looks (name TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;

-- What is decided and may not be done yet: the staged file is put at its path or, without one, what is there
-- deleted; with each of the endings ("." for none). The ending "/" is a whole folder's. Empty but for the
-- moments after a commit.
CREATE TABLE IF NOT EXISTS journal (
    number INTEGER PRIMARY KEY,
    rank INTEGER NOT NULL,
    path TEXT NOT NULL,
    staged TEXT,
    endings TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS journal_order ON journal (rank, number);
