using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.V16;
using Csms.Engine.Ocpp.V201.Messages;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Commands;

/// <summary>Every command there is, for the console and the API.</summary>
public static class CommandCatalogue
{
    /// <summary>All commands of OCPP 2.1, by name.</summary>
    public static IReadOnlyList<CommandEntry> All { get; } =
    [
        .. V21Messages.All
            .Where(action => action.Direction != MessageDirection.FromStation)
            .OrderBy(action => action.Name, StringComparer.Ordinal)
            .Select(action => new CommandEntry(action.Name, V16Commands.Supports(action.Name), V201Messages.All.Find(action.Name) is not null)),
    ];

    /// <summary>Whether stations of a version can be sent a command.</summary>
    public static bool Supports(string action, OcppVersion version) =>
        All.FirstOrDefault(entry => entry.Action == action) is { } entry && version switch
        {
            OcppVersion.V16 => entry.In16,
            OcppVersion.V201 => entry.In201,
            OcppVersion.V21 => true,
            _ => throw new ArgumentOutOfRangeException(nameof(version)),
        };

    /// <summary>What a command is called on the wire of a version: another action, or one of several, in 1.6.</summary>
    public static IReadOnlyList<string> NamesOf(string action, OcppVersion version) => version == OcppVersion.V16 ? V16Commands.NamesOf(action) : [action];

    /// <summary>The members of a command that stations of a version can be told; null: all of its own field table.</summary>
    public static CommandMembers? MembersOf(string action, OcppVersion version) => version == OcppVersion.V16 ? V16Commands.MembersOf(action) : null;
}
