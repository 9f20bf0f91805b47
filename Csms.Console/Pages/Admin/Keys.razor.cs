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
    private bool _loaded;

    [Inject] private ApiKeyStore Store { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    protected override async Task OnInitializedAsync() => await LoadAsync();

    private async Task LoadAsync()
    {
        _keys = await Store.ListAsync();
        _loaded = true;
    }

    private string ScopesOf(ApiKey key) => key.Scopes.Count == Permissions.All.Count ? L["ApiKeys.AllScopes"] : string.Join(", ", key.Scopes);

    private async Task AddAsync()
    {
        _made = null;
        if (await Ask.FormAsync<KeyForm>(L["ApiKeys.AddTitle"], width: "640px") is not NewApiKey wanted) return;
        var scope = await Scope.GetAsync();
        if (!scope.Can(Permissions.KeysManage)) return;
        var (key, text) = await Store.CreateAsync(wanted, scope.Actor);
        _made = (key.Name, text);
        await LoadAsync();
    }

    private async Task ShowAsync(ApiKey key)
    {
        if (await Ask.FormAsync<KeyDetail>(key.Name, new Dictionary<string, object?> { [nameof(KeyDetail.Key)] = key }, "560px") is true) await DeleteAsync(key);
    }

    private async Task DeleteAsync(ApiKey key)
    {
        if (!await Ask.ConfirmAsync(T["Keys.RevokeTitle", key.Name], L["ApiKeys.DeleteText"], T["Keys.RevokeVerb"], danger: true)) return;
        var scope = await Scope.GetAsync();
        if (!scope.Can(Permissions.KeysManage)) return;
        await Store.DeleteAsync(key.Id, scope.Actor);
        await LoadAsync();
    }
}
