-- What stations tell of their security (SecurityEventNotification), the newest of each.
CREATE TABLE csms.security_events (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    station_key integer NOT NULL REFERENCES csms.stations (key) ON DELETE CASCADE,
    type        text NOT NULL,
    tech_info   text,
    at          timestamptz NOT NULL,
    received_at timestamptz NOT NULL
);
CREATE INDEX security_events_of_station ON csms.security_events (station_key, id DESC);

-- Passwords that a station was given and has not shown yet: hashes parted by spaces, the last given last. They count beside the one in force.
ALTER TABLE csms.stations ADD COLUMN new_password_hashes text;
CREATE TRIGGER entered_password AFTER UPDATE ON csms.stations FOR EACH ROW
    WHEN (OLD.new_password_hashes IS DISTINCT FROM NEW.new_password_hashes) EXECUTE FUNCTION csms.tell_entered('station', 'id');

-- The last change of each station's password.
CREATE TABLE csms.password_changes (
    station_key integer PRIMARY KEY REFERENCES csms.stations (key) ON DELETE CASCADE,
    state       text NOT NULL,
    begun_at    timestamptz NOT NULL,
    ended_at    timestamptz,
    actor       text NOT NULL,
    fault       text,
    answer      text
);
