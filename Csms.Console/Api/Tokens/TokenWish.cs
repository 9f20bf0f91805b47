using Csms.Console.Api.Http;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Tokens;

namespace Csms.Console.Api.Tokens;

/// <summary>What a PUT asks of a token, read and checked.</summary>
internal sealed class TokenWish
{
    private readonly string _idToken;
    private readonly Named<string> _type;
    private readonly Named<AuthorizationStatus> _status;
    private readonly Named<string> _groupId;
    private readonly Named<DateTimeOffset?> _expiresAt;
    private readonly Named<string> _driver;
    private readonly Named<bool> _concurrent;
    private readonly Named<string> _note;
    private readonly Named<IReadOnlyList<string>> _energyTransfers;

    public TokenWish(string idToken, JsonBody json)
    {
        var body = new BodyReader(json);
        _idToken = idToken;
        _type = body.Word("type", TokenRules.Types);
        _status = body.Word<AuthorizationStatus>("status");
        _groupId = body.Text("groupId", TokenRules.MaxToken);
        _expiresAt = body.Time("expiresAt");
        _driver = body.Text("driver", TokenRules.MaxText, least: 0);
        _concurrent = body.Flag("concurrent");
        _note = body.Text("note", TokenRules.MaxText, least: 0);
        _energyTransfers = body.Words("energyTransfers", EnergyTransfers.Known);
        if (!TokenRules.IsToken(idToken)) body.Fault("idToken", $"1 to {TokenRules.MaxToken} characters without control characters are needed.");
        Faults = body.Faults;
    }

    public IDictionary<string, string[]> Faults { get; }

    public TokenEntry Onto(TokenEntry? before)
    {
        var old = before ?? new TokenEntry { IdToken = _idToken };
        return new TokenEntry
        {
            IdToken = _idToken,
            Type = _type.Or(old.Type)!,
            Status = _status.Or(old.Status),
            GroupId = _groupId.Or(old.GroupId),
            ExpiresAt = _expiresAt.Or(old.ExpiresAt),
            Driver = Filled(_driver.Or(old.Driver)),
            Concurrent = _concurrent.Or(old.Concurrent),
            Note = Filled(_note.Or(old.Note)),
            EnergyTransfers = _energyTransfers.Is ? EnergyTransfers.Of(_energyTransfers.Value) : old.EnergyTransfers,
        };
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
