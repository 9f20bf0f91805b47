using Csms.Engine.Units;

namespace Csms.Console.Pages.Tokens;

/// <summary>A station where a token has charged, as a row shows it.</summary>
/// <param name="Station">Its identity.</param>
/// <param name="Name">Its name; null: it is gone.</param>
/// <param name="Site">Where it stands.</param>
/// <param name="Zone">Zone of the site; null: the person's.</param>
/// <param name="Sessions">How many, running ones too.</param>
/// <param name="EnergyWh">What they took, running ones so far, Wh.</param>
/// <param name="LastAt">When the latest began.</param>
/// <param name="Running">Those that run.</param>
internal sealed record TokenUsedLine(string Station, string? Name, string? Site, TimeZoneInfo? Zone, int Sessions, long EnergyWh, DateTimeOffset LastAt, IReadOnlyList<SessionId> Running)
{
    /// <summary>It can be asked what it holds of a customer (2.x).</summary>
    public bool HasCustomers { get; init; }

    public bool IsThere => Name is not null;
}
