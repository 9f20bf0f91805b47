-- Firmware campaigns: runs over many stations (bulk_runs) of a kind of their own, whose stations are done when the new firmware runs.
ALTER TABLE csms.bulk_runs
    ADD COLUMN kind       text,                                   -- null: a plain command
    ADD COLUMN batch_seen boolean NOT NULL DEFAULT false;         -- the next batch waits until what should follow was seen of the one before
CREATE INDEX bulk_runs_kind ON csms.bulk_runs (kind, created_at DESC, id DESC);

-- No foreign key to the run: it stands here before its run begins, so that no look at the run comes too early.
CREATE TABLE csms.firmware_campaigns (
    run_id        uuid        PRIMARY KEY,
    name          text        NOT NULL,
    image_id      uuid        NOT NULL,                           -- no foreign key: the record outlives the image
    image_name    text        NOT NULL,
    version       text        NOT NULL,
    signed        boolean     NOT NULL,
    window_from   int,                                            -- minutes of the day in the zone of each site; null: at any time
    window_until  int,
    wait_away     boolean     NOT NULL,
    wait_minutes  int         NOT NULL,                           -- for the new version after the order
    ends_at       timestamptz NOT NULL,                           -- after it nobody else has a turn
    retry_of      uuid
);

-- Network connection profiles that stations have accepted (SetNetworkProfile), without passwords and keys.
CREATE TABLE csms.network_profiles (
    station_key integer     NOT NULL REFERENCES csms.stations (key) ON DELETE CASCADE,
    slot        integer     NOT NULL,
    data        jsonb       NOT NULL,                             -- NetworkConnectionProfileType, secrets masked
    at          timestamptz NOT NULL,
    actor       text        NOT NULL,
    PRIMARY KEY (station_key, slot)
);

-- The last raise of each station's security profile.
CREATE TABLE csms.profile_raises (
    station_key integer     PRIMARY KEY REFERENCES csms.stations (key) ON DELETE CASCADE,
    state       text        NOT NULL,                             -- Stations/Networks/ProfileRaiseState
    from_profile integer    NOT NULL,
    target      integer     NOT NULL,
    url         text,
    slot        integer,
    begun_at    timestamptz NOT NULL,
    until_at    timestamptz NOT NULL,
    ended_at    timestamptz,
    actor       text        NOT NULL,
    fault       text,
    answer      text
);
