-- Local authorization lists: what each station holds as far as it has accepted it, and who sees to it.
CREATE TABLE csms.local_list_contents (
    hash    text  PRIMARY KEY,                             -- LocalLists/TokenList.Hash: many stations hold the same list
    entries jsonb NOT NULL
);

CREATE TABLE csms.local_lists (
    station_key int         PRIMARY KEY REFERENCES csms.stations (key) ON DELETE CASCADE,
    mode        text        NOT NULL,                      -- LocalLists/LocalListMode
    groups      text[]      NOT NULL,                      -- only tokens of these; empty: all
    left_out    text[]      NOT NULL,                      -- erased from this station
    version     int,                                       -- as last accepted
    content     text        REFERENCES csms.local_list_contents (hash),
    revision    bigint      NOT NULL,                      -- rises; the newer state wins
    rest        jsonb       NOT NULL,                      -- read and written by LocalLists/LocalListStore alone
    changed_at  timestamptz NOT NULL
);
CREATE INDEX local_lists_content ON csms.local_lists (content);

-- Every node holds them; who has changed one tells the others (0015_entered.sql). The station is named by its key.
CREATE TRIGGER entered AFTER INSERT OR UPDATE ON csms.local_lists FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('localList', 'station_key');
