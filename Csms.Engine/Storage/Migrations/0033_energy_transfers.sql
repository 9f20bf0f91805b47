-- Ways of energy transfer (OCPP 2.1, EnergyTransferModeEnumType) that a token may use, and those of a site where its token says nothing; null: nothing is
-- said. Whether anybody makes charging profiles for cars at a site that tell their needs.
ALTER TABLE csms.tokens ADD COLUMN energy_transfers text[];
ALTER TABLE csms.sites ADD COLUMN energy_transfers text[], ADD COLUMN plans_for_cars boolean NOT NULL DEFAULT true;
