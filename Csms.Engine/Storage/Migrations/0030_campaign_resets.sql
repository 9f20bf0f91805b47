-- Campaigns that reset their OCPP 1.6 stations: in 1.6 a station installs by itself, but many take a new firmware only when they start again.
ALTER TABLE csms.firmware_campaigns ADD COLUMN reset_when text;      -- Firmware/CampaignReset; null: never

-- The reset that a campaign gave for an update. It stands here before it is sent, so that no station is reset twice.
ALTER TABLE csms.firmware_updates
    ADD COLUMN reset_command uuid,
    ADD COLUMN reset_at      timestamptz,
    ADD COLUMN reset_status  text;                                  -- the station's word, the code of its CALLERROR, or NoAnswer
