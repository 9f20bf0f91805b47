-- What stations told of payments at their terminals (2.1 NotifySettlement). Every telling stands; the one that counts of a payment is its latest.
CREATE TABLE csms.settlements (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    station_key    int         NOT NULL,                          -- no foreign key: the payment outlives its station
    station_id     text        NOT NULL,
    psp_ref        text        NOT NULL,
    transaction_id text,                                          -- null: it ended before a transaction began; the session is found by it, whenever that comes
    status         text        NOT NULL,                          -- OCPP 2.1 PaymentStatusEnumType
    status_info    text,
    amount         numeric     NOT NULL,                          -- exactly as told
    currency       text,                                          -- TariffCostCtrlr.Currency of the station at that time
    settled_at     timestamptz,                                   -- by the station's clock, as told
    at             timestamptz NOT NULL,                          -- the same, or the receipt where it cannot be believed
    received_at    timestamptz NOT NULL,
    receipt_id     text,
    receipt_url    text,
    own_receipt    boolean     NOT NULL DEFAULT false,            -- made on our side
    vat_number     text,
    vat_company    jsonb,
    doubts         text[]      NOT NULL DEFAULT '{}',             -- Payments/SettlementDoubt
    is_current     boolean     NOT NULL DEFAULT true
);
-- Told twice is kept once.
CREATE UNIQUE INDEX settlements_telling ON csms.settlements (station_key, psp_ref, status, amount, coalesce(settled_at, '-infinity'), coalesce(transaction_id, ''));
CREATE INDEX settlements_newest      ON csms.settlements (at DESC, id DESC);
CREATE INDEX settlements_station     ON csms.settlements (station_id, at DESC, id DESC);
CREATE INDEX settlements_transaction ON csms.settlements (station_key, transaction_id) WHERE transaction_id IS NOT NULL;
CREATE INDEX settlements_failed      ON csms.settlements (at DESC, id DESC) WHERE is_current AND status IN ('Rejected', 'Failed');
