using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Prices;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Tariffs;

/// <summary>What sessions cost by a tariff, while it is typed and after.</summary>
public sealed partial class PricePreview
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<Trial> _trials = [];
    private (Tariff?, Tariff?, TimeZoneInfo?) _reckoned;
    private TrialSession? _past;
    private string _number = "";
    private string? _chosen;
    private bool _maySessions, _notFound, _failed, _reading;

    [Inject] private PastTrials Past { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>By which tariff; null: what is typed is none yet.</summary>
    [Parameter, EditorRequired] public Tariff? Tariff { get; set; }

    /// <summary>The version in force, to compare with; null: none.</summary>
    [Parameter] public Tariff? Before { get; set; }

    /// <summary>Zone of the site in which it is read.</summary>
    [Parameter, EditorRequired] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    private string ZoneName => Zone.Equals(Formats.Zone) ? Formats.ZoneName : Zone.Id;

    /// <inheritdoc />
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _maySessions = (await Scope.GetAsync()).Can(Permissions.SessionsRead);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        // A long session by many prices takes a while: not at every key that changes none, nor at every look of the page.
        if (_reckoned == (Tariff, Before, Zone)) return;
        Reckon();
    }

    private void Reckon()
    {
        _reckoned = (Tariff, Before, Zone);
        var now = Time.GetUtcNow();
        var from = Tariff?.ValidFrom is { } begins && begins > now && begins < now.AddYears(10) ? begins : now; // "never" is typed as a year far off
        var trials = TypicalSessions.Names.Select(name =>
        {
            var session = TypicalSessions.Of(name, from, Zone);
            return Tried(name, T[$"Preview.{name}"], $"{T[$"Preview.{name}.About"].Value} · {Formats.Date(session.Start, Zone)}, {Formats.HourMinute(session.Start, Zone)}", session);
        }).ToList();
        if (_past is { } past && _chosen is { } number)
            trials.Add(Tried("past", number, $"{Formats.Number((double?)(past.EnergyWh / 1000), 3)} kWh · {Formats.Duration(past.End - past.Start)} · {Formats.Date(past.Start, past.Zone)}, {Formats.HourMinute(past.Start, past.Zone)}", past));
        _trials = trials;
    }

    private Trial Tried(string key, string title, string about, TrialSession session) =>
        new(key, title, about, Tariff is null ? null : session.CostBy(Tariff), Before is null ? null : session.CostBy(Before));

    /// <summary>"+1.87 €", "the same".</summary>
    private string? Against(Trial trial)
    {
        if (trial is not { Cost: { } cost, Before: { } before } || before.Currency != cost.Currency) return null;
        var change = cost.InclTax - before.InclTax;
        return change == 0 ? T["Preview.Same"].Value : $"{(change > 0 ? "+" : "")}{Formats.Money(change, cost.Currency)}";
    }

    private string? Difference(Trial trial) => trial.Before is { } before ? T["Preview.Was", Formats.Money(before.InclTax, before.Currency), Before?.Version ?? 0].Value : null;

    private async Task ChooseAsync()
    {
        if (_reading) return;
        (_notFound, _failed, _reading) = (false, false, true);
        try
        {
            var scope = await Scope.GetAsync();
            _past = scope.Can(Permissions.SessionsRead) ? await Past.ReadAsync(_number, scope, _gone.Token) : null;
            (_notFound, _chosen) = (_past is null, _number.Trim());
            Reckon();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the page is gone
        }
        catch (NpgsqlException)
        {
            _failed = true;
        }
        finally
        {
            _reading = false;
        }
    }

    private sealed record Trial(string Key, string Title, string About, SessionCost? Cost, SessionCost? Before);
}
