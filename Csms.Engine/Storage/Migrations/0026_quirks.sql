-- How often each station deviated from the standard, and when last: counted in memory, added here now and then.
CREATE TABLE csms.station_quirks (
    station_key     integer NOT NULL REFERENCES csms.stations (key) ON DELETE CASCADE,
    quirk           text NOT NULL,
    seen            bigint NOT NULL,
    first_at        timestamptz NOT NULL,
    last_at         timestamptz NOT NULL,
    last_action     text NOT NULL,
    last_message_id text NOT NULL,
    PRIMARY KEY (station_key, quirk)
);

-- Whose code stands in vendor_error (StatusNotification.vendorId).
ALTER TABLE csms.connectors ADD COLUMN vendor_id text;

-- What vendors' fault codes mean, entered by people besides those that come with the program.
CREATE TABLE csms.fault_codes (
    vendor     text        NOT NULL CHECK (length(vendor) BETWEEN 1 AND 255),
    code       text        NOT NULL CHECK (length(code) BETWEEN 1 AND 50),
    meaning    text        NOT NULL CHECK (length(meaning) BETWEEN 1 AND 500),
    changed_at timestamptz NOT NULL,
    changed_by text        NOT NULL
);
CREATE UNIQUE INDEX fault_codes_of_vendor ON csms.fault_codes (lower(vendor), lower(code));
CREATE TRIGGER entered AFTER INSERT OR UPDATE OR DELETE ON csms.fault_codes FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('faultCode', 'code');

-- What may stand in the DataTransfer messages of vendors; message_id is empty where the vendor uses none.
CREATE TABLE csms.transfer_schemas (
    vendor_id  text        NOT NULL CHECK (length(vendor_id) BETWEEN 1 AND 255),
    message_id text        NOT NULL CHECK (length(message_id) <= 50),
    schema     jsonb       NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text        NOT NULL,
    PRIMARY KEY (vendor_id, message_id)
);
CREATE TRIGGER entered AFTER INSERT OR UPDATE OR DELETE ON csms.transfer_schemas FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('transferSchema', 'vendor_id');

-- How often each came and what was answered: counted in memory, added here now and then.
CREATE TABLE csms.transfer_counts (
    vendor_id    text        NOT NULL,
    message_id   text        NOT NULL,
    status       text        NOT NULL,
    seen         bigint      NOT NULL,
    last_at      timestamptz NOT NULL,
    last_station text        NOT NULL,
    last_reason  text,
    PRIMARY KEY (vendor_id, message_id, status)
);
