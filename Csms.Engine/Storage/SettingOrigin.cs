namespace Csms.Engine.Storage;

/// <summary>Who saved a setting while the program ran, and when; without one the configuration or the default is in force.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who, by name.</param>
public sealed record SettingOrigin(DateTimeOffset At, string By);
