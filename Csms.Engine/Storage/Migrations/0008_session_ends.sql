-- What ended today, for the overview's figures of the day.
CREATE INDEX sessions_ended ON csms.sessions (ended_at) WHERE ended_at IS NOT NULL;
