-- A run of SetVariables that sends each station only what it holds otherwise.
ALTER TABLE csms.bulk_runs ADD COLUMN only_different boolean NOT NULL DEFAULT false;
UPDATE csms.bulk_runs SET only_different = true, body = body - '$onlyDifferent' WHERE body ? '$onlyDifferent';
