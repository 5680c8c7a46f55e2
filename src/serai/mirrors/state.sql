-- What is remembered of one target, beside the ledger: one file a target.

CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The files that the carry under way has to do with. there: whether the target has one at this path (NULL:
-- not asked yet), and if so its size in bytes and its entity tag, where they are known (-1 and ""), and which
-- variants may lie beside it.
CREATE TABLE IF NOT EXISTS work (
    path TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    rank INTEGER NOT NULL,
    variants TEXT NOT NULL,
    step INTEGER NOT NULL,
    there INTEGER,
    size INTEGER NOT NULL,
    tag TEXT NOT NULL,
    beside TEXT NOT NULL,
    done INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS work_order ON work (there, step, path) WHERE done = 0;

-- The files that go at the end.
CREATE TABLE IF NOT EXISTS going (path TEXT PRIMARY KEY, variants TEXT NOT NULL) WITHOUT ROWID;

-- What lies at the target, where all of it was listed.
CREATE TABLE IF NOT EXISTS lying (path TEXT PRIMARY KEY, size INTEGER NOT NULL, tag TEXT NOT NULL) WITHOUT ROWID;
