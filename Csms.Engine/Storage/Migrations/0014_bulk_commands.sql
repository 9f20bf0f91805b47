-- One command to many stations: the order, and the record of how it went station by station.
CREATE TABLE csms.bulk_runs (
    id            uuid        PRIMARY KEY,
    action        text        NOT NULL,
    body          jsonb       NOT NULL,
    actor         text        NOT NULL,
    reason        text,
    canary        int         NOT NULL,
    canary_seen   boolean     NOT NULL,                    -- the rest waits until what should follow was seen of the canary
    batch_size    int         NOT NULL,
    pause_seconds int         NOT NULL,
    stop_percent  int,
    wait_seconds  int,                                     -- for stations that are away; null: they are left out
    state         text        NOT NULL,                    -- Stations/Commands/Bulk/BulkRunState
    created_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    stopped_by    text,
    stop_reason   text,
    resumed       int         NOT NULL DEFAULT 0
);
CREATE INDEX bulk_runs_newest ON csms.bulk_runs (created_at DESC, id DESC);
CREATE INDEX bulk_runs_open ON csms.bulk_runs (id) WHERE ended_at IS NULL;

CREATE TABLE csms.bulk_items (
    run_id     uuid        NOT NULL REFERENCES csms.bulk_runs (id) ON DELETE CASCADE,
    position   int         NOT NULL,
    station_id text        NOT NULL,                       -- no foreign key: the record outlives the station
    site_id    text,                                       -- when the run was started: decides who sees it
    state      text        NOT NULL,                       -- Stations/Commands/Bulk/BulkItemState
    left_out   text,
    command_id uuid,
    answer     text,
    fault      text,
    sight      text,
    given_at   timestamptz,
    settled_at timestamptz,
    PRIMARY KEY (run_id, position)
) WITH (fillfactor = 80);
CREATE INDEX bulk_items_sites ON csms.bulk_items (site_id, run_id);
