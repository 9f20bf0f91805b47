-- Variables of stations are looked up by name without regard to case (OCPP 2.0.1 and 2.1 part 2, data types: identifierString): of many stations that lack one
-- this reads what there is, not all that they have told. It takes the place of the index for a few names alone.
CREATE INDEX variables_station_name ON csms.variables (station_key, lower(variable));
DROP INDEX csms.variables_by_name;
