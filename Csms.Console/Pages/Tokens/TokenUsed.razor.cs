using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace Csms.Console.Pages.Tokens;

/// <summary>Where a token has charged, station by station, of what the person may see; the latest first.</summary>
public sealed partial class TokenUsed
{
    private IReadOnlyList<TokenUsedLine>? _lines;
    private string? _of;
    private bool _failed;

    [Inject] private TokenUses Uses { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private IStringLocalizer<StationTexts> S { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The token.</summary>
    [Parameter, EditorRequired] public string IdToken { get; set; } = "";

    /// <summary>Sessions that run with it, from the page: when they change, all is read again.</summary>
    [Parameter] public IReadOnlyList<Session> Running { get; set; } = [];

    private RenderFragment Nothing => builder =>
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T["Used.Nowhere"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Text), T["Used.NowhereText"].Value);
        builder.CloseComponent();
    };

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var of = $"{IdToken}\n{string.Join(' ', Running.Select(session => session.Id.Value))}";
        if (_of == of) return;
        _of = of;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var scope = await Scope.GetAsync();
        var live = scope.Live(Permissions.SessionsRead);
        try
        {
            var running = Running.ToLookup(session => session.StationId);
            _lines = [.. (await Uses.OfAsync(IdToken, scope.SiteIds(Permissions.SessionsRead), CancellationToken.None)).Select(use =>
            {
                var station = Board.Find(use.Station, live);
                var site = Sites.Find(station?.Profile.SiteId);
                return new TokenUsedLine(use.Station.Value, station?.DisplayName, site?.Name, Formats.Find(site?.TimeZone), use.Sessions,
                    use.EnergyWh + running[use.Station].Sum(session => session.EnergyWh ?? 0), use.LastAt, [.. running[use.Station].Select(session => session.Id)])
                {
                    HasCustomers = station is { OcppVersion: "2.0.1" or "2.1" } && Csms.Console.Commands.CustomerDesk.MayAsk(scope, station),
                };
            })];
            _failed = false;
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }
    }

    private string Customer(TokenUsedLine line) =>
        $"{Csms.Console.Pages.Stations.StationLinks.Of(Csms.Engine.Units.StationId.Parse(line.Station), "security")}&customer={Uri.EscapeDataString(IdToken)}";

    private string Sum(IReadOnlyList<TokenUsedLine> lines)
    {
        var energy = Formats.EnergySum(lines.Sum(line => line.EnergyWh));
        return lines.Count == 0 ? "" : T["Used.Sum", Formats.Number(lines.Count), Formats.Number(lines.Select(line => line.Site).OfType<string>().Distinct().Count()), Formats.Number(lines.Sum(line => line.Sessions)), $"{energy.Value} {energy.Unit}"];
    }
}
