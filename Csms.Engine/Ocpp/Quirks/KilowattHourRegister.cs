namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// A register that counts kWh and is labelled Wh: <c>361</c> at the beginning, <c>362</c> after seven minutes at 9.4 kW. No single message shows it. Sessions whose power samples prove it
/// (<c>Sessions/EnergyWitness</c>) are flagged with the figures; nothing is multiplied, as a factor that was wrong once is a wrong bill.
/// </summary>
internal sealed class KilowattHourRegister : IQuirk
{
    public FrameNote Note => FrameNote.KilowattHourRegister;

    public bool IsMended => false;

    public bool NeedsManyMessages => true;

    public string? SessionFlag => "RegisterInKilowattHours";

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("OpenEVSE/openevse_esp32_firmware", 703, "OpenEVSE")];
}
