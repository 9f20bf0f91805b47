-- A station's own place on the map; null: it stands where its site stands.
ALTER TABLE csms.stations ADD COLUMN latitude float8, ADD COLUMN longitude float8;
