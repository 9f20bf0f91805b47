-- Log files that stations were asked to upload to us (GetLog without an address of its own).
CREATE TABLE csms.log_files (
    id           uuid        PRIMARY KEY,
    station_id   text        NOT NULL,
    command_id   uuid        NOT NULL,
    request_id   int         NOT NULL,
    log_type     text        NOT NULL,                     -- LogEnumType of 2.1
    secret_hash  bytea       NOT NULL UNIQUE,              -- SHA-256 of the last part of the upload address
    requested_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    received_at  timestamptz,
    bytes        bigint,
    file_name    text,                                     -- as the station calls it; never a path on our disk
    status       text,                                     -- last word of the station about the upload
    status_at    timestamptz,
    fault        text                                      -- why the last attempt was not taken
);
CREATE INDEX log_files_station ON csms.log_files (station_id, requested_at DESC);
