using System.Security.Cryptography;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Tariffs;
using Csms.Engine.Events;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Stations;

/// <summary>What people enter about stations: checked against their permissions on the server, with an entry in the audit log. One a circuit.</summary>
public sealed class StationRegistrar(StationDirectory directory, TariffDesk tariffs, LiveBoard board, IUserScope userScope, IAuditLog audit)
{
    // Letters and digits that can't be mistaken for each other when typed into a charger by hand.
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Length of a made password: OCPP 2.x allows 16 to 40 characters, 1.6 20 bytes at most (security whitepaper A00.FR.204).</summary>
    private const int PasswordLength = 20;

    /// <summary>A password to type into a charger.</summary>
    public static string NewPassword() => RandomNumberGenerator.GetString(Alphabet, PasswordLength);

    /// <summary>Enters a station; false when the person may not, or it is there already.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="name">For people.</param>
    /// <param name="siteId">Site or null.</param>
    /// <param name="password">Basic password, or null for none.</param>
    /// <param name="securityProfile">Lowest profile accepted.</param>
    public async Task<bool> AddAsync(StationId id, string name, string? siteId, string? password, int securityProfile)
    {
        var scope = await userScope.GetAsync();
        if (!scope.Can(Permissions.StationsWrite, siteId) || directory.Find(id) is not null) return false;
        var (before, after) = await directory.PutAsync(
            id,
            profile => profile with { Name = name, SiteId = siteId, PasswordHash = password is null ? profile.PasswordHash : StationPasswords.Hash(password), SecurityProfile = securityProfile, Registration = RegistrationStatus.Accepted },
            CancellationToken.None);
        await audit.WriteAsync(scope.Actor, "station.add", "station", id.Value, before is null ? null : Shown(before), Shown(after.Profile));
        return true;
    }

    /// <summary>Changes what is entered; false when the person may not. A change of site needs the permission on both, one of tariff that of tariffs.</summary>
    public async Task<bool> ChangeAsync(StationId id, Func<StationProfile, StationProfile> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var scope = await userScope.GetAsync();
        if (board.Find(id, scope.Live()) is not { } station) return false;
        var wanted = change(station.Profile);
        if (!scope.Can(Permissions.StationsWrite, station.Profile.SiteId) || !scope.Can(Permissions.StationsWrite, wanted.SiteId)) return false;
        if (tariffs.JudgePlace(scope, station.Profile.TariffId, wanted.TariffId, wanted.SiteId) is not null) return false;
        var (before, after) = await directory.PutAsync(id, change, CancellationToken.None);
        await audit.WriteAsync(scope.Actor, "station.change", "station", id.Value, before is null ? null : Shown(before), Shown(after.Profile));
        return true;
    }

    /// <summary>Accepts or refuses a station that waits.</summary>
    public Task<bool> DecideAsync(StationId id, RegistrationStatus registration) => ChangeAsync(id, profile => profile with { Registration = registration });

    /// <summary>Removes a station; its sessions stay. False when the person may not.</summary>
    public async Task<bool> DeleteAsync(StationId id)
    {
        var scope = await userScope.GetAsync();
        if (board.Find(id, scope.Live()) is not { } station || !scope.Can(Permissions.StationsWrite, station.Profile.SiteId)) return false;
        if (!await directory.DeleteAsync(id, CancellationToken.None)) return false;
        await audit.WriteAsync(scope.Actor, "station.delete", "station", id.Value, Shown(station.Profile));
        return true;
    }

    // Whether there is a password may be known, never which.
    private static object Shown(StationProfile profile) => new { profile.Name, profile.SiteId, profile.Registration, profile.SecurityProfile, profile.Position, profile.TariffId, HasPassword = profile.PasswordHash is not null };
}
