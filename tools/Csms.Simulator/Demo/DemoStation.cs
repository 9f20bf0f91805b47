namespace Csms.Simulator.Demo;

/// <summary>A station of the demo network, known before it connects.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Name for operators.</param>
/// <param name="SiteCode">Its site.</param>
/// <param name="Model">What it is.</param>
public sealed record DemoStation(string Id, string Name, string SiteCode, DemoModel Model);
