"""The tables of `reader.sqlite`, and what brings a file of every former format to them."""

FORMAT = 7
"""`PRAGMA user_version`; a file of a higher one is refused, one of a lower one is brought up.

1 had no `feedback`, 2 no `bookmark`; 3 knew one version of a note and nobody else's; 4 had one
list of passages for a handout, as a preference, and no `draft`; 5 kept no register of what was
handed out; 6 kept notes in the order of their ids, each with pages of its own (see `_NOTES`).
"""
REPLICA = "reader/replica"
"""The preference that a copy of the file must not keep: two replicas never share an id."""
_TABLES = """
CREATE TABLE annotation (
    id TEXT PRIMARY KEY, library TEXT NOT NULL, briefing TEXT NOT NULL, edition INTEGER NOT NULL,
    colour TEXT NOT NULL, note TEXT NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL,
    removed TEXT NOT NULL DEFAULT '', targets BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX annotation_by_briefing ON annotation (library, briefing);
CREATE TABLE position (
    library TEXT NOT NULL, briefing TEXT NOT NULL, block TEXT NOT NULL, offset INTEGER NOT NULL,
    fraction REAL NOT NULL, furthest REAL NOT NULL, opened TEXT NOT NULL, times INTEGER NOT NULL,
    PRIMARY KEY (library, briefing)
) WITHOUT ROWID;
CREATE TABLE preference (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_FEEDBACK = """
CREATE TABLE feedback (
    id TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL,
    saved TEXT NOT NULL DEFAULT '', sender TEXT NOT NULL, subject TEXT NOT NULL,
    text TEXT NOT NULL, about BLOB NOT NULL
) WITHOUT ROWID;
"""
_BOOKMARKS = """
CREATE TABLE bookmark (
    library TEXT NOT NULL, briefing TEXT NOT NULL, created TEXT NOT NULL,
    PRIMARY KEY (library, briefing)
) WITHOUT ROWID;
"""
_NOTE = """
    id TEXT PRIMARY KEY, library TEXT NOT NULL, briefing TEXT NOT NULL, edition INTEGER NOT NULL,
    kind TEXT NOT NULL, colour TEXT NOT NULL, note TEXT NOT NULL, author TEXT NOT NULL,
    created TEXT NOT NULL, modified TEXT NOT NULL, removed TEXT NOT NULL, parent TEXT NOT NULL,
    tags TEXT NOT NULL, replica TEXT NOT NULL, count INTEGER NOT NULL, context TEXT NOT NULL,
    targets BLOB NOT NULL
"""
_RECORDS = f"""
INSERT INTO preference VALUES ('reader/author', lower(hex(randomblob(8))));
INSERT INTO preference VALUES ('reader/replica', lower(hex(randomblob(8))));
ALTER TABLE annotation RENAME TO annotation_3;
DROP INDEX annotation_by_briefing;
CREATE TABLE annotation ({_NOTE}) WITHOUT ROWID;
CREATE INDEX annotation_by_briefing ON annotation (library, briefing);
INSERT INTO annotation
    SELECT id, library, briefing, edition, 'highlight', colour, note, a.value, created, modified,
           removed, '', '[]', r.value, 1, json_object(r.value, 1), targets
    FROM annotation_3, preference a, preference r
    WHERE a.key = 'reader/author' AND r.key = 'reader/replica';
DROP TABLE annotation_3;
CREATE TABLE rival (annotation TEXT NOT NULL, version BLOB NOT NULL);
CREATE INDEX rival_by_annotation ON rival (annotation);
CREATE TABLE private_tag (
    annotation TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (annotation, tag)
) WITHOUT ROWID;
CREATE TABLE kept (annotation TEXT PRIMARY KEY, edition INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE author (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, initials TEXT NOT NULL
) WITHOUT ROWID;
"""  # noqa: S608 - our own words only
_DRAFTS = """
CREATE TABLE draft (
    id TEXT PRIMARY KEY, library TEXT NOT NULL, title TEXT NOT NULL, modified TEXT NOT NULL,
    content BLOB NOT NULL
) WITHOUT ROWID;
"""
_REGISTER = """
CREATE TABLE recipient_list (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, modified TEXT NOT NULL, recipients BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE handing (
    id TEXT PRIMARY KEY, library TEXT NOT NULL, edition INTEGER NOT NULL, made TEXT NOT NULL,
    removed TEXT NOT NULL, facts BLOB NOT NULL, sources BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE handed_copy (
    handing TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL,
    state TEXT NOT NULL, handed TEXT NOT NULL, settled TEXT NOT NULL, remarks TEXT NOT NULL,
    PRIMARY KEY (handing, number)
) WITHOUT ROWID;
CREATE TABLE copy_change (
    id TEXT PRIMARY KEY, handing TEXT NOT NULL, number INTEGER NOT NULL, moment TEXT NOT NULL,
    former BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX copy_change_by_copy ON copy_change (handing, number);
"""
_NOTES = f"""
ALTER TABLE annotation RENAME TO annotation_6;
DROP INDEX annotation_by_briefing;
CREATE TABLE annotation ({_NOTE});
INSERT INTO annotation SELECT * FROM annotation_6 ORDER BY library, briefing, created, id;
DROP TABLE annotation_6;
CREATE INDEX annotation_by_briefing ON annotation (library, removed, briefing, created, id);
"""  # noqa: S608 - our own words only
"""Rows of a note's size are for a table with row ids: without them each took a page and more
(sqlite.org/withoutrowid.html: at most a twentieth of a page), and those of one document lay
apart. The index tells the notes of a document in their order, and their ids where the table is
damaged.
"""
STEPS = (_TABLES, _FEEDBACK, _BOOKMARKS, _RECORDS, _DRAFTS, _REGISTER, _NOTES)
"""What brings a file from the format of its place to the next: from 0, an empty one, to 1, …"""
