-- What stations show on their displays, as far as it was accepted or told.
CREATE TABLE csms.station_displays (
    station_key int         PRIMARY KEY REFERENCES csms.stations (key) ON DELETE CASCADE,
    messages    jsonb       NOT NULL,                      -- read and written by Displays/DisplayStore alone
    read_at     timestamptz,
    revision    bigint      NOT NULL,                      -- rises; the newer state wins
    changed_at  timestamptz NOT NULL
);
CREATE TRIGGER entered AFTER INSERT OR UPDATE ON csms.station_displays FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('display', 'station_key');
