-- The raw log. One row an exchange where request and answer are known together, else one row a frame.
CREATE TABLE csms.frames (
    at             timestamptz NOT NULL,
    answer_at      timestamptz,
    station_key    int         NOT NULL,
    direction      smallint    NOT NULL,                   -- of the first frame: 0 in (from the station), 1 out
    message_type   smallint    NOT NULL,                   -- OCPP-J: 2 CALL, 3 CALLRESULT, 4 CALLERROR, 5 CALLRESULTERROR, 6 SEND; 0 not readable
    answer_type    smallint,
    action         text        NOT NULL,
    message_id     text        NOT NULL,
    payload        text        NOT NULL,
    answer_payload text,
    error_code     text,
    error_description text,
    quirks         text[]                                  -- known deviations mended, rules broken
) PARTITION BY RANGE (at);
CREATE INDEX frames_station ON csms.frames (station_key, at);
CREATE TABLE csms.frames_default PARTITION OF csms.frames DEFAULT;

CREATE TABLE csms.commands (
    id          uuid        PRIMARY KEY,
    station_id  text        NOT NULL,
    action      text        NOT NULL,
    body        jsonb       NOT NULL,
    status      text        NOT NULL,
    queued_at   timestamptz NOT NULL,
    sent_at     timestamptz,
    answered_at timestamptz,
    expires_at  timestamptz,
    response    jsonb,
    error       text,
    message_id  text,
    actor       text        NOT NULL DEFAULT '',
    reason      text,
    observed    jsonb,
    observed_at timestamptz
) WITH (fillfactor = 80);
CREATE INDEX commands_station ON csms.commands (station_id, queued_at DESC);
CREATE INDEX commands_waiting ON csms.commands (expires_at) WHERE sent_at IS NULL AND answered_at IS NULL;

CREATE TABLE csms.settings (
    key        text        PRIMARY KEY,
    value      jsonb       NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by text        NOT NULL DEFAULT ''
);
