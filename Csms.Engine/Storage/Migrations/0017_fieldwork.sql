-- Work in the field: jobs that are opened by a link without an account, what their checks found, notes and photos of stations.
CREATE TABLE csms.field_jobs (
    id         uuid        PRIMARY KEY,
    title      text        NOT NULL,
    link_hash  bytea       NOT NULL UNIQUE,                -- SHA-256 of the last part of the link
    link_at    timestamptz NOT NULL,                       -- since when this link is the one
    created_by text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    closed_at  timestamptz,
    closed_by  text
);
CREATE INDEX field_jobs_newest ON csms.field_jobs (created_at DESC, id DESC);

CREATE TABLE csms.field_job_stations (
    job_id     uuid NOT NULL REFERENCES csms.field_jobs (id) ON DELETE CASCADE,
    position   int  NOT NULL,
    station_id text NOT NULL,                              -- no foreign key: the record outlives the station
    site_id    text,                                       -- when the job was made: decides who sees it
    PRIMARY KEY (job_id, station_id)
);
CREATE INDEX field_job_stations_sites ON csms.field_job_stations (site_id, job_id);

CREATE TABLE csms.field_results (
    job_id     uuid        NOT NULL REFERENCES csms.field_jobs (id) ON DELETE CASCADE,
    station_id text        NOT NULL,
    check_name text        NOT NULL,                       -- FieldWork/FieldCheck
    evse_id    int         NOT NULL,                       -- 0: the station
    state      text        NOT NULL,                       -- FieldWork/FieldState
    finding    text,                                       -- statement of FieldWork/FieldFinding
    note       text,
    done_by    text        NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz,
    attempts   int         NOT NULL,
    PRIMARY KEY (job_id, station_id, check_name, evse_id)
);

CREATE TABLE csms.field_notes (
    id         uuid        PRIMARY KEY,
    station_id text        NOT NULL,
    job_id     uuid        REFERENCES csms.field_jobs (id) ON DELETE SET NULL,
    text       text        NOT NULL,
    written_by text        NOT NULL,
    written_at timestamptz NOT NULL
);
CREATE INDEX field_notes_station ON csms.field_notes (station_id, written_at DESC);

CREATE TABLE csms.field_photos (
    id         uuid        PRIMARY KEY,
    station_id text        NOT NULL,
    job_id     uuid        REFERENCES csms.field_jobs (id) ON DELETE SET NULL,
    media_type text        NOT NULL,
    bytes      int         NOT NULL,
    caption    text,
    taken_by   text        NOT NULL,
    taken_at   timestamptz NOT NULL,
    content    bytea       NOT NULL                        -- without what the camera adds: place, time, owner
);
ALTER TABLE csms.field_photos ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE INDEX field_photos_station ON csms.field_photos (station_id, taken_at DESC);

-- Notes and photos go with their station, however it is deleted; a station that is later called the same does not inherit them.
CREATE FUNCTION csms.forget_field_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM csms.field_notes WHERE station_id = OLD.id;
    DELETE FROM csms.field_photos WHERE station_id = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER forget_field_records AFTER DELETE ON csms.stations FOR EACH ROW EXECUTE FUNCTION csms.forget_field_records();
