-- Names of components and variables compare without case (OCPP 2.0.1 and 2.1 part 2, data types: identifierString), so what is looked up by its name over many
-- stations or with every command has an index of its own.
CREATE INDEX variables_by_name ON csms.variables (station_key) WHERE lower(variable) IN ('masterpassgroupid', 'itemspermessage', 'bytespermessage');
CREATE INDEX variables_v2g_names ON csms.variables (value) WHERE lower(variable) IN ('seccid', 'iso15118evseid') AND length(value) <= 64;
