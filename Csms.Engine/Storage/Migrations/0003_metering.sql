-- Dictionary of what is measured; no NULLs, so that its key works on every supported server version.
CREATE TABLE csms.meter_kinds (
    id        smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    measurand text     NOT NULL,
    phase     text     NOT NULL DEFAULT '',
    location  text     NOT NULL DEFAULT '',
    unit      text     NOT NULL DEFAULT '',
    UNIQUE (measurand, phase, location, unit)
);

-- One row a meter value message and time: parallel arrays of what was measured. `key` tells repeats apart (sequence number or content hash).
CREATE TABLE csms.meter_values (
    at          timestamptz NOT NULL,                      -- as the station says; a crazy clock lands in the default partition
    received_at timestamptz NOT NULL,
    session_id  bigint,
    key         bigint      NOT NULL,
    station_key int         NOT NULL,
    evse_id     smallint    NOT NULL,
    context     smallint    NOT NULL,                      -- OCPP 2.1 ReadingContextEnumType, by its order in the engine's enum
    kinds       smallint[]  NOT NULL,
    vals        float8[]    NOT NULL
) PARTITION BY RANGE (at);
-- Values outside of a session (clock-aligned ones of an idle EVSE) have no identity and are not deduplicated.
CREATE UNIQUE INDEX meter_values_session ON csms.meter_values (session_id, at, key) WHERE session_id IS NOT NULL;
CREATE INDEX meter_values_at ON csms.meter_values USING brin (at) WITH (pages_per_range = 32);
CREATE TABLE csms.meter_values_default PARTITION OF csms.meter_values DEFAULT;

CREATE TABLE csms.signed_meter_values (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session_id     bigint,
    station_key    int         NOT NULL,
    evse_id        smallint    NOT NULL,
    at             timestamptz NOT NULL,
    received_at    timestamptz NOT NULL,
    key            bigint      NOT NULL,
    kind           smallint    NOT NULL,
    context        smallint    NOT NULL,
    encoding       text,                                   -- 'OCMF', 'EDL', …
    signing_method text,
    data           text        NOT NULL,
    public_key     text
);
CREATE UNIQUE INDEX signed_meter_values_session ON csms.signed_meter_values (session_id, at, key, kind, context) WHERE session_id IS NOT NULL;

-- Power by the minute for the overview; site '' is the whole network.
CREATE TABLE csms.power_minutes (
    site_id text        NOT NULL DEFAULT '',
    at      timestamptz NOT NULL,
    power_w bigint      NOT NULL,
    PRIMARY KEY (site_id, at)
);
