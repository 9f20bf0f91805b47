-- Monitors of 2.x stations as told and accepted, and what they report as an alert that has not ended; a row a station.
CREATE TABLE csms.station_monitoring (
    station_key int         PRIMARY KEY REFERENCES csms.stations (key) ON DELETE CASCADE,
    monitoring  jsonb       NOT NULL,                      -- read and written by Monitoring/MonitoringStore alone
    revision    bigint      NOT NULL,                      -- rises; the newer state wins
    changed_at  timestamptz NOT NULL
);
CREATE TRIGGER entered AFTER INSERT OR UPDATE ON csms.station_monitoring FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('monitoring', 'station_key');

-- What stations said of monitored variables (NotifyEvent). A bounded amount a station and second; by daily partitions.
CREATE TABLE csms.station_events (
    received_at        timestamptz NOT NULL,
    at                 timestamptz NOT NULL,               -- by the station's clock
    station_key        int         NOT NULL,
    sequence           bigint      NOT NULL,               -- rises; parts events of the same instant
    component          text        NOT NULL,
    component_instance text,
    evse_id            int,
    connector_id       int,
    variable           text        NOT NULL,
    variable_instance  text,
    value              text        NOT NULL,
    trigger            text        NOT NULL,               -- Alerting, Delta or Periodic
    cleared            boolean     NOT NULL,
    tech_code          text,
    tech_info          text,
    monitor_id         int,                                -- null: hard-wired, or not told
    severity           int                                 -- as told, else that of the monitor
) PARTITION BY RANGE (received_at);
CREATE INDEX station_events_station ON csms.station_events (station_key, received_at DESC, sequence DESC);
CREATE TABLE csms.station_events_default PARTITION OF csms.station_events DEFAULT;

-- An incident may be about one variable of a station: two alerts of one EVSE are two incidents.
ALTER TABLE csms.incidents ADD COLUMN variable text;
DROP INDEX csms.incidents_one_open;
CREATE UNIQUE INDEX incidents_one_open ON csms.incidents
    (rule, coalesce(station_id, ''), coalesce(evse_id, -1), coalesce(variable, ''), (CASE WHEN station_id IS NULL THEN site_id ELSE '' END)) WHERE closed_at IS NULL;

-- Requests about customers are looked up until nothing of the customer is left in them.
CREATE INDEX commands_customer ON csms.commands (station_id, queued_at) WHERE action = 'CustomerInformation';
