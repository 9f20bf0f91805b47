using System.Collections.Immutable;
using Csms.Engine.Storage;

namespace Csms.Console.Security;

/// <summary>What can be changed while the program runs, as of one moment.</summary>
/// <param name="AcceptUnknown">Stations that nobody has registered may connect.</param>
/// <param name="AcceptUnknownFrom">Who saved that; null: configuration or default.</param>
/// <param name="SecondFactorRoles">Roles that need a second factor.</param>
/// <param name="SecondFactorFrom">Who saved that; null: configuration or default.</param>
internal sealed record LiveSettings(bool AcceptUnknown, SettingOrigin? AcceptUnknownFrom, ImmutableSortedSet<Role> SecondFactorRoles, SettingOrigin? SecondFactorFrom)
{
    /// <summary>Nobody has saved anything since the other was read.</summary>
    public bool IsOfTheSameMomentAs(LiveSettings other) => (AcceptUnknownFrom, SecondFactorFrom) == (other.AcceptUnknownFrom, other.SecondFactorFrom);
}
