namespace Csms.Console.Api.Stations;

/// <summary>Power at a moment.</summary>
/// <param name="At">When.</param>
/// <param name="PowerW">Power drawn, W; null: from here on nothing was measured.</param>
internal sealed record PowerPointView(DateTimeOffset At, double? PowerW);
