using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Pages.Firmware;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Engine.Firmware;
using Csms.Engine.LiveView;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace Csms.Console.Pages.Campaigns;

/// <summary>The firmware images, and how many stations run each.</summary>
public sealed partial class ImageList
{
    private AccessScope? _scope;
    private IReadOnlyList<ImageRow>? _rows;
    private bool _failed, _mayKeep;
    private string? _told;

    [Inject] private FirmwareLibrary Library { get; set; } = null!;
    [Inject] private FirmwareDesk Desk { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private IStringLocalizer<FirmwareTexts> T { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await UserScope.GetAsync();
        _mayKeep = FirmwareDesk.MayKeepImages(_scope);
        await LoadAsync();
    }

    private string For(FirmwareImage image) => string.Join(' ', new[] { image.Vendor, image.Model }.OfType<string>()) is { Length: > 0 } words ? words : T["AnyModel"];

    private async Task LoadAsync()
    {
        if (_scope is null) return;
        try
        {
            var stations = Board.Stations(_scope.Live()).ToList();
            _rows = [.. (await Library.ListAsync(CancellationToken.None)).Select(image => new ImageRow(image, stations.Count(station => station.Boot is { } boot && boot.FirmwareVersion == image.Version && image.Fits(boot.Vendor, boot.Model))))];
            _failed = false;
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }
    }

    private async Task AddAsync()
    {
        _told = null;
        await Ask.FormAsync<ImageForm>(T["AddImage.Title"], [], "560px");
        await LoadAsync();
    }

    private async Task DeleteAsync(FirmwareImage image)
    {
        _told = null;
        if (!await Ask.ConfirmAsync(T["Delete.Title", image.Name], T["Delete.Text"], T["Delete.Verb", image.Name], danger: true)) return;
        var scope = await UserScope.GetAsync();
        if (!FirmwareDesk.MayKeepImages(scope))
        {
            _told = L["Denied.Title"];
            return;
        }

        try
        {
            if (await Desk.IsNeededAsync(image.Id, CancellationToken.None)) _told = T["Needed", image.Name];
            else await Desk.DeleteAsync(scope, image, CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            _told = T["NotStored"];
        }

        await LoadAsync();
    }

    private sealed record ImageRow(FirmwareImage Image, int Stations);
}
