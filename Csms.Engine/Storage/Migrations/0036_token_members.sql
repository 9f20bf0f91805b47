-- What stations are told beside a token's verdict (OCPP 2.x, IdTokenInfoType): languages of its driver, its priority where power is short, and where alone it
-- may charge ("STATION" or "STATION/EVSE"); null: nothing is said, everywhere.
ALTER TABLE csms.tokens ADD COLUMN language1 text, ADD COLUMN language2 text, ADD COLUMN charging_priority integer, ADD COLUMN only_at text[];
