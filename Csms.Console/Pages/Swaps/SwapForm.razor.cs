using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Components;
using Npgsql;
using Radzen;

namespace Csms.Console.Pages.Swaps;

/// <summary>Asks a station for a battery swap; stays open with the station's reason when it does not want to.</summary>
public sealed partial class SwapForm
{
    private const int Offered = 20; // tokens below the field

    private string _token = "";
    private bool _busy, _mayRead;
    private string? _error, _fault;
    private IReadOnlyList<TokenEntry> _found = [];

    [Inject] private SwapDesk Desk { get; set; } = null!;
    [Inject] private TokenDirectory Tokens { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;

    /// <summary>Where.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    private TokenEntry? Known => _mayRead ? Tokens.Find(_token.Trim()) : null;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _mayRead = (await UserScope.GetAsync()).Can(Permissions.TokensRead, Station.Profile.SiteId);

    private void OnToken(ChangeEventArgs change)
    {
        (_token, _fault) = (change.Value as string ?? "", null);
        var text = _token.Trim();
        _found = !_mayRead || text.Length < 2 ? [] : [.. Tokens.All.Where(token => token.IdToken.Contains(text, StringComparison.OrdinalIgnoreCase) || token.Driver?.Contains(text, StringComparison.OrdinalIgnoreCase) == true).Take(Offered)];
    }

    private async Task SendAsync()
    {
        if (_busy) return;
        (_error, _fault) = (null, null);
        var token = _token.Trim();
        if (!TokenRules.IsToken(token))
        {
            _fault = T["TokenWrong"];
            return;
        }

        var type = Desk.TypeOf(token);
        if (Desk.Worth(Station, token, type) is not AuthorizationStatus.Accepted and var worth)
        {
            _fault = T["TokenRefused", worth.ToString()];
            return;
        }

        var scope = await UserScope.GetAsync();
        if (!scope.Can(SwapDesk.Permission, Station.Profile.SiteId))
        {
            _error = L["Denied.Title"];
            return;
        }

        _busy = true;
        try
        {
            var (command, swap) = await Desk.RequestAsync(scope, Station, token, type, CancellationToken.None);
            if (command.Status == "Accepted" && swap is not null) Dialogs.Close(swap);
            else if (command.Status == "Rejected") _error = swap?.ReasonCode is { } code && T[$"Reason.{code}"] is { ResourceNotFound: false } word ? $"{T["Rejected"]} {word}" : $"{T["Rejected"]} {swap?.Reason ?? swap?.ReasonCode}".TrimEnd();
            else _error = T["Answer.Other", Words.Result(command)];
        }
        catch (NpgsqlException)
        {
            _error = T["FailedText"];
        }
        finally
        {
            _busy = false;
        }
    }
}
