using Csms.Console.Api.Http;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Tariffs.OnStation;
using Csms.Engine.Tokens;
using Csms.Engine.Units;

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
    private readonly Named<string> _language1, _language2;
    private readonly Named<long?> _priority;
    private readonly Named<IReadOnlyList<string>> _onlyAt;
    private readonly Named<string> _tariffId;

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
        _language1 = Language(body, "language1");
        _language2 = Language(body, "language2");
        _priority = body.Long("chargingPriority", -TokenRules.MaxPriority, TokenRules.MaxPriority);
        _tariffId = body.Text("tariffId", TariffCheck.LongestId);
        _onlyAt = body.Texts("onlyAt", StationId.MaxLength + 12, nullable: true);
        if (_onlyAt.Value is { } places && (places.Count > TokenPlaces.Most || places.Any(place => !TokenPlaces.TryRead(place, out _, out _))))
            body.Fault("onlyAt", $"At most {TokenPlaces.Most} places are needed, each STATION or STATION/EVSE.");
        if (!TokenRules.IsToken(idToken)) body.Fault("idToken", $"1 to {TokenRules.MaxToken} characters without control characters are needed.");
        Faults = body.Faults;
    }

    public IDictionary<string, string[]> Faults { get; }

    public TokenEntry Onto(TokenEntry? before)
    {
        var old = before ?? new TokenEntry { IdToken = _idToken };
        var first = Filled(_language1.Or(old.Language1));
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
            Language1 = first,
            Language2 = first is null ? null : Filled(_language2.Or(old.Language2)),
            Priority = (int?)_priority.Or(old.Priority),
            OnlyAt = _onlyAt.Is ? TokenPlaces.Of(_onlyAt.Value) : old.OnlyAt,
            TariffId = _tariffId.Or(old.TariffId),
        };
    }

    private static Named<string> Language(BodyReader body, string member)
    {
        var language = body.Text(member, TokenRules.MaxLanguage);
        if (language.Value is { } given && !TokenRules.IsLanguage(given)) body.Fault(member, $"A language of RFC 5646 of up to {TokenRules.MaxLanguage} characters is needed: de, en-GB.");
        return language;
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
