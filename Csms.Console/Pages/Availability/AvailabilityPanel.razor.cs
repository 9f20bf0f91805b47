using Csms.Console.Controls;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Availability;

/// <summary>How well the EVSEs of a station were there for drivers: uptime, failures, repair, and each outage.</summary>
public sealed partial class AvailabilityPanel
{
    private const int Usual = 30;
    private const int Most = 200;

    private static readonly int[] _days = [1, 7, Usual, 90];

    private IReadOnlyList<Uptime>? _evses;
    private IReadOnlyList<Outage> _outages = [];
    private KeyValuePair<int, string>[] _spans = [];
    private (StationId Station, int Days) _of;
    private DateTimeOffset _at;
    private bool _failed;

    [Inject] private StateHistory History { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Which station.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    [SupplyParameterFromQuery] private int? Days { get; set; }

    private int Span => Days is { } days && _days.Contains(days) ? days : Usual;

    /// <inheritdoc />
    protected override void OnInitialized() => _spans = [.. _days.Select(days => KeyValuePair.Create(days, T[$"Days.{days}"].Value))];

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => _of == (Station.Id, Span) ? Task.CompletedTask : ReadAsync();

    private async Task ReadAsync()
    {
        _of = (Station.Id, Span);
        _failed = false;
        var now = Time.GetUtcNow();
        try
        {
            var days = await History.SpanAsync([Station], now.AddDays(-Span), now, CancellationToken.None);
            _evses = [.. days[Station.Key].Evses.Select(Uptime.Of)];
            _outages = Uptime.OutagesOf(_evses);
            _at = now;
        }
        catch (NpgsqlException)
        {
            // Said on the page, with a button that tries again; the log of the database has the cause.
            _failed = true;
        }
    }

    private TimeSpan Known() => _evses!.Max(evse => evse.Known);

    private string Length(TimeSpan length) => length == TimeSpan.Zero ? "0" : Formats.Duration(length);
}
