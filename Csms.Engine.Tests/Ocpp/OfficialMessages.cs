using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Tests.Ocpp;

/// <summary>Every message of every version, as rows of theories.</summary>
public static class OfficialMessages
{
    public static TheoryData<OcppVersion, string> All()
    {
        var rows = new TheoryData<OcppVersion, string>();
        foreach (var version in OcppVersions.All)
        {
            foreach (var type in Types(version))
            {
                rows.Add(version, type.Name);
            }
        }

        return rows;
    }

    internal static IEnumerable<WireType> Types(OcppVersion version) =>
        version.Actions().SelectMany(action => new[] { action.Request, action.Response }).OfType<WireType>();

    internal static WireType Type(OcppVersion version, string message) => Types(version).Single(type => type.Name == message);
}
