using Csms.Console.Security;
using Csms.Engine.Certificates;
using Csms.Engine.LocalLists;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Stations.Networks;

namespace Csms.Console.Commands;

/// <summary>What each command is called on the wire and who may give it.</summary>
public static class CommandKinds
{
    /// <summary>Every command that one station can be given by its menu, in this order.</summary>
    public static readonly IReadOnlyList<CommandKind> All = [.. Enum.GetValues<CommandKind>().Where(kind => kind is not (CommandKind.InstallCertificate or CommandKind.WebPayment or CommandKind.Any or CommandKind.PasswordChange or CommandKind.SecurityProfile or CommandKind.LocalList or CommandKind.RenewCertificate))];

    /// <summary>Action of OCPP 2.1, or of what is more than one command the name of its <see cref="IBulkTask"/>; <see cref="CommandKind.Any"/> has none of its own.</summary>
    public static string Action(this CommandKind kind) => kind switch
    {
        CommandKind.Start => "RequestStartTransaction",
        CommandKind.Stop => "RequestStopTransaction",
        CommandKind.Reset => "Reset",
        CommandKind.Unlock => "UnlockConnector",
        CommandKind.Availability => "ChangeAvailability",
        CommandKind.Trigger => "TriggerMessage",
        CommandKind.ClearCache => "ClearCache",
        CommandKind.GetVariables => "GetVariables",
        CommandKind.SetVariables => "SetVariables",
        CommandKind.BaseReport => "GetBaseReport",
        CommandKind.Report => "GetReport",
        CommandKind.TransactionStatus => "GetTransactionStatus",
        CommandKind.GetLog => "GetLog",
        CommandKind.DataTransfer => "DataTransfer",
        CommandKind.InstallCertificate => "InstallCertificate",
        CommandKind.WebPayment => "NotifyWebPaymentStarted",
        CommandKind.PasswordChange => PasswordTask.Name,
        CommandKind.SecurityProfile => RaiseTask.Name,
        CommandKind.LocalList => LocalListTask.Name,
        CommandKind.RenewCertificate => RenewalTask.Name,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such command"),
    };

    /// <summary>Who may give it; checked by <see cref="CommandExecutor"/>, whatever a page has shown.</summary>
    public static string Permission(this CommandKind kind) => CommandPermissions.Of(kind.Action());

    /// <summary>Whether stations of a version know it; of a station that never connected it is assumed.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="ocppVersion">"1.6", "2.0.1", "2.1" or null.</param>
    public static bool IsIn(this CommandKind kind, string? ocppVersion) => ocppVersion switch
    {
        "1.6" => CommandCatalogue.Supports(kind.Action(), OcppVersion.V16),
        "2.0.1" => CommandCatalogue.Supports(kind.Action(), OcppVersion.V201),
        _ => true,
    };
}
