using System.Collections.Frozen;

namespace Csms.Console.Security;

/// <summary>Names of permissions: what policies, pages, endpoints, subscriptions and API key scopes ask for.</summary>
public static class Permissions
{
    /// <summary>Stations, EVSEs, their state and metering.</summary>
    public const string StationsRead = "stations.read";
    /// <summary>Add, change and delete stations; accept or refuse pending ones.</summary>
    public const string StationsWrite = "stations.write";
    /// <summary>Remote start.</summary>
    public const string CommandStart = "stations.command.start";
    /// <summary>Remote stop and unlock: what helps a driver who is stuck.</summary>
    public const string CommandStop = "stations.command.stop";
    /// <summary>Reset, availability, triggers, clear cache.</summary>
    public const string CommandReset = "stations.command.reset";
    /// <summary>Limit the power of stations: charging profiles and what belongs to them.</summary>
    public const string CommandLimit = "stations.command.limit";
    /// <summary>Prices that stations reckon with themselves: set, clear and change tariffs on them.</summary>
    public const string CommandTariff = "stations.command.tariff";

    /// <summary>Have a station report or clear what it holds of a customer: personal data.</summary>
    public const string CommandCustomer = "stations.command.customer";
    /// <summary>Read and set variables, DataTransfer, every other command.</summary>
    public const string CommandConfig = "stations.command.config";
    /// <summary>Make and cancel reservations.</summary>
    public const string ReservationsWrite = "reservations.write";
    /// <summary>Sessions without the identity of the driver.</summary>
    public const string SessionsRead = "sessions.read";
    /// <summary>Stop a running session.</summary>
    public const string SessionsStop = "sessions.stop";
    /// <summary>Settle sessions in review, close stale ones.</summary>
    public const string SessionsReview = "sessions.review";
    /// <summary>Incidents and their timelines.</summary>
    public const string IncidentsRead = "incidents.read";
    /// <summary>Acknowledge, assign, comment and close incidents.</summary>
    public const string IncidentsWrite = "incidents.write";
    /// <summary>Tokens and drivers: personal data.</summary>
    public const string TokensRead = "tokens.read";
    /// <summary>Add, change, block and delete tokens.</summary>
    public const string TokensWrite = "tokens.write";
    /// <summary>Payments at terminals: amounts, references, companies on receipts.</summary>
    public const string PaymentsRead = "payments.read";
    /// <summary>Tariffs, and what sessions cost by them.</summary>
    public const string TariffsRead = "tariffs.read";
    /// <summary>Enter, change and assign tariffs; credit of prepaid cards.</summary>
    public const string TariffsWrite = "tariffs.write";
    /// <summary>The decoded message log of a station.</summary>
    public const string MessagesRead = "messages.read";
    /// <summary>Send a raw frame.</summary>
    public const string MessagesRaw = "messages.raw";
    /// <summary>Jobs in the field, notes and photos of stations.</summary>
    public const string JobsRead = "jobs.read";
    /// <summary>Make, renew and close jobs in the field; add and delete notes and photos.</summary>
    public const string JobsWrite = "jobs.write";
    /// <summary>Users and their roles.</summary>
    public const string UsersManage = "users.manage";
    /// <summary>API keys.</summary>
    public const string KeysManage = "keys.manage";
    /// <summary>Settings of the system.</summary>
    public const string SettingsManage = "settings.manage";
    /// <summary>The audit log.</summary>
    public const string AuditRead = "audit.read";

    /// <summary>What the program measures of itself, where `/metrics` asks for a key.</summary>
    public const string MetricsRead = "metrics.read";

    /// <summary>Saved views that everyone sees.</summary>
    public const string ViewsShare = "views.share";

    private static readonly Role[] _everyone = Enum.GetValues<Role>();

    /// <summary>The one table: who may do what. A role that is not named in a row may never do it (CONSOLE.md, "must never be able to").</summary>
    public static readonly FrozenDictionary<string, FrozenSet<Role>> Table = new Dictionary<string, Role[]>
    {
        [StationsRead] = _everyone,
        [StationsWrite] = [Role.Administrator, Role.Operator, Role.SiteManager, Role.Technician],
        [CommandStart] = [Role.Administrator, Role.Operator, Role.SiteManager, Role.Technician],
        [CommandStop] = [Role.Administrator, Role.Operator, Role.SiteManager, Role.Technician, Role.Support],
        [CommandReset] = [Role.Administrator, Role.Operator, Role.SiteManager, Role.Technician],
        [CommandLimit] = [Role.Administrator, Role.Operator, Role.SiteManager, Role.Technician],
        [CommandCustomer] = [Role.Administrator, Role.Operator],
        [CommandTariff] = [Role.Administrator, Role.SiteManager],
        [CommandConfig] = [Role.Administrator, Role.Operator, Role.Technician],
        [ReservationsWrite] = [Role.Administrator, Role.Operator, Role.SiteManager, Role.Support],
        [SessionsRead] = _everyone,
        [SessionsStop] = [Role.Administrator, Role.Operator, Role.SiteManager, Role.Support],
        [SessionsReview] = [Role.Administrator, Role.Operator, Role.Finance],
        [IncidentsRead] = _everyone,
        [IncidentsWrite] = [Role.Administrator, Role.Operator, Role.SiteManager, Role.Technician],
        [TokensRead] = [Role.Administrator, Role.Operator, Role.SiteManager, Role.Finance, Role.Support],
        [TokensWrite] = [Role.Administrator, Role.Operator, Role.SiteManager],
        [PaymentsRead] = [Role.Administrator, Role.Operator, Role.SiteManager, Role.Finance, Role.Support],
        [TariffsRead] = [Role.Administrator, Role.Operator, Role.SiteManager, Role.Finance, Role.Support],
        [TariffsWrite] = [Role.Administrator, Role.SiteManager, Role.Finance],
        [MessagesRead] = [Role.Administrator, Role.Operator, Role.Technician, Role.Support],
        [MessagesRaw] = [Role.Administrator],
        [JobsRead] = [Role.Administrator, Role.Operator, Role.SiteManager, Role.Technician, Role.Support, Role.Viewer],
        [JobsWrite] = [Role.Administrator, Role.Operator, Role.SiteManager, Role.Technician],
        [UsersManage] = [Role.Administrator],
        [KeysManage] = [Role.Administrator],
        [SettingsManage] = [Role.Administrator],
        [AuditRead] = [Role.Administrator],
        [MetricsRead] = [Role.Administrator, Role.Operator],
        [ViewsShare] = [Role.Administrator, Role.Operator, Role.SiteManager],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    /// <summary>What belongs to the whole network and to no site: held at single sites it opens nothing, for pages, files and the API alike.</summary>
    public static readonly FrozenSet<string> OfNetwork = ((string[])[AuditRead]).ToFrozenSet();

    /// <summary>Every permission, in the order of their names.</summary>
    public static readonly IReadOnlyList<string> All = [.. Table.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What a role may do.</summary>
    public static IEnumerable<string> Of(Role role) => Table.Where(row => row.Value.Contains(role)).Select(row => row.Key);

    /// <summary>What a role may do where it is held (null: everywhere).</summary>
    public static IEnumerable<string> Of(Role role, string? siteId) => Of(role).Where(permission => siteId is null || !OfNetwork.Contains(permission));
}
