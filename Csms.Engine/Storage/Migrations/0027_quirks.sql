-- How often each station deviated from the standard, and when last: counted in memory, added here now and then.
CREATE TABLE csms.station_quirks (
    station_key     integer NOT NULL REFERENCES csms.stations (key) ON DELETE CASCADE,
    quirk           text NOT NULL,
    seen            bigint NOT NULL,
    first_at        timestamptz NOT NULL,
    last_at         timestamptz NOT NULL,
    last_action     text NOT NULL,
    last_message_id text NOT NULL,
    PRIMARY KEY (station_key, quirk)
);
