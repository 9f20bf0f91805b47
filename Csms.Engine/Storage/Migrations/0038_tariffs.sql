-- Tariffs by which sessions are priced. What belongs to the identity changes; a version never does: sessions keep (id, version) for good.
CREATE TABLE csms.tariffs (
    id          text PRIMARY KEY,
    name        text NOT NULL,
    site_id     text,                            -- null: of the whole network
    retired     boolean NOT NULL DEFAULT false,  -- not for sessions that begin from now on
    assigned_at timestamptz,                     -- since when somebody has ever been given it: from then on it is not deleted
    changed_at  timestamptz NOT NULL,
    changed_by  text NOT NULL
);

CREATE TABLE csms.tariff_versions (
    tariff_id  text NOT NULL REFERENCES csms.tariffs (id) ON DELETE CASCADE,
    version    integer NOT NULL,                 -- 1…
    body       text NOT NULL,                    -- TariffType of OCPP 2.1 to the letter, which jsonb would not keep
    currency   text NOT NULL,
    valid_from timestamptz,                      -- of sessions that begin from then on; null: at once
    created_at timestamptz NOT NULL,
    actor      text NOT NULL,
    PRIMARY KEY (tariff_id, version)
);

-- Token groups whose drivers pay a tariff: a group belongs to one tariff at most, whatever the case of its name.
CREATE TABLE csms.tariff_groups (
    group_id  text NOT NULL,
    tariff_id text NOT NULL REFERENCES csms.tariffs (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX tariff_groups_group ON csms.tariff_groups (lower(group_id));
CREATE INDEX tariff_groups_tariff ON csms.tariff_groups (tariff_id);

ALTER TABLE csms.sites ADD COLUMN tariff_id text;
ALTER TABLE csms.tokens ADD COLUMN tariff_id text;
CREATE INDEX tokens_tariff ON csms.tokens (tariff_id) WHERE tariff_id IS NOT NULL;

-- Whoever is given a tariff may have sessions by it from then on.
CREATE FUNCTION csms.note_tariff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE csms.tariffs SET assigned_at = now() WHERE id = NEW.tariff_id AND assigned_at IS NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER tariff_given AFTER INSERT ON csms.stations FOR EACH ROW WHEN (NEW.tariff_id IS NOT NULL) EXECUTE FUNCTION csms.note_tariff();
CREATE TRIGGER tariff_given_anew AFTER UPDATE ON csms.stations FOR EACH ROW
    WHEN (NEW.tariff_id IS NOT NULL AND OLD.tariff_id IS DISTINCT FROM NEW.tariff_id) EXECUTE FUNCTION csms.note_tariff();
CREATE TRIGGER tariff_given AFTER INSERT ON csms.sites FOR EACH ROW WHEN (NEW.tariff_id IS NOT NULL) EXECUTE FUNCTION csms.note_tariff();
CREATE TRIGGER tariff_given_anew AFTER UPDATE ON csms.sites FOR EACH ROW
    WHEN (NEW.tariff_id IS NOT NULL AND OLD.tariff_id IS DISTINCT FROM NEW.tariff_id) EXECUTE FUNCTION csms.note_tariff();
CREATE TRIGGER tariff_given AFTER INSERT ON csms.tokens FOR EACH ROW WHEN (NEW.tariff_id IS NOT NULL) EXECUTE FUNCTION csms.note_tariff();
CREATE TRIGGER tariff_given_anew AFTER UPDATE ON csms.tokens FOR EACH ROW
    WHEN (NEW.tariff_id IS NOT NULL AND OLD.tariff_id IS DISTINCT FROM NEW.tariff_id) EXECUTE FUNCTION csms.note_tariff();
CREATE TRIGGER tariff_given AFTER INSERT ON csms.tariff_groups FOR EACH ROW EXECUTE FUNCTION csms.note_tariff();

CREATE TRIGGER entered AFTER INSERT OR UPDATE OR DELETE ON csms.tariffs FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('tariff', 'id');
CREATE TRIGGER entered AFTER INSERT OR UPDATE OR DELETE ON csms.tariff_versions FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('tariff', 'tariff_id');
CREATE TRIGGER entered AFTER INSERT OR UPDATE OR DELETE ON csms.tariff_groups FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('tariff', 'tariff_id');
