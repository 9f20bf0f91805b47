using System.Collections.Immutable;
using System.Text.Json;
using Csms.Console.Api.Http;
using Csms.Console.Templates;
using Csms.Engine.Energy;
using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Api.Templates;

/// <summary>What a PUT asks of a template, read and checked.</summary>
internal sealed class TemplateWish
{
    private const int Longest = 50; // CiString50Type of BootNotification
    private static readonly string[] _versions = ["1.6", "2.0.1", "2.1"];

    private readonly string _id;
    private readonly Named<string> _name, _vendor, _model, _firmware, _siteId, _version;
    private readonly Named<bool> _atBoot;
    private readonly Named<ImmutableArray<WantedValue>> _wanted;

    public TemplateWish(string id, JsonBody json, SiteDirectory sites)
    {
        var body = new BodyReader(json);
        _id = id;
        _name = body.Text("name", 100, nullable: false);
        _vendor = body.Text("vendor", Longest);
        _model = body.Text("model", Longest);
        _firmware = body.Text("firmware", Longest);
        _siteId = body.Text("siteId", 64);
        _version = body.Text("ocppVersion", 5);
        _atBoot = body.Flag("atBoot");
        if (_siteId.Value is { } site && sites.Find(site) is null) body.Fault("siteId", $"There is no site {site}.");
        if (_version.Value is { } version && !_versions.Contains(version)) body.Fault("ocppVersion", $"One of: {string.Join(", ", _versions)}.");
        if (!PathWords.IsIdentity(id)) body.Fault("id", "1 to 64 letters, digits and * - _ = + | @ . are needed.");
        if (json.Root.TryGetProperty("values", out var values)) _wanted = new(true, Wanted(body, values));
        Faults = body.Faults;
    }

    public IDictionary<string, string[]> Faults { get; }

    public ConfigurationTemplate Onto(ConfigurationTemplate? before)
    {
        var old = before ?? new ConfigurationTemplate { Id = _id, Name = _id };
        return old with
        {
            Name = _name.Or(old.Name)!,
            Vendor = _vendor.Or(old.Vendor),
            Model = _model.Or(old.Model),
            Firmware = _firmware.Or(old.Firmware),
            SiteId = _siteId.Or(old.SiteId),
            OcppVersion = _version.Or(old.OcppVersion),
            AtBoot = _atBoot.Or(old.AtBoot),
            Wanted = _wanted.Or(old.Wanted),
        };
    }

    private static ImmutableArray<WantedValue> Wanted(BodyReader body, JsonElement values)
    {
        if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() > ConfigurationTemplate.MostValues)
        {
            body.Fault("values", $"A list of at most {ConfigurationTemplate.MostValues} values is needed.");
            return [];
        }

        var wanted = new List<WantedValue>();
        foreach (var (item, index) in values.EnumerateArray().Select((item, index) => (item, index)))
        {
            var (address, value) = (Address(item), Text(item, "value"));
            var fault = value is null ? "value: a text is needed." : WantedRules.Check(address, value, wanted.Select(each => each.Address)) switch
            {
                null => null,
                WantedFault.NoAddress => "component and variable are needed, each a text of at most 50 characters; evseId and connectorId are integers from 1.",
                WantedFault.Twice => "The variable stands in the list already.",
                WantedFault.Secret => "A password is set station by station: a template keeps none.",
                WantedFault.TooLong => $"value: at most {VariableCharacteristics.LongestValue} characters.",
                var other => throw new InvalidOperationException($"no fault {other}"),
            };
            if (fault is not null) body.Fault($"values[{index}]", fault);
            else wanted.Add(new WantedValue(address!, value!));
        }

        return [.. wanted];
    }

    private static VariableAddress? Address(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || Text(item, "component") is not { Length: > 0 and <= Longest } component || Text(item, "variable") is not { Length: > 0 and <= Longest } variable) return null;
        var (evse, connector) = (Number(item, "evseId"), Number(item, "connectorId"));
        return evse is < 1 or > short.MaxValue || connector is < 1 or > short.MaxValue || (evse is null && connector is not null)
            ? null
            : HeldVariable.Known(new VariableAddress(component, variable, Text(item, "componentInstance"), evse, connector, Text(item, "variableInstance")));
    }

    private static string? Text(JsonElement item, string member) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement item, string member) =>
        !item.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null ? null : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : -1;
}
