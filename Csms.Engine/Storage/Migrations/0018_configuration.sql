-- What an attribute says of itself besides its value (OCPP 2.1 part 2, VariableAttributeType).
ALTER TABLE csms.variables ADD COLUMN persistent boolean, ADD COLUMN constant boolean;

-- Values that may only be written, and passwords, are never kept: those that an older version took are wiped.
UPDATE csms.variables SET value = NULL WHERE value IS NOT NULL AND (mutability = 'WriteOnly' OR lower(variable) IN ('basicauthpassword', 'authorizationkey'));

-- How much of its last report a station has sent.
CREATE TABLE csms.station_reports (
    station_key int         PRIMARY KEY REFERENCES csms.stations (key) ON DELETE CASCADE,
    request_id  int         NOT NULL,
    started_at  timestamptz NOT NULL,
    last_at     timestamptz NOT NULL,
    parts       int         NOT NULL,                      -- different ones
    last_part   int,                                       -- number of the part that said it is the last; null: none did yet
    missing     int[]       NOT NULL,                      -- the first numbers that did not come
    variables   int         NOT NULL,
    complete    boolean     NOT NULL,
    cut         boolean     NOT NULL                       -- it was longer than what is taken in
) WITH (fillfactor = 70);

-- Named sets of wanted values, and the stations that they are for; null stands for any.
CREATE TABLE csms.configuration_templates (
    id           text        PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
    name         text        NOT NULL,
    vendor       text,                                     -- an ending * stands for anything
    model        text,
    firmware     text,
    site_id      text        REFERENCES csms.sites (id) ON DELETE CASCADE,
    ocpp_version text,
    wanted       jsonb       NOT NULL,                     -- [{component, componentInstance, evseId, connectorId, variable, variableInstance, value}]
    at_boot      boolean     NOT NULL,
    changed_at   timestamptz NOT NULL,
    changed_by   text        NOT NULL
);
CREATE TRIGGER entered AFTER INSERT OR UPDATE OR DELETE ON csms.configuration_templates FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('template', 'id');
