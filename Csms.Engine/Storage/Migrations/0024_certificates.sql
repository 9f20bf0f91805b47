-- Our own authority for certificates of stations. One row: every node issues from it.
CREATE TABLE csms.certificate_authority (
    id          smallint    PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    certificate text        NOT NULL,                      -- PEM
    sealed_key  text        NOT NULL,                      -- PKCS #8, sealed with the host's key ring
    created_at  timestamptz NOT NULL
);

-- What stations asked certificates for (SignCertificate), and what became of it; the newest of each.
CREATE TABLE csms.certificate_signings (
    id          uuid        PRIMARY KEY,
    station_key int         NOT NULL REFERENCES csms.stations (key) ON DELETE CASCADE,
    asked_at    timestamptz NOT NULL,
    use         text,                                      -- null: the station did not say
    request_id  int,
    csr         text        NOT NULL,
    state       text        NOT NULL,
    fault       text,
    answer      text,                                      -- word of the station or of the other authority
    chain       text,                                      -- PEM, once signed
    command_id  uuid,
    ended_at    timestamptz
);
CREATE INDEX certificate_signings_station ON csms.certificate_signings (station_key, asked_at DESC);

-- The certificate with which each station last connected (security profile 3).
CREATE TABLE csms.client_certificates (
    station_key   int         PRIMARY KEY REFERENCES csms.stations (key) ON DELETE CASCADE,
    subject       text        NOT NULL,
    issuer        text        NOT NULL,
    serial_number text        NOT NULL,
    fingerprint   text        NOT NULL,
    key_kind      text        NOT NULL,
    not_before    timestamptz NOT NULL,
    not_after     timestamptz NOT NULL,
    seen_at       timestamptz NOT NULL
);

-- What stations hold of installed certificates, as they last told it or accepted it.
CREATE TABLE csms.installed_certificates (
    station_key int         PRIMARY KEY REFERENCES csms.stations (key) ON DELETE CASCADE,
    held        jsonb       NOT NULL,                      -- read and written by Certificates/InstalledStore alone
    read_at     timestamptz,
    revision    bigint      NOT NULL,                      -- rises; the newer state wins
    changed_at  timestamptz NOT NULL
);
CREATE TRIGGER entered AFTER INSERT OR UPDATE ON csms.installed_certificates FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('installedCertificates', 'station_key');

-- Root certificates kept to be installed in stations again.
CREATE TABLE csms.root_certificates (
    id          uuid        PRIMARY KEY,
    use         text        NOT NULL,
    certificate text        NOT NULL,                      -- PEM
    fingerprint text        NOT NULL,
    added_at    timestamptz NOT NULL,
    actor       text        NOT NULL,
    UNIQUE (use, fingerprint)
);
CREATE TRIGGER entered AFTER INSERT OR UPDATE OR DELETE ON csms.root_certificates FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('rootCertificate', 'id');
