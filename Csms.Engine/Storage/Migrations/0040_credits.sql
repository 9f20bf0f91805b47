-- What is on prepaid cards (OCPP 2.1 C17). Entries are only ever added; the balance is their sum. A token with an entry is prepaid.
CREATE TABLE csms.credit_entries (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_id   text        NOT NULL CHECK (token_id = lower(token_id)),  -- outlives the token; tokens are compared without regard to case
    currency   text        NOT NULL,                                     -- one a token
    amount     numeric     NOT NULL CHECK (amount <> 0),                 -- what is added; taken away: below 0
    kind       text        NOT NULL CHECK (kind IN ('top-up', 'charge', 'correction')),
    session_id bigint,                                                   -- paid by it; null: a person's entry
    n          int,                                                      -- 0: its charge, then each correction of its cost
    at         timestamptz NOT NULL,
    actor      text        NOT NULL,
    reason     text,
    CHECK ((session_id IS NULL) = (n IS NULL) AND (kind = 'charge') <= (n IS NOT NULL)),
    UNIQUE (session_id, n)
);
CREATE INDEX credit_entries_token ON csms.credit_entries (token_id, id);

CREATE FUNCTION csms.keep_credit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'entries of credit are never changed; add a correction';
END $$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON csms.credit_entries FOR EACH ROW EXECUTE FUNCTION csms.keep_credit();

-- The end of a session and what it takes from the card are one commit: no crash comes between them, a repeated end takes nothing, and whatever corrects the
-- cost later, on whichever node, adds the difference. Sessions that had begun before the token was prepaid are paid otherwise (our clock tells, not the
-- station's), but for those that had a credit when the token became known: a card that was paid in between plugging in and showing it.
CREATE FUNCTION csms.charge_credit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    token   text := lower(NEW.id_token);
    first   record;
    so_far  numeric;
    entries int;
BEGIN
    SELECT currency, at INTO first FROM csms.credit_entries WHERE token_id = token ORDER BY id LIMIT 1;
    IF NOT FOUND OR first.currency <> NEW.currency 
        OR (NEW.received_at < first.at AND NOT jsonb_path_exists(NEW.detail, '$.price.legs[*].credit')) THEN
        RETURN NULL;
    END IF;

    SELECT coalesce(-sum(amount), 0), count(*) INTO so_far, entries FROM csms.credit_entries WHERE session_id = NEW.id;
    IF so_far <> NEW.cost_incl_tax THEN
        INSERT INTO csms.credit_entries (token_id, currency, amount, kind, session_id, n, at, actor)
        VALUES (token, NEW.currency, so_far - NEW.cost_incl_tax, CASE entries WHEN 0 THEN 'charge' ELSE 'correction' END, NEW.id, entries, now(), 'csms');
    END IF;

    RETURN NULL;
END $$;
CREATE TRIGGER paid_by_card AFTER INSERT OR UPDATE ON csms.sessions FOR EACH ROW
    WHEN (NEW.ended_at IS NOT NULL AND NEW.cost_incl_tax IS NOT NULL AND NEW.id_token IS NOT NULL) EXECUTE FUNCTION csms.charge_credit();

CREATE TRIGGER entered AFTER INSERT ON csms.credit_entries FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('credit', 'token_id');
