-- What a session costs and by which tariff: sums and lists read these; how it came about stands in detail.price.
ALTER TABLE csms.sessions
    ADD COLUMN tariff_id      text,
    ADD COLUMN tariff_version int,
    ADD COLUMN currency       text,
    ADD COLUMN cost_excl_tax  numeric,
    ADD COLUMN cost_incl_tax  numeric;
CREATE INDEX sessions_tariff ON csms.sessions (tariff_id) WHERE tariff_id IS NOT NULL;
