-- Smart charging: what each station holds and was told, one row an item. The body is read and written by Energy/Profiles/ChargingItems alone.
CREATE TABLE csms.charging_items (
    station_key int         NOT NULL REFERENCES csms.stations (key) ON DELETE CASCADE,
    kind        text        NOT NULL,                      -- profile, limit, evse, control, station
    item        text        NOT NULL,                      -- within its kind: EVSE and number, EVSE and source…
    body        jsonb       NOT NULL,
    changed_at  timestamptz NOT NULL,
    PRIMARY KEY (station_key, kind, item)
) WITH (fillfactor = 70);                                  -- a car's row changes with every word of it

-- A newer command has taken the place of one that still waited for its station.
ALTER TABLE csms.commands ADD COLUMN superseded_by uuid;
