-- Firmware images that stations can fetch from us, and what became of each update that a station has accepted.
CREATE TABLE csms.firmware_images (
    id          uuid        PRIMARY KEY,
    name        text        NOT NULL,                      -- last part of its address
    version     text        NOT NULL,
    vendor      text,                                      -- null: of any
    model       text,                                      -- null: any
    bytes       bigint      NOT NULL,
    sha256      bytea       NOT NULL,
    certificate text,                                      -- PEM, of who signed it
    signature   text,                                      -- base64, as it goes to the station
    secret      text        NOT NULL UNIQUE,               -- part of the address; every update hands it out again
    uploaded_at timestamptz NOT NULL,
    actor       text        NOT NULL
);
CREATE TABLE csms.firmware_updates (
    command_id     uuid        PRIMARY KEY,
    station_id     text        NOT NULL,
    request_id     int,                                    -- null: the plain update of 1.6 has none
    image_id       uuid,                                   -- null: from elsewhere
    source         text        NOT NULL,                   -- address without credentials
    version_wanted text,
    version_before text,
    version_after  text,
    signed         boolean     NOT NULL,
    asked_at       timestamptz NOT NULL,
    retrieve_at    timestamptz,
    install_at     timestamptz,
    actor          text        NOT NULL,
    steps          jsonb       NOT NULL,                   -- what the station told, in order; read and written by Firmware/FirmwareStore alone
    booted_at      timestamptz,
    replaced_by    uuid
);
CREATE INDEX firmware_updates_station ON csms.firmware_updates (station_id, asked_at DESC);
