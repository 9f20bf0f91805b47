namespace Csms.Console.Pages.Settings;

/// <summary>A setting of the configuration: what is in force and where it was said.</summary>
/// <param name="Key">"Csms:Ocpp:HeartbeatSeconds".</param>
/// <param name="Value">In force; null when it is a secret.</param>
/// <param name="Source">File, environment or arguments; null: the default.</param>
internal sealed record ConfiguredSetting(string Key, string? Value, string? Source);
