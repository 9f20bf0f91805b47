using Csms.Console.Tests.Support;

namespace Csms.Console.Tests.Pages.Simulator;

/// <summary>A host with a demo network of four stations.</summary>
public sealed class DemoBrowserHost : BrowserHost
{
    protected override void Configure(IDictionary<string, string?> settings) => settings["Csms:Demo:Stations"] = "4";
}
