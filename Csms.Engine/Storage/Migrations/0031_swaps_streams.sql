-- Battery swaps of 2.1 stations: what was put in, taken out and not taken out in time, joined by the request id.
CREATE TABLE csms.battery_swaps (
    id              uuid        PRIMARY KEY,
    station_key     int         NOT NULL REFERENCES csms.stations (key) ON DELETE CASCADE,
    request_id      int         NOT NULL,                  -- as the station knows it; a station may use a number again
    id_token        text        NOT NULL,
    token_type      text        NOT NULL,
    token_status    text,                                  -- what the token was worth when the swap began
    state           text        NOT NULL,                  -- Swaps/SwapState
    begun_at        timestamptz NOT NULL,
    in_at           timestamptz,
    out_at          timestamptz,
    timeout_at      timestamptz,
    told_at         timestamptz NOT NULL,
    ended_at        timestamptz,
    actor           text,                                  -- who asked for it from here; null: begun at the station
    reason_code     text,
    reason          text,
    batteries_in    jsonb       NOT NULL,                  -- read and written by Swaps/SwapStore alone
    batteries_out   jsonb       NOT NULL,
    batteries_left  jsonb       NOT NULL,
    serials         text[]      NOT NULL,                  -- of all batteries, in capital letters
    revision        int         NOT NULL                   -- rises; the newer state wins
) WITH (fillfactor = 90);
CREATE INDEX battery_swaps_station ON csms.battery_swaps (station_key, begun_at DESC, id DESC);
CREATE INDEX battery_swaps_told ON csms.battery_swaps (station_key, told_at);
CREATE INDEX battery_swaps_begun ON csms.battery_swaps (begun_at DESC, id DESC);
CREATE INDEX battery_swaps_token ON csms.battery_swaps (upper(id_token), begun_at DESC);
CREATE INDEX battery_swaps_serials ON csms.battery_swaps USING gin (serials);
CREATE TRIGGER entered AFTER INSERT OR UPDATE ON csms.battery_swaps FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('batterySwap', 'station_key');

-- Periodic event streams of 2.1 stations, as opened, told and closed; a row a station.
CREATE TABLE csms.station_streams (
    station_key int         PRIMARY KEY REFERENCES csms.stations (key) ON DELETE CASCADE,
    streams     jsonb       NOT NULL,                      -- read and written by Streams/StreamStore alone
    revision    bigint      NOT NULL,                      -- rises; the newer state wins
    changed_at  timestamptz NOT NULL
);
CREATE TRIGGER entered AFTER INSERT OR UPDATE ON csms.station_streams FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('eventStreams', 'station_key');

-- Their values. A bounded amount a station and second; by daily partitions.
CREATE TABLE csms.stream_values (
    at          timestamptz NOT NULL,                      -- base time of the message + offset; where that can't be, when it came
    received_at timestamptz NOT NULL,
    station_key int         NOT NULL,
    stream      int         NOT NULL,                      -- number of the stream in station_streams
    sequence    bigint      NOT NULL,                      -- rises; parts values of the same instant
    value       text        NOT NULL,
    number      float8                                     -- the value where it is a number
) PARTITION BY RANGE (at);
CREATE INDEX stream_values_stream ON csms.stream_values (station_key, stream, at DESC, sequence DESC);
CREATE TABLE csms.stream_values_default PARTITION OF csms.stream_values DEFAULT;
