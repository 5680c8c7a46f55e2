-- The inbox's tables. Times are microseconds since 1970, UTC; digests are raw bytes.

-- One row: who this inbox is, and how far the newsroom has come.
CREATE TABLE inbox (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  name TEXT NOT NULL,
  sequence INTEGER NOT NULL DEFAULT 0,
  acknowledged INTEGER NOT NULL DEFAULT 0
);

-- What each private link opens. `copy` is sealed: only the link's own secret opens it.
CREATE TABLE receipts (
  number INTEGER PRIMARY KEY,
  receipt BLOB NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  edition TEXT NOT NULL,
  story TEXT NOT NULL,
  address TEXT NOT NULL,
  copy BLOB NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending',
  note TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
);

-- What came in. A position is never given twice. `id` is empty where the entry made its receipt: then the
-- receipt itself tells a second time apart, and lives longer.
CREATE TABLE entries (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB,
  receipt INTEGER,
  entry BLOB NOT NULL
);
CREATE UNIQUE INDEX entries_by_id ON entries (id) WHERE id IS NOT NULL;
CREATE INDEX entries_by_receipt ON entries (receipt);

-- When the newsroom said that it has everything up to a position.
CREATE TABLE acknowledgements (
  up_to INTEGER PRIMARY KEY,
  at INTEGER NOT NULL
);

CREATE TABLE mutes (
  source TEXT PRIMARY KEY,
  until INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO inbox (one, name) VALUES (1, lower(hex(randomblob(16))));
