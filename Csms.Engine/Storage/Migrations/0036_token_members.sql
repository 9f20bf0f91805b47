-- What stations are told beside a token's verdict (OCPP 2.x, IdTokenInfoType): languages of its driver, its priority where power is short, and where alone it
-- may charge ("STATION" or "STATION/EVSE"); null: nothing is said, everywhere.
ALTER TABLE csms.tokens ADD COLUMN language1 text, ADD COLUMN language2 text, ADD COLUMN charging_priority integer, ADD COLUMN only_at text[];

-- Secret from now on as passwords are: what an older version took of them is wiped.
UPDATE csms.variables SET value = NULL WHERE value IS NOT NULL AND lower(variable) IN ('apnpassword', 'simpin', 'vpnpassword', 'vpnkey');
UPDATE csms.network_profiles SET data = data #- '{apn,simPin}' WHERE data #> '{apn,simPin}' IS NOT NULL;
