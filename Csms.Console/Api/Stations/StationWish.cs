using Csms.Console.Api.Http;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Tariffs.OnStation;
using Csms.Engine.Units;

namespace Csms.Console.Api.Stations;

/// <summary>What a PUT asks of a station, read and checked.</summary>
internal sealed class StationWish
{
    private const int MaxName = 100;
    private const int MaxPassword = 64;

    private readonly Named<string> _name;
    private readonly Named<string> _password;
    private readonly Named<int> _securityProfile;
    private readonly Named<RegistrationStatus> _registration;
    private readonly Named<double?> _latitude;
    private readonly Named<double?> _longitude;
    private readonly string? _hash;

    private StationWish(BodyReader body)
    {
        _name = body.Text("name", MaxName, least: 0);
        SiteId = body.Text("siteId", 64);
        _password = body.Text("password", MaxPassword);
        _securityProfile = body.Integer("securityProfile", 0, 3);
        _registration = body.Word<RegistrationStatus>("registration");
        TariffId = body.Text("tariffId", TariffCheck.LongestId);
        _latitude = body.Number("latitude", -90, 90);
        _longitude = body.Number("longitude", -180, 180);
        if (_latitude.Is != _longitude.Is || _latitude.Value is null != _longitude.Value is null) body.Fault(_latitude.Is ? "longitude" : "latitude", "Latitude and longitude go together.");
        if (SiteId.Value is { } site && !PathWords.IsIdentity(site)) body.Fault("siteId", "Letters, digits and * - _ = + | @ . are allowed.");
        Faults = body.Faults;
        _hash = Faults.Count == 0 && _password.Value is { } password ? StationPasswords.Hash(password) : null;
    }

    public Named<string> SiteId { get; }

    public Named<string> TariffId { get; }

    public bool ChangesPassword => _password.Is;

    public IDictionary<string, string[]> Faults { get; }

    public static StationWish Read(JsonBody body) => new(new BodyReader(body));

    /// <summary>The profile as it shall be. Pure: it may be asked more than once.</summary>
    public StationProfile Onto(StationProfile before) => before with
    {
        Name = (_name.Or(before.Name) ?? "").Trim(),
        SiteId = SiteId.Or(before.SiteId),
        PasswordHash = _password.Is ? _hash : before.PasswordHash,
        SecurityProfile = _securityProfile.Or(before.SecurityProfile),
        Registration = _registration.Or(before.Registration),
        TariffId = TariffId.Or(before.TariffId),
        Position = _latitude.Is ? GeoPosition.Of(_latitude.Value, _longitude.Value) : before.Position,
    };

    /// <summary>A profile as the audit log may keep it.</summary>
    public static object? Visible(StationProfile? profile) => profile is null
        ? null
        : new { profile.Name, profile.SiteId, profile.Registration, profile.SecurityProfile, profile.TariffId, profile.Position, HasPassword = profile.PasswordHash is not null };
}
