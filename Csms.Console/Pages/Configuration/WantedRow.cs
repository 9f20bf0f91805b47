using Csms.Console.Templates;

namespace Csms.Console.Pages.Configuration;

/// <summary>A wanted value while it is written.</summary>
internal sealed class WantedRow
{
    /// <summary>The variable as people write it.</summary>
    public string Variable { get; set; } = "";

    /// <summary>The value.</summary>
    public string Value { get; set; } = "";

    /// <summary>What is wrong with it.</summary>
    public WantedFault? Fault { get; set; }
}
