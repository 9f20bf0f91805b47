CREATE TABLE csms.tokens (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id_token   text        NOT NULL CHECK (id_token <> ''),
    type       text        NOT NULL DEFAULT 'Central',     -- OCPP 2.1 IdTokenEnumStringType
    status     text        NOT NULL DEFAULT 'Accepted',    -- OCPP 2.1 AuthorizationStatusEnumType
    group_id   text,
    expires_at timestamptz,
    concurrent boolean     NOT NULL DEFAULT true,
    driver     text,
    note       text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
-- Id tokens are case-insensitive (OCPP 2.1 part 2, IdTokenType).
CREATE UNIQUE INDEX tokens_id_token ON csms.tokens (lower(id_token));
CREATE INDEX tokens_group ON csms.tokens (lower(group_id)) WHERE group_id IS NOT NULL;

-- Session ids are also the transaction ids given to 1.6 stations: positive 32-bit integers. Nodes take them by the thousand.
CREATE SEQUENCE csms.session_ids AS bigint INCREMENT 1000 MINVALUE 1 MAXVALUE 2147482000 START 1;

CREATE TABLE csms.sessions (
    id              bigint      PRIMARY KEY CHECK (id BETWEEN 1 AND 2147483647),
    station_key     int         NOT NULL,                  -- no foreign key: the session outlives its station
    station_id      text        NOT NULL,
    evse_id         smallint,
    connector_id    smallint,
    transaction_id  text,
    id_token        text,
    token_type      text,
    group_id        text,
    state           text        NOT NULL CHECK (state IN ('active', 'completed', 'review')),
    charging_state  text,                                  -- OCPP 2.1 ChargingStateEnumType
    started_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    received_at     timestamptz NOT NULL,                  -- when we first heard of it
    meter_start_wh  bigint,
    meter_stop_wh   bigint,
    energy_wh       bigint,
    stop_reason     text,
    remote_start_id int,
    reservation_id  int,
    flags           jsonb       NOT NULL DEFAULT '[]',
    start_key       text,                                  -- identity of the message that opened it
    detail          jsonb       NOT NULL DEFAULT '{}',     -- what the engine needs to go on after a restart (register account, sequence, keys)
    updated_at      timestamptz NOT NULL DEFAULT now(),
    UNIQUE (station_key, transaction_id),
    UNIQUE (station_key, start_key)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
CREATE INDEX sessions_newest  ON csms.sessions (started_at DESC, id DESC);
CREATE INDEX sessions_station ON csms.sessions (station_id, started_at DESC, id DESC);
CREATE INDEX sessions_token   ON csms.sessions (lower(id_token), started_at DESC) WHERE id_token IS NOT NULL;
CREATE INDEX sessions_open    ON csms.sessions (state, started_at DESC, id DESC) WHERE state <> 'completed';

-- About six rows a session, so one table: its unique key is what makes a repeated message count once, and a partitioned table
-- could only have that key together with a time, which a repeat does not share.
CREATE TABLE csms.session_events (
    session_id     bigint      NOT NULL,
    key            bigint      NOT NULL,                   -- sequence number, or a hash of the content where there is none
    kind           smallint    NOT NULL,                   -- 1 Started, 2 Updated, 3 Ended, then the engine's own notes
    seq            bigint,
    at             timestamptz NOT NULL,
    received_at    timestamptz NOT NULL,
    trigger        text,                                   -- OCPP 2.1 TriggerReasonEnumType
    charging_state text,
    id_token       text,
    offline        boolean     NOT NULL DEFAULT false,
    detail         jsonb,
    PRIMARY KEY (session_id, key, kind)
);
