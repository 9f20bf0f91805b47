using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Templates;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Configuration;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Configuration;

/// <summary>The templates, and how many stations are not as each wants them.</summary>
public sealed partial class TemplateList
{
    private IReadOnlyList<TemplateLine> _lines = [], _shown = [];
    private AccessScope _scope = AccessScope.Nobody;
    private bool _mayAdd, _failed, _disposed;

    [Inject] private TemplateDirectory Templates { get; set; } = null!;
    [Inject] private ConfigurationDrift Drift { get; set; } = null!;
    [Inject] private StationRegistry Registry { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Q { get; set; }

    /// <inheritdoc />
    public void Dispose() => _disposed = true;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await UserScope.GetAsync();
        _mayAdd = !_scope.Sites(Permissions.CommandConfig).IsEmpty;
        var seen = Registry.States.Where(Sees).ToList();
        _lines = [.. Templates.All.Where(template => TemplateDesk.Sees(_scope, template))
            .Select(template => new TemplateLine(template, TemplateScope.Say(T, Sites, template), seen.Count(template.IsFor), null))];
        Show();
        _ = LoadAsync(); // the figures come behind the list: each reads what its stations hold
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => Show();

    private bool Sees(StationState station) => _scope.Can(Permissions.StationsRead, station.Profile.SiteId);

    private async Task LoadAsync()
    {
        try
        {
            foreach (var template in _lines.Select(line => line.Template).ToList())
            {
                var drifts = await Drift.OfTemplateAsync(template, Sees, CancellationToken.None);
                if (_disposed) return;
                _lines = [.. _lines.Select(line => line.Template.Id == template.Id ? line with { Stations = drifts.Count, Off = drifts.Count(drift => drift.Off > 0) } : line)];
            }

            _failed = false;
        }
        catch (NpgsqlException)
        {
            _failed = true;
        }

        await InvokeAsync(() => { Show(); StateHasChanged(); });
    }

    private void Show() => _shown = string.IsNullOrWhiteSpace(Q) ? _lines
        : [.. _lines.Where(line => $"{line.Template.Name} {line.Template.Id} {line.For}".Contains(Q.Trim(), StringComparison.CurrentCultureIgnoreCase))];

    private async Task OpenAsync(ConfigurationTemplate? template)
    {
        if (await Ask.FormAsync<TemplateForm>(T["Template.Add"], new Dictionary<string, object?> { [nameof(TemplateForm.Template)] = template }, "720px") is ConfigurationTemplate saved)
            Navigation.NavigateTo(ConfigurationLinks.Of(saved.Id));
    }
}
