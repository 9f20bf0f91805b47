-- What is wrong with stations, EVSEs and sites. Few rows: opened, coalesced and closed by rules, worked on by people.
CREATE SEQUENCE csms.incident_ids AS bigint;

CREATE TABLE csms.incidents (
    id              bigint      PRIMARY KEY,
    rule            text        NOT NULL,                  -- Incidents/IncidentRule
    site_id         text,                                  -- decides who sees it; no foreign key: the incident outlives its site
    station_id      text,                                  -- null: the subject is the site
    evse_id         int,
    stations        text[]      NOT NULL,
    detail          jsonb       NOT NULL,                  -- the figures as last found
    since           timestamptz NOT NULL,
    opened_at       timestamptz NOT NULL,
    last_seen_at    timestamptz NOT NULL,
    count           int         NOT NULL DEFAULT 1,
    cleared_at      timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    assignee        text,
    closed_at       timestamptz,
    closed_by       text,                                  -- null: its rule
    close_reason    text,
    holding         boolean     NOT NULL DEFAULT false     -- closed by a person while the condition held: quiet until it has gone
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX incidents_one_open ON csms.incidents (rule, coalesce(station_id, ''), coalesce(evse_id, -1), (CASE WHEN station_id IS NULL THEN site_id ELSE '' END)) WHERE closed_at IS NULL;
CREATE INDEX incidents_live ON csms.incidents (id) WHERE closed_at IS NULL OR holding;
CREATE INDEX incidents_newest ON csms.incidents (opened_at DESC, id DESC);
CREATE INDEX incidents_stations ON csms.incidents USING gin (stations);

-- The timeline. Rows are only ever added.
CREATE TABLE csms.incident_entries (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    incident_id bigint      NOT NULL REFERENCES csms.incidents (id) ON DELETE CASCADE,
    at          timestamptz NOT NULL,
    kind        text        NOT NULL,
    actor       text,
    text        text,
    detail      jsonb,
    evidence    jsonb
);
CREATE INDEX incident_entries_of ON csms.incident_entries (incident_id, id);

CREATE TABLE csms.notification_channels (
    id         uuid        PRIMARY KEY,
    settings   jsonb       NOT NULL,                       -- Incidents/Notifications/NotificationChannel, without its secret
    secret     text,                                       -- sealed by the host's key ring
    updated_at timestamptz NOT NULL,
    last_at    timestamptz,
    last_ok    boolean,
    last_text  text
);

-- What is to be told and what was: written with the incident, sent afterwards, tried again a bounded number of times.
CREATE TABLE csms.notifications (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel_id  uuid        NOT NULL REFERENCES csms.notification_channels (id) ON DELETE CASCADE,
    incident_id bigint      NOT NULL REFERENCES csms.incidents (id) ON DELETE CASCADE,
    kind        text        NOT NULL,                      -- Opened, Acknowledged, Closed
    queued_at   timestamptz NOT NULL,
    due_at      timestamptz NOT NULL,
    attempts    int         NOT NULL DEFAULT 0,
    state       text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed', 'skipped')),
    done_at     timestamptz,
    result      text,
    incident    jsonb       NOT NULL                       -- as it was then
) WITH (fillfactor = 80);
CREATE INDEX notifications_due ON csms.notifications (due_at) WHERE state = 'waiting';
CREATE INDEX notifications_of ON csms.notifications (channel_id, id DESC);
