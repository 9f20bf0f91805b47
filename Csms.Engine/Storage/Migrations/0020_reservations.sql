-- Reservations: accepted by a station, then used, expired, cancelled or removed.
CREATE TABLE csms.reservations (
    number       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    station_key  int         NOT NULL REFERENCES csms.stations (key) ON DELETE CASCADE,
    id           int         NOT NULL,                     -- as the station knows it; unique over all stations unless a program chose otherwise
    evse_id      int,
    connector    text,
    id_token     text        NOT NULL,
    token_type   text        NOT NULL,
    group_id     text,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    state        text        NOT NULL,                     -- Reservations/ReservationState
    ended_at     timestamptz,
    session_id   bigint,
    actor        text        NOT NULL,
    UNIQUE (station_key, id)
) WITH (fillfactor = 90);
CREATE INDEX reservations_id ON csms.reservations (id);
CREATE INDEX reservations_active ON csms.reservations (station_key) WHERE state = 'Active';

-- Every node holds those in force, so that a station that moves to another finds them there (0015_entered.sql).
CREATE TRIGGER entered AFTER INSERT OR UPDATE ON csms.reservations FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('reservation', 'station_key');
