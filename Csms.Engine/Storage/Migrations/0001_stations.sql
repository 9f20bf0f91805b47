-- What stands where. `key` is the compact name of a station in the tables that grow.
CREATE TABLE csms.sites (
    id           text        PRIMARY KEY,
    name         text        NOT NULL,
    time_zone    text        NOT NULL DEFAULT 'UTC',      -- IANA
    latitude     float8,
    longitude    float8,
    address      text,
    grid_limit_w bigint,
    created_at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE csms.stations (
    id                   text        PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 48),
    key                  int         NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    name                 text        NOT NULL DEFAULT '',
    site_id              text        REFERENCES csms.sites (id) ON DELETE SET NULL,
    ocpp_version         text,                             -- '1.6', '2.0.1', '2.1' as last connected
    vendor               text,
    model                text,
    serial               text,
    firmware             text,
    iccid                text,
    imsi                 text,
    registration         text        NOT NULL DEFAULT 'Accepted' CHECK (registration IN ('Accepted', 'Pending', 'Rejected')),
    password_hash        text,
    security_profile     int         NOT NULL DEFAULT 0,   -- the minimum at the handshake
    tariff_id            text,
    created_at           timestamptz NOT NULL DEFAULT now(),
    last_boot_at         timestamptz,
    last_boot_reason     text,
    last_seen_at         timestamptz,
    last_connected_at    timestamptz,
    last_disconnected_at timestamptz,
    disconnect_reason    text,
    notes                text
) WITH (fillfactor = 70);                                  -- room for in-page updates of last_seen_at
CREATE INDEX stations_site ON csms.stations (site_id);

-- The state as last told; connector_id 0 is the EVSE as a whole, evse_id 0 the station as a whole.
CREATE TABLE csms.connectors (
    station_key  int         NOT NULL REFERENCES csms.stations (key) ON DELETE CASCADE,
    evse_id      smallint    NOT NULL,
    connector_id smallint    NOT NULL,
    status       text,                                     -- OCPP 2.1 ConnectorStatusEnumType, or 1.6's word where it says more
    error_code   text,
    info         text,
    vendor_error text,
    status_at    timestamptz,
    availability text,                                     -- Operative, Inoperative: as last ordered and accepted
    PRIMARY KEY (station_key, evse_id, connector_id)
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);

-- Component and variable as last reported or read (OCPP 2.1 device model; 1.6 keys under component 'Configuration').
CREATE TABLE csms.variables (
    station_key        int         NOT NULL REFERENCES csms.stations (key) ON DELETE CASCADE,
    component          text        NOT NULL,
    component_instance text        NOT NULL DEFAULT '',
    evse_id            smallint    NOT NULL DEFAULT 0,
    connector_id       smallint    NOT NULL DEFAULT 0,
    variable           text        NOT NULL,
    variable_instance  text        NOT NULL DEFAULT '',
    attribute          text        NOT NULL DEFAULT 'Actual',
    value              text,
    mutability         text,
    characteristics    jsonb,
    at                 timestamptz NOT NULL,
    PRIMARY KEY (station_key, component, component_instance, evse_id, connector_id, variable, variable_instance, attribute)
);

-- History of connector states. Partitioned by our time of receipt: a station's own clock may be anywhere.
CREATE TABLE csms.evse_states (
    station_key  int         NOT NULL,
    evse_id      smallint    NOT NULL,
    connector_id smallint    NOT NULL,
    at           timestamptz NOT NULL,                     -- as the station says
    received_at  timestamptz NOT NULL,
    status       text        NOT NULL,
    error_code   text,
    info         text,
    vendor_error text
) PARTITION BY RANGE (received_at);
CREATE INDEX evse_states_station ON csms.evse_states (station_key, received_at);
CREATE TABLE csms.evse_states_default PARTITION OF csms.evse_states DEFAULT;

CREATE TABLE csms.link_states (
    station_key int         NOT NULL,
    at          timestamptz NOT NULL,
    online      boolean     NOT NULL,
    reason      text
) PARTITION BY RANGE (at);
CREATE INDEX link_states_station ON csms.link_states (station_key, at);
CREATE TABLE csms.link_states_default PARTITION OF csms.link_states DEFAULT;
