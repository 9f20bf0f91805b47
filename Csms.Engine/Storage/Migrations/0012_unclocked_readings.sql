-- A reading outside of a session whose station's clock is not believed is stored at the time it came: the time that it gave itself is then
-- its identity, and a repeat is put at the same instant as the first, where the unique indexes know it.
CREATE TABLE csms.unclocked_readings (
    station_key int         NOT NULL,
    evse_id     smallint    NOT NULL,
    said_at     timestamptz NOT NULL,                      -- as the station said
    key         bigint      NOT NULL,
    at          timestamptz NOT NULL,                      -- when it came first, and where it is stored
    PRIMARY KEY (station_key, evse_id, said_at, key)
);
CREATE INDEX unclocked_readings_at ON csms.unclocked_readings (at);
