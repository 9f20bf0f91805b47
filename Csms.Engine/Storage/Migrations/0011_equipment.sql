-- The map filters by connector and power: a few rows a station among some hundred.
CREATE INDEX variables_equipment ON csms.variables (component, variable)
    WHERE attribute = 'Actual' AND ((component = 'EVSE' AND variable = 'Power') OR (component = 'Connector' AND variable = 'ConnectorType'));
