using System.Buffers;
using System.Text;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.V16;
using Csms.Engine.Ocpp.V16.Messages;
using Csms.Engine.Ocpp.V201;
using Csms.Engine.Ocpp.V201.Messages;
using Csms.Engine.Ocpp.V21;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Tests.Ocpp.Dialects;

/// <summary>The dialects by name, and the few calls that every test of them makes.</summary>
internal static class Dialect
{
    public static readonly IReadOnlyDictionary<string, IOcppDialect> ByName = new Dictionary<string, IOcppDialect>
    {
        ["1.6"] = new V16Dialect(),
        ["2.0.1"] = new V201Dialect(),
        ["2.1"] = new V21Dialect(),
    };

    public static readonly IReadOnlyDictionary<string, OcppActionTable> Actions = new Dictionary<string, OcppActionTable>
    {
        ["1.6"] = V16Messages.All,
        ["2.0.1"] = V201Messages.All,
        ["2.1"] = V21Messages.All,
    };

    public static TheoryData<string> Versions => [.. ByName.Keys];

    public static Translation Translate(string version, string action, string payload) =>
        ByName[version].Translate(action, Encoding.UTF8.GetBytes(payload));

    public static string Answer(string version, string action, StationAnswer answer)
    {
        var output = new ArrayBufferWriter<byte>();
        ByName[version].WriteAnswer(action, answer, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
