using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Security.ApiKeys;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Admin;

/// <summary>Keys of other programs.</summary>
public sealed partial class Keys
{
    /// <summary>From when on an end is marked.</summary>
    private const int ExpiresSoonDays = 14;

    private IReadOnlyList<ApiKey> _keys = [];
    private (string Name, string Text)? _made;
    private string? _error;
    private bool _loaded, _mayAudit;

    [Inject] private KeyDesk Desk { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    protected override async Task OnInitializedAsync() => await LoadAsync();

    private async Task LoadAsync()
    {
        var scope = await Scope.GetAsync();
        (_keys, _mayAudit) = (await Desk.ListAsync(scope), scope.Can(Permissions.AuditRead));
        _loaded = true;
    }

    private string ScopesOf(ApiKey key) => key.Scopes.Count == Permissions.All.Count ? L["ApiKeys.AllScopes"] : string.Join(", ", key.Scopes);

    private async Task AddAsync()
    {
        (_made, _error) = (null, null);
        if (await Ask.FormAsync<KeyForm>(L["ApiKeys.AddTitle"], width: "640px") is not NewApiKey wanted) return;
        // Judged again by the desk: what the person may can have changed while the form was open.
        if (await Desk.CreateAsync(wanted, await Scope.GetAsync()) is (var key, var text)) _made = (key.Name, text);
        else _error = T["Keys.NotYours"];
        await LoadAsync();
    }

    private async Task ShowAsync(ApiKey key)
    {
        if (await Ask.FormAsync<KeyDetail>(key.Name, new Dictionary<string, object?> { [nameof(KeyDetail.Key)] = key, [nameof(KeyDetail.WithAudit)] = _mayAudit }, "560px") is true) await DeleteAsync(key);
    }

    private async Task DeleteAsync(ApiKey key)
    {
        if (!await Ask.ConfirmAsync(T["Keys.RevokeTitle", key.Name], L["ApiKeys.DeleteText"], T["Keys.RevokeVerb"], danger: true)) return;
        _error = await Desk.DeleteAsync(key.Id, await Scope.GetAsync()) == KeyRefusal.NotYours ? T["Keys.NotYours"].Value : null;
        await LoadAsync();
    }
}
