-- What people keep about the console's lists. A person is the id of the console's account; accounts live in another schema and may be gone.
CREATE TABLE csms.saved_views (
    id         uuid        PRIMARY KEY,
    list       text        NOT NULL,                       -- "stations"
    name       text        NOT NULL,
    owner      text        NOT NULL,
    owner_name text        NOT NULL,
    shared     boolean     NOT NULL,
    query      text        NOT NULL,                       -- filter, sort and columns as they stand in the address
    version    int         NOT NULL DEFAULT 1,             -- grows with every change: who changes an older one is told
    updated_at timestamptz NOT NULL,
    updated_by text        NOT NULL
);
CREATE UNIQUE INDEX saved_views_shared_name ON csms.saved_views (list, lower(name)) WHERE shared;
CREATE UNIQUE INDEX saved_views_own_name ON csms.saved_views (list, owner, lower(name)) WHERE NOT shared;

CREATE TABLE csms.list_choices (
    person       text   NOT NULL,
    list         text   NOT NULL,
    columns      text[],                                   -- keys shown, in order; null: the list's own choice
    default_view uuid   REFERENCES csms.saved_views (id) ON DELETE SET NULL,
    PRIMARY KEY (person, list)
);
