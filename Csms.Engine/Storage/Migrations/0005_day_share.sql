-- Share of a session's time that lies in [from_at, to_at); the whole of one without length when its instant does.
CREATE FUNCTION csms.share_of(started timestamptz, ended timestamptz, from_at timestamptz, to_at timestamptz) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN ended IS NULL OR ended < from_at OR started >= to_at THEN 0
        WHEN ended <= started THEN 1
        ELSE extract(epoch FROM least(ended, to_at) - greatest(started, from_at))::float8 / extract(epoch FROM ended - started)::float8
    END
$$;
