namespace Csms.Engine.Events;

/// <summary>
/// Everything the three OCPP versions can measure (MeasurandEnumType of 1.6, 2.0.1 and 2.1). The numbers are stored: append only.
/// </summary>
public enum Measurand : byte
{
    /// <summary>Energy.Active.Import.Register, in Wh.</summary>
    EnergyActiveImportRegister = 0,

    /// <summary>Energy.Active.Export.Register, in Wh.</summary>
    EnergyActiveExportRegister = 1,

    /// <summary>Energy.Reactive.Import.Register, in varh.</summary>
    EnergyReactiveImportRegister = 2,

    /// <summary>Energy.Reactive.Export.Register, in varh.</summary>
    EnergyReactiveExportRegister = 3,

    /// <summary>Energy.Active.Import.Interval, in Wh.</summary>
    EnergyActiveImportInterval = 4,

    /// <summary>Energy.Active.Export.Interval, in Wh.</summary>
    EnergyActiveExportInterval = 5,

    /// <summary>Energy.Reactive.Import.Interval, in varh.</summary>
    EnergyReactiveImportInterval = 6,

    /// <summary>Energy.Reactive.Export.Interval, in varh.</summary>
    EnergyReactiveExportInterval = 7,

    /// <summary>Energy.Active.Net, in Wh.</summary>
    EnergyActiveNet = 8,

    /// <summary>Energy.Reactive.Net, in varh.</summary>
    EnergyReactiveNet = 9,

    /// <summary>Energy.Apparent.Net, in VAh.</summary>
    EnergyApparentNet = 10,

    /// <summary>Energy.Apparent.Import, in VAh.</summary>
    EnergyApparentImport = 11,

    /// <summary>Energy.Apparent.Export, in VAh.</summary>
    EnergyApparentExport = 12,

    /// <summary>Energy.Active.Import.CableLoss, in Wh.</summary>
    EnergyActiveImportCableLoss = 13,

    /// <summary>Energy.Active.Import.LocalGeneration.Register, in Wh.</summary>
    EnergyActiveImportLocalGenerationRegister = 14,

    /// <summary>Energy.Active.Setpoint.Interval, in Wh.</summary>
    EnergyActiveSetpointInterval = 15,

    /// <summary>EnergyRequest.Target, in Wh.</summary>
    EnergyRequestTarget = 16,

    /// <summary>EnergyRequest.Minimum, in Wh.</summary>
    EnergyRequestMinimum = 17,

    /// <summary>EnergyRequest.Maximum, in Wh.</summary>
    EnergyRequestMaximum = 18,

    /// <summary>EnergyRequest.Minimum.V2X, in Wh.</summary>
    EnergyRequestMinimumV2X = 19,

    /// <summary>EnergyRequest.Maximum.V2X, in Wh.</summary>
    EnergyRequestMaximumV2X = 20,

    /// <summary>EnergyRequest.Bulk, in Wh.</summary>
    EnergyRequestBulk = 21,

    /// <summary>Power.Active.Import, in W.</summary>
    PowerActiveImport = 22,

    /// <summary>Power.Active.Export, in W.</summary>
    PowerActiveExport = 23,

    /// <summary>Power.Reactive.Import, in var.</summary>
    PowerReactiveImport = 24,

    /// <summary>Power.Reactive.Export, in var.</summary>
    PowerReactiveExport = 25,

    /// <summary>Power.Factor, in no unit.</summary>
    PowerFactor = 26,

    /// <summary>Power.Offered, in W.</summary>
    PowerOffered = 27,

    /// <summary>Power.Active.Setpoint, in W.</summary>
    PowerActiveSetpoint = 28,

    /// <summary>Power.Active.Residual, in W.</summary>
    PowerActiveResidual = 29,

    /// <summary>Power.Export.Offered, in W.</summary>
    PowerExportOffered = 30,

    /// <summary>Power.Export.Minimum, in W.</summary>
    PowerExportMinimum = 31,

    /// <summary>Power.Import.Offered, in W.</summary>
    PowerImportOffered = 32,

    /// <summary>Power.Import.Minimum, in W.</summary>
    PowerImportMinimum = 33,

    /// <summary>Current.Import, in A.</summary>
    CurrentImport = 34,

    /// <summary>Current.Export, in A.</summary>
    CurrentExport = 35,

    /// <summary>Current.Offered, in A.</summary>
    CurrentOffered = 36,

    /// <summary>Current.Import.Offered, in A.</summary>
    CurrentImportOffered = 37,

    /// <summary>Current.Import.Minimum, in A.</summary>
    CurrentImportMinimum = 38,

    /// <summary>Current.Export.Offered, in A.</summary>
    CurrentExportOffered = 39,

    /// <summary>Current.Export.Minimum, in A.</summary>
    CurrentExportMinimum = 40,

    /// <summary>Voltage, in V.</summary>
    Voltage = 41,

    /// <summary>Voltage.Minimum, in V.</summary>
    VoltageMinimum = 42,

    /// <summary>Voltage.Maximum, in V.</summary>
    VoltageMaximum = 43,

    /// <summary>Frequency, in Hz.</summary>
    Frequency = 44,

    /// <summary>SoC, in %.</summary>
    SoC = 45,

    /// <summary>Temperature, in Celsius.</summary>
    Temperature = 46,

    /// <summary>RPM, in RPM.</summary>
    RPM = 47,

    /// <summary>Display.PresentSOC, in %.</summary>
    DisplayPresentSOC = 48,

    /// <summary>Display.MinimumSOC, in %.</summary>
    DisplayMinimumSOC = 49,

    /// <summary>Display.TargetSOC, in %.</summary>
    DisplayTargetSOC = 50,

    /// <summary>Display.MaximumSOC, in %.</summary>
    DisplayMaximumSOC = 51,

    /// <summary>Display.RemainingTimeToMinimumSOC, in s.</summary>
    DisplayRemainingTimeToMinimumSOC = 52,

    /// <summary>Display.RemainingTimeToTargetSOC, in s.</summary>
    DisplayRemainingTimeToTargetSOC = 53,

    /// <summary>Display.RemainingTimeToMaximumSOC, in s.</summary>
    DisplayRemainingTimeToMaximumSOC = 54,

    /// <summary>Display.ChargingComplete, in no unit.</summary>
    DisplayChargingComplete = 55,

    /// <summary>Display.BatteryEnergyCapacity, in Wh.</summary>
    DisplayBatteryEnergyCapacity = 56,

    /// <summary>Display.InletHot, in no unit.</summary>
    DisplayInletHot = 57,
}
