-- Dictionary of what is measured, for people who read the table: the number packs measurand, phase and location (Events/MeterKind).
CREATE TABLE csms.meter_kinds (
    id        smallint PRIMARY KEY,
    measurand text     NOT NULL,
    phase     text     NOT NULL,
    location  text     NOT NULL,
    unit      text     NOT NULL
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

-- Samples kept as the station wrote them: signed meter data, and measurands that no OCPP version knows.
CREATE TABLE csms.raw_samples (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session_id     bigint,
    station_key    int         NOT NULL,
    evse_id        smallint    NOT NULL,
    at             timestamptz NOT NULL,
    received_at    timestamptz NOT NULL,
    key            bigint      NOT NULL,                   -- of the reading, plus the place of the sample in it
    context        smallint    NOT NULL,
    measurand      text        NOT NULL,
    phase          text,
    unit           text,
    value          text        NOT NULL,
    encoding       text,                                   -- 'OCMF', 'EDL', …; null for a plain value
    signing_method text,
    public_key     text
);
CREATE UNIQUE INDEX raw_samples_session ON csms.raw_samples (session_id, at, key) WHERE session_id IS NOT NULL;

-- Power by the minute for the overview; site '' is the whole network.
CREATE TABLE csms.power_minutes (
    site_id text        NOT NULL DEFAULT '',
    at      timestamptz NOT NULL,
    power_w bigint      NOT NULL,
    PRIMARY KEY (site_id, at)
);
