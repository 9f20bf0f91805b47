namespace Csms.Console.Controls;

/// <summary>Section `Csms:Console`: how the console shows things.</summary>
public sealed class ConsoleOptions
{
    /// <summary>Section name.</summary>
    public const string Section = "Csms:Console";

    /// <summary>IANA zone for times that belong to no site, unless the person chose another; empty: the zone of the machine.</summary>
    public string Zone { get; set; } = "";
}
