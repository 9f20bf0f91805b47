-- What people enter is held in memory on every node. Whoever changes it tells all of them, in the transaction that changes it: by program, by import, by
-- hand (Storage/EnteredFeed). "KIND ID" on one channel; what it is now is read from the table. Rows that stations or the program itself write tell nothing.
CREATE FUNCTION csms.tell_entered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN told := to_jsonb(OLD); ELSE told := to_jsonb(NEW); END IF;
    PERFORM pg_notify('csms_entered', TG_ARGV[0] || ' ' || (told ->> TG_ARGV[1]));
    RETURN NULL;
END $$;

CREATE TRIGGER entered AFTER INSERT OR UPDATE OR DELETE ON csms.tokens FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('token', 'id_token');
CREATE TRIGGER entered AFTER INSERT OR UPDATE OR DELETE ON csms.sites FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('site', 'id');
CREATE TRIGGER entered AFTER INSERT OR UPDATE OR DELETE ON csms.settings FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('setting', 'key');

CREATE TRIGGER entered AFTER INSERT OR DELETE ON csms.stations FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('station', 'id');
CREATE TRIGGER entered_anew AFTER UPDATE ON csms.stations FOR EACH ROW
    WHEN ((OLD.name, OLD.site_id, OLD.registration, OLD.security_profile, OLD.password_hash, OLD.tariff_id, OLD.latitude, OLD.longitude)
        IS DISTINCT FROM (NEW.name, NEW.site_id, NEW.registration, NEW.security_profile, NEW.password_hash, NEW.tariff_id, NEW.latitude, NEW.longitude))
    EXECUTE FUNCTION csms.tell_entered('station', 'id');

CREATE TRIGGER entered AFTER INSERT OR DELETE ON csms.notification_channels FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('channel', 'id');
CREATE TRIGGER entered_anew AFTER UPDATE ON csms.notification_channels FOR EACH ROW
    WHEN ((OLD.settings, OLD.secret) IS DISTINCT FROM (NEW.settings, NEW.secret)) EXECUTE FUNCTION csms.tell_entered('channel', 'id');
