-- Readings outside of a session get an identity too: a station that repeats them after a reconnect is not stored twice.
DELETE FROM csms.meter_values a USING csms.meter_values b
WHERE a.session_id IS NULL AND b.session_id IS NULL AND a.station_key = b.station_key AND a.evse_id = b.evse_id AND a.at = b.at AND a.key = b.key
  AND a.tableoid = b.tableoid AND a.ctid > b.ctid;
CREATE UNIQUE INDEX meter_values_idle ON csms.meter_values (station_key, evse_id, at, key) WHERE session_id IS NULL;

DELETE FROM csms.raw_samples a USING csms.raw_samples b
WHERE a.session_id IS NULL AND b.session_id IS NULL AND a.station_key = b.station_key AND a.evse_id = b.evse_id AND a.at = b.at AND a.key = b.key
  AND a.id > b.id;
CREATE UNIQUE INDEX raw_samples_idle ON csms.raw_samples (station_key, evse_id, at, key) WHERE session_id IS NULL;
