using Csms.Console.Security;

namespace Csms.Console.Pages.Admin;

/// <summary>Scopes of API keys in the order in which they are explained.</summary>
internal static class ScopeGroups
{
    /// <summary>Every permission, once.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string[]>> All =
    [
        new("stations", [Permissions.StationsRead, Permissions.StationsWrite, Permissions.MessagesRead, Permissions.MessagesRaw]),
        new("commands", [Permissions.CommandStart, Permissions.CommandStop, Permissions.CommandReset, Permissions.CommandLimit, Permissions.CommandTariff, Permissions.CommandCustomer, Permissions.CommandConfig, Permissions.ReservationsWrite]),
        new("sessions", [Permissions.SessionsRead, Permissions.SessionsStop, Permissions.SessionsReview]),
        new("money", [Permissions.TariffsRead, Permissions.TariffsWrite, Permissions.PaymentsRead]),
        new("incidents", [Permissions.IncidentsRead, Permissions.IncidentsWrite]),
        new("jobs", [Permissions.JobsRead, Permissions.JobsWrite]),
        new("tokens", [Permissions.TokensRead, Permissions.TokensWrite]),
        new("system", [Permissions.ViewsShare, Permissions.MetricsRead, Permissions.AuditRead, Permissions.SettingsManage, Permissions.KeysManage, Permissions.UsersManage]),
    ];
}
