-- Tariffs that stations hold for their own reckoning (OCPP 2.1 block I), as far as they were accepted or told, and those that they did not take.
CREATE TABLE csms.station_tariffs (
    station_key int         PRIMARY KEY REFERENCES csms.stations (key) ON DELETE CASCADE,
    held        jsonb       NOT NULL,                      -- both read and written by Tariffs/OnStation/StationTariffStore alone
    refused     jsonb       NOT NULL,
    read_at     timestamptz,
    revision    bigint      NOT NULL,                      -- rises; the newer state wins
    changed_at  timestamptz NOT NULL
);
CREATE TRIGGER entered AFTER INSERT OR UPDATE ON csms.station_tariffs FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('stationTariffs', 'station_key');
