using System.ComponentModel.DataAnnotations;

namespace Csms.Engine.Storage;

/// <summary>Section <c>Csms:Retention</c>: how long the bulky tables are kept. 0 keeps for ever.</summary>
public sealed class RetentionOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Retention";

    /// <summary>Days the raw OCPP frames are kept.</summary>
    [Range(0, 36_500)]
    public int FramesDays { get; set; } = 30;

    /// <summary>Days the history of connector and link states is kept.</summary>
    [Range(0, 36_500)]
    public int StatesDays { get; set; } = 400;

    /// <summary>Days the log files that stations uploaded are kept.</summary>
    [Range(0, 36_500)]
    public int LogFilesDays { get; set; } = 30;

    /// <summary>Days the values of periodic event streams are kept.</summary>
    [Range(0, 36_500)]
    public int StreamValuesDays { get; set; } = 30;

    /// <summary>Days the events of monitored variables (NotifyEvent) are kept.</summary>
    [Range(0, 36_500)]
    public int EventsDays { get; set; } = 90;

    /// <summary>Days meter values are kept; they are the evidence of what was billed, so for ever unless told otherwise.</summary>
    [Range(0, 36_500)]
    public int MeterValuesDays { get; set; }
}
