-- Certificates with which stations may not connect any more. They stay revoked when the station is removed: no reference.
CREATE TABLE csms.revoked_certificates (
    fingerprint   text        PRIMARY KEY,                 -- SHA-256, hex
    station_id    text        NOT NULL,
    subject       text        NOT NULL,
    issuer        text        NOT NULL,
    serial_number text        NOT NULL,
    not_after     timestamptz NOT NULL,
    reason        text        NOT NULL,
    revoked_at    timestamptz NOT NULL,
    actor         text        NOT NULL
);
CREATE TRIGGER entered AFTER INSERT OR UPDATE OR DELETE ON csms.revoked_certificates FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('revokedCertificate', 'fingerprint');
