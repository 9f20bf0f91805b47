namespace Csms.Console.Pages.Settings;

/// <summary>Who saved a setting here, and when; no row: the configuration or the default is in force.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who, by name.</param>
internal sealed record SettingOrigin(DateTimeOffset At, string By);
