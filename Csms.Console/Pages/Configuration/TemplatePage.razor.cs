using Csms.Console.Commands;
using Csms.Console.Commands.Bulk;
using Csms.Console.Controls;
using Csms.Console.Pages.Bulk;
using Csms.Console.Security;
using Csms.Console.Templates;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Configuration;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Configuration;

/// <summary>A template, the stations that are not as it wants them, and the button that brings them there.</summary>
public sealed partial class TemplatePage
{
    private ConfigurationTemplate? _template;
    private IReadOnlyList<StationDrift>? _drifts;
    private IReadOnlyList<StationDrift> _shown = [];
    private AccessScope _scope = AccessScope.Nobody;
    private string? _of;
    private bool _read, _failed, _mayWrite, _mayApply;

    [Inject] private TemplateDirectory Templates { get; set; } = null!;
    [Inject] private ConfigurationDrift Drift { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private BulkOpener Bulk { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Identity, as in the address.</summary>
    [Parameter] public string Id { get; set; } = "";

    [SupplyParameterFromQuery] private string? View { get; set; }

    private bool All => View == "all";

    /// <summary>Stations that setting the values could help.</summary>
    private IReadOnlyList<StationDrift> ToApply => _drifts is null ? [] : [.. _drifts.Where(drift => drift.ToSet.Count > 0)];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_of != Id)
        {
            _of = Id;
            _scope = await UserScope.GetAsync();
            await LoadAsync();
        }

        Show();
    }

    private async Task LoadAsync()
    {
        _template = Templates.Find(Id) is { } found && TemplateDesk.Sees(_scope, found) ? found : null;
        _read = true;
        if (_template is null) return;
        _mayWrite = TemplateDesk.MayWrite(_scope, _template.SiteId);
        _mayApply = _scope.Can(CommandKind.SetVariables.Permission());
        try
        {
            _drifts = await Drift.OfTemplateAsync(_template, station => _scope.Can(Permissions.StationsRead, station.Profile.SiteId), CancellationToken.None);
            _failed = false;
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }

        Show();
    }

    private void Show() => _shown = _drifts is null ? [] : All ? _drifts : [.. _drifts.Where(drift => drift.Off > 0)];

    private string What(StationDrift drift) => string.Join(", ", drift.Lines.Where(line => line.Kind != DriftKind.Same).Select(line => line.Kind switch
    {
        DriftKind.NotTold => T["What.NotTold", line.Wanted.Address.ToString()].Value,
        DriftKind.Locked => T["What.Locked", line.Wanted.Address.ToString(), line.Held!.Value ?? ""].Value,
        _ => T["What.Different", line.Wanted.Address.ToString(), line.Held!.Value ?? "", line.Wanted.Value].Value,
    }));

    private async Task EditAsync()
    {
        var result = await Ask.FormAsync<TemplateForm>(T["Template.EditTitle", _template!.Name], new Dictionary<string, object?> { [nameof(TemplateForm.Template)] = _template }, "720px");
        if (result is TemplateForm.Deleted) Navigation.NavigateTo(ConfigurationLinks.List);
        else if (result is not null) await LoadAsync();
    }

    /// <summary>One run for all. What nobody lacks is left out; of the rest each station gets what it does not have, unless the person wants all to go out.</summary>
    private async Task ApplyAsync()
    {
        var stations = ToApply;
        var lacking = stations.SelectMany(drift => drift.ToSet).ToHashSet();
        var values = _template!.Wanted.Where(lacking.Contains).ToList();
        var run = await Bulk.OpenAsync([.. stations.Select(drift => drift.Station.Id)], CommandKind.SetVariables, ConfigurationTemplate.Body(values),
            T[values.Count == 1 ? "Apply.What.One" : "Apply.What", _template.Name, Formats.Number(values.Count), string.Join(", ", values.Select(value => $"{value.Address} = {value.Value}"))]);
        if (run is not null) Navigation.NavigateTo(BulkLinks.Of(run.Id));
    }
}
