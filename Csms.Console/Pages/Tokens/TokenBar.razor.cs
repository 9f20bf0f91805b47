using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Tokens;
using Csms.Engine.Events;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Csms.Console.Pages.Tokens;

/// <summary>What can be done with the ticked tokens.</summary>
public sealed partial class TokenBar
{
    [Inject] private RunningTokens Running { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private FileHandOver Files { get; set; } = null!;
    [Inject] private IAuditLog Audit { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private NotificationService Notifications { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>How many are ticked.</summary>
    [Parameter, EditorRequired] public int Count { get; set; }

    /// <summary>The ticked ones as they are at that moment.</summary>
    [Parameter, EditorRequired] public Func<IEnumerable<TokenEntry>> Picked { get; set; } = null!;

    /// <summary>More than an export is offered.</summary>
    [Parameter] public bool MayWrite { get; set; }

    /// <summary>Nothing shall be ticked any more.</summary>
    [Parameter] public EventCallback Clear { get; set; }

    /// <summary>"2 are blocked already · 1 charges right now".</summary>
    private string? Note
    {
        get
        {
            if (Count == 0) return null;
            int blocked = 0, charging = 0;
            foreach (var token in Picked())
            {
                if (token.Status == AuthorizationStatus.Blocked) blocked++;
                if (Running.SessionsOf(token.IdToken).Count > 0) charging++;
            }
            List<string> notes = [];
            if (blocked > 0) notes.Add(Counted("Many.Left.Blocked", blocked));
            if (charging > 0) notes.Add(Counted("Many.ChargingNow", charging));
            return notes.Count == 0 ? null : string.Join(" · ", notes);
        }
    }

    private string Counted(string key, int count) => T[count == 1 ? $"{key}.One" : key, Formats.Number(count)];

    private async Task ManyAsync(TokenManyKind kind)
    {
        IReadOnlyList<string> picked = [.. Picked().Select(token => token.IdToken)];
        var parameters = new Dictionary<string, object?> { [nameof(TokenManyForm.Kind)] = kind, [nameof(TokenManyForm.Tokens)] = picked };
        if (await Ask.FormAsync<TokenManyForm>(Counted($"Many.{kind}.Title", picked.Count), parameters, "560px") is not int changed) return;
        await Clear.InvokeAsync();
        Notifications.Notify(NotificationSeverity.Success, Counted($"Many.{kind}.Done", changed));
    }

    private async Task EverywhereAsync()
    {
        IReadOnlyList<string> picked = [.. Picked().Select(token => token.IdToken)];
        var parameters = new Dictionary<string, object?> { [nameof(BlockForm.Tokens)] = picked };
        if (await Ask.FormAsync<BlockForm>(Counted("Everywhere.Title", picked.Count), parameters, "720px") is true) await Clear.InvokeAsync();
    }

    private async Task ExportAsync()
    {
        var scope = await Scope.GetAsync();
        if (!scope.Can(Permissions.TokensRead)) return;
        var picked = Picked().ToList();
        await Audit.WriteAsync(scope.Actor, "token.export", "token", "*", null, new { Selected = picked.Count });
        await Files.GiveAsync("tokens", TokenCsv.Columns(Formats.Zone, Time.GetUtcNow()), picked);
    }
}
