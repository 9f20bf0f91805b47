using System.Globalization;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Console.Tokens;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Stations;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Components;
using Npgsql;
using Radzen;

namespace Csms.Console.Pages.Tokens;

/// <summary>Adds or changes a token; closes with it.</summary>
public sealed partial class TokenForm
{
    private string _id = "", _type = IdToken.TypeOf16, _driver = "", _group = "", _note = "", _language1 = "", _language2 = "", _priority = "", _onlyAt = "";
    private AuthorizationStatus _status;
    private DateTime? _expires;
    private EnergyTransfers? _transfers;
    private bool _concurrent = true, _tried, _changed, _mayPrice, _groupPriced;
    private string? _error, _taken, _tariffId;
    private TokenEntry? _opened;
    private AssignFault? _wrongTariff;
    private IReadOnlyList<string> _groups = [];

    [Inject] private TokenDirectory Directory { get; set; } = null!;
    [Inject] private StationRegistry Stations { get; set; } = null!;
    [Inject] private TokenDesk Desk { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>What is changed; null adds.</summary>
    [Parameter] public TokenEntry? Token { get; set; }

    private string? IdFault => !_tried || Token is not null ? null : _id.Trim() switch
    {
        "" => T["TokenMissing"].Value,
        var id when id.Any(char.IsControl) => T["TokenWrong"].Value,
        var id when id == _taken => T["TokenTaken", id].Value,
        _ => null,
    };

    // A date that has passed is right for a token that is being changed: it may have expired long ago.
    private bool ExpiryGood => _expires is null || Token is not null || Utc(_expires) > Time.GetUtcNow();

    private string? Language1Fault => !_tried ? null : WrongLanguage(_language1) ?? (_language1.Trim() is "" && _language2.Trim() is not "" ? T["LanguageFirst"].Value : null);

    private string? Language2Fault => !_tried ? null : WrongLanguage(_language2);

    private string? PriorityFault => !_tried || _priority.Trim() is "" || PriorityOf() is not null ? null : T["PriorityWrong", TokenRules.MaxPriority].Value;

    private string? OnlyAtFault
    {
        get
        {
            if (!_tried) return null;
            var places = TokenPlaces.Split(_onlyAt);
            if (places.Count > TokenPlaces.Most) return T["OnlyAtMost", TokenPlaces.Most];
            foreach (var place in places)
            {
                if (!TokenPlaces.TryRead(place, out var station, out _)) return T["OnlyAtWrong", place];
                if (Stations.Find(station) is null) return T["OnlyAtUnknown", station.Value];
            }

            return null;
        }
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayPrice = (await Scope.GetAsync()).Can(Permissions.TariffsWrite);
        _groups = TokenWords.Groups(Directory);
        if (Token is null) return;
        _opened = Token;
        (_id, _type, _status, _driver, _group, _note, _concurrent) = (Token.IdToken, Token.Type, Token.Status, Token.Driver ?? "", Token.GroupId ?? "", Token.Note ?? "", Token.Concurrent);
        (_transfers, _tariffId) = (Token.EnergyTransfers, Token.TariffId);
        (_language1, _language2, _onlyAt) = (Token.Language1 ?? "", Token.Language2 ?? "", Token.OnlyAt?.ToString() ?? "");
        _priority = Token.Priority?.ToString(CultureInfo.InvariantCulture) ?? "";
        _expires = Token.ExpiresAt is { } at ? TimeZoneInfo.ConvertTime(at, Formats.Zone).DateTime : null;
    }

    private async Task SaveAsync()
    {
        (_tried, _error, _groupPriced) = (true, null, false);
        var id = _id.Trim();
        var present = Directory.Find(id);
        _taken = Token is null && present is not null ? id : null;
        if ((IdFault ?? OnlyAtFault ?? Language1Fault ?? Language2Fault ?? PriorityFault) is not null || !ExpiryGood) return;
        if (Token is not null && present != _opened)
        {
            (_opened, _changed) = (present, true); // told once; saving again is meant
            return;
        }
        var scope = await Scope.GetAsync();
        if (!scope.Can(Permissions.TokensWrite))
        {
            _error = L["Denied.Title"];
            return;
        }
        var entry = new TokenEntry { IdToken = id, Type = _type, Status = _status, Driver = Filled(_driver), GroupId = Filled(_group), Note = Filled(_note), Concurrent = _concurrent, ExpiresAt = Utc(_expires), EnergyTransfers = _transfers,
            Language1 = Filled(_language1), Language2 = Filled(_language2), Priority = PriorityOf(), OnlyAt = TokenPlaces.Of(TokenPlaces.Split(_onlyAt)), TariffId = _mayPrice ? _tariffId : present?.TariffId };
        var fault = Desk.Judge(scope, present, entry);
        _groupPriced = fault?.Member == TokenPriceFault.Group;
        _wrongTariff = _groupPriced ? null : fault?.Fault;
        if (fault is not null) return;
        try
        {
            if (!await Desk.PutAsync(scope, present, entry, token => token, CancellationToken.None))
            {
                (_opened, _changed) = (Directory.Find(id), true);
                return;
            }
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
            return;
        }
        Dialogs.Close(entry);
    }

    private string? WrongLanguage(string text) => text.Trim() is "" || TokenRules.IsLanguage(text.Trim()) ? null : T["LanguageWrong"].Value;

    private int? PriorityOf() =>
        int.TryParse(_priority.Trim().Replace('−', '-'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= TokenRules.MaxPriority ? number : null;

    private DateTimeOffset? Utc(DateTime? local) => local is not { } at ? null
        : new DateTimeOffset(at, Formats.Zone.GetUtcOffset(at)).ToUniversalTime();

    private static string? Filled(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
