using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Engine.Events;
using Csms.Engine.Firmware;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace Csms.Console.Pages.Firmware;

/// <summary>Firmware of a station: what runs, an update as the station tells of it, earlier ones, the images; and its log files.</summary>
public sealed partial class FirmwarePanel
{
    private const int Shown = 20;

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<FirmwareUpdate> _updates = [];
    private IReadOnlyList<FirmwareImage> _images = [];
    private string? _error;
    private Action<StationId>? _told;
    private bool _mayUpdate, _mayKeep;

    [Inject] private FirmwareBook Book { get; set; } = null!;
    [Inject] private FirmwareLibrary Library { get; set; } = null!;
    [Inject] private FirmwareDesk Desk { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private IStringLocalizer<ProtocolTexts> Protocol { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Which station.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    private bool IsOnline => Station.Link == LinkState.Online && Station.Profile.Registration == RegistrationStatus.Accepted;

    /// <inheritdoc />
    public void Dispose()
    {
        Book.Changed -= _told;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized() => Book.Changed += _told = ReaderLanguage.Of<StationId>(OnChanged);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _mayUpdate = Scope.Can(FirmwareDesk.Permission, Station.Profile.SiteId);
        _mayKeep = FirmwareDesk.MayKeepImages(Scope);
    }

    /// <inheritdoc />
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? ReadAsync() : Task.CompletedTask;

    private static TagTone Tone(FirmwareUpdate update) => update.State switch
    {
        FirmwareState.Installed => TagTone.Ok,
        FirmwareState.Failed => TagTone.Danger,
        FirmwareState.Running => TagTone.Info,
        _ => TagTone.Neutral,
    };

    private string For(FirmwareImage image) => string.Join(' ', new[] { image.Vendor, image.Model }.OfType<string>()) is { Length: > 0 } words ? words : T["AnyModel"];

    private string? Said(string? status) => status is null ? null : Protocol[$"Word.FirmwareStatus.{status}"] is { ResourceNotFound: false } word ? word.Value : status;

    private string Back(FirmwareUpdate update) =>
        update.VersionWanted is { } wanted && update.VersionAfter != wanted && update.VersionAfter != update.VersionBefore ? T["Other", update.VersionAfter ?? Formats.Unknown, wanted]
        : update.VersionAfter == update.VersionBefore ? T["Same", update.VersionAfter ?? Formats.Unknown]
        : T["Back", update.VersionAfter ?? Formats.Unknown];

    private string About(FirmwareUpdate update) => string.Join(" · ", new[]
    {
        update.Source, update.VersionWanted, update.Signed ? T["Signed"].Value : null,
        update.RetrieveAt is { } retrieve && retrieve > update.AskedAt ? T["RetrieveFrom", Formats.Time(retrieve, Time.GetUtcNow(), Zone)].Value : null,
        update.InstallAt is { } install ? T["InstallFrom", Formats.Time(install, Time.GetUtcNow(), Zone)].Value : null,
    }.OfType<string>());

    private void OnChanged(StationId station)
    {
        if (station == Station.Id) _ = InvokeAsync(ReadAsync);
    }

    private async Task ReadAsync()
    {
        if (_gone.IsCancellationRequested) return;
        try
        {
            _updates = await Book.ListAsync(Station.Id, null, Shown, _gone.Token);
            _images = await Library.ListAsync(_gone.Token);
            _error = null;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the page is gone
        }
        catch (NpgsqlException)
        {
            _error = T["NotStored"];
        }

        StateHasChanged();
    }

    private async Task UpdateAsync()
    {
        var parameters = new Dictionary<string, object?> { [nameof(FirmwareForm.Station)] = Station, [nameof(FirmwareForm.Zone)] = Zone, [nameof(FirmwareForm.Images)] = _images };
        await Ask.FormAsync<FirmwareForm>(T["Update.Title", Station.Id.Value], parameters, "560px");
        await ReadAsync();
    }

    private async Task AddAsync()
    {
        await Ask.FormAsync<ImageForm>(T["AddImage.Title"], new Dictionary<string, object?> { [nameof(ImageForm.Vendor)] = Station.Boot?.Vendor, [nameof(ImageForm.Model)] = Station.Boot?.Model }, "560px");
        await ReadAsync();
    }

    private async Task DeleteAsync(FirmwareImage image)
    {
        if (!await Ask.ConfirmAsync(T["Delete.Title", image.Name], T["Delete.Text"], T["Delete.Verb", image.Name], danger: true)) return;
        var scope = await UserScope.GetAsync();
        if (!FirmwareDesk.MayKeepImages(scope))
        {
            _error = L["Denied.Title"];
            return;
        }

        try
        {
            if (await Desk.IsNeededAsync(image.Id, CancellationToken.None))
            {
                _error = T["Needed", image.Name];
                return;
            }

            await Desk.DeleteAsync(scope, image, CancellationToken.None);
            await ReadAsync();
        }
        catch (NpgsqlException)
        {
            _error = T["NotStored"];
        }
    }
}
