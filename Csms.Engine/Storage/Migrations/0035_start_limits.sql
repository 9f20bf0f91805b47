-- Limits for transactions that a remote start is to begin (OCPP 2.1 F07): kept until the transaction shows the number of its request, or their time is over.
CREATE TABLE csms.start_limits (
    station_id      text        NOT NULL REFERENCES csms.stations (id) ON DELETE CASCADE,
    remote_start_id integer     NOT NULL,
    max_cost        numeric,                 -- in the currency of the tariff
    max_energy_wh   numeric,                 -- Wh
    max_seconds     integer,                 -- s from start to end
    max_soc         integer,                 -- %
    until           timestamptz NOT NULL,
    PRIMARY KEY (station_id, remote_start_id)
);
CREATE TRIGGER entered AFTER INSERT OR UPDATE OR DELETE ON csms.start_limits FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('startLimit', 'station_id');
