using System.Text.Json;

namespace Csms.Console.Tariffs;

/// <summary>What is to be changed of a tariff; what is null stays as it is.</summary>
public sealed record TariffChange
{
    /// <summary>Name for people; of a new one without: its identity.</summary>
    public string? Name { get; init; }

    /// <summary>The site is named (<see cref="SiteId"/>), also by null.</summary>
    public bool SetsSite { get; init; }

    /// <summary>Only for stations of this site; null: of the whole network.</summary>
    public string? SiteId { get; init; }

    /// <summary>Token groups whose drivers pay it.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Not for sessions that begin from now on.</summary>
    public bool? Retired { get; init; }

    /// <summary>TariffType of OCPP 2.1; a new one needs it.</summary>
    public JsonElement? Tariff { get; init; }

    /// <summary>The version that was changed, 0: none; null: whichever there is.</summary>
    public int? Expected { get; init; }

    /// <summary>The revision that was changed: also of what makes no version; null: whichever there is.</summary>
    public long? Revision { get; init; }

    /// <summary>Why, where one was typed.</summary>
    public string? Reason { get; init; }
}
