using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Console.Commands;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.V16;
using Csms.Engine.Ocpp.V201;
using Csms.Engine.Ocpp.V21;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Console.Tests.Commands;

public sealed class MessageFormTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 29, 3, 0, 0, TimeSpan.Zero);

    public static TheoryData<OcppVersion, string> Commands
    {
        get
        {
            var all = new TheoryData<OcppVersion, string>();
            foreach (var version in new[] { OcppVersion.V16, OcppVersion.V201, OcppVersion.V21 })
                foreach (var entry in CommandCatalogue.All.Where(entry => CommandCatalogue.Supports(entry.Action, version))) all.Add(version, entry.Action);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Form_OfEveryCommand_FilledWithWhatItRequiresFits(OcppVersion version, string action)
    {
        var form = new MessageForm(action, version, _now, 7);
        Fill(form);

        Assert.Empty(form.Faults());
        Assert.Null(form.Check());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Form_OfEveryCommand_WithEveryFieldThatThereIsFits(OcppVersion version, string action)
    {
        var form = new MessageForm(action, version, _now, 7);
        for (var open = form.Root.All().ToList(); open.Exists(node => node.Offered.Any()); open = [.. form.Root.All()])
            foreach (var node in open)
                foreach (var name in node.Offered.Select(field => field.Name).ToList()) node.Add(name);
        Fill(form);

        Assert.Null(form.Check());
    }

    /// <summary>Members that 1.6 takes only beside others, by action and path, and why. The dialog says so at the field.</summary>
    private static readonly Dictionary<string, string> _knownRefusals = new(StringComparer.Ordinal)
    {
        ["UpdateFirmware firmware.installDateTime"] = "only the signed update of the security extensions has it, and it is one where there is a certificate",
        ["UpdateFirmware firmware.signature"] = "only the signed update of the security extensions has it, and it is one where there is a certificate",
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void Form_OfEveryCommand_FilledWithWhatItRequiresIsTakenByTheVersion(OcppVersion version, string action)
    {
        var form = new MessageForm(action, version, _now, 7);
        Fill(form);

        Assert.Null(form.Refusal(DialectOf(version))?.Why.ToString());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Form_OfEveryCommand_OffersOnlyWhatTheVersionTakes(OcppVersion version, string action)
    {
        var refused = new List<string>();
        foreach (var (path, words) in Offers(action, version))
        {
            foreach (var word in words)
            {
                var form = new MessageForm(action, version, _now, 7);
                var node = form.Root;
                foreach (var name in path) node = (node.IsList ? node.Children[0] : node).Add(name);
                if (word is not null) (node.IsList ? node.Children[0] : node).Text = word;
                Fill(form);
                if (form.Refusal(DialectOf(version)) is { NotSupported: true } refusal && !_knownRefusals.ContainsKey($"{action} {string.Join('.', path)}")) refused.Add($"{string.Join('.', path)} {word}: {refusal.Why}");
            }
        }

        Assert.Empty(refused);
    }

    [Fact]
    public void Blocks_HaveEveryCommandOnce() =>
        Assert.Equal(CommandCatalogue.All.Select(entry => entry.Action).Order(StringComparer.Ordinal), CommandBlocks.All.SelectMany(block => block.Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Body_OfNestedFields_StandsInTheOrderOfTheSchemaWithoutWhatIsEmpty()
    {
        var form = new MessageForm("GetReport", OcppVersion.V21, _now, 7);
        form.Root.Add("componentCriteria").Children[0].Text = "Active";
        var one = form.Root.Add("componentVariable").Children[0];
        one.Children.Single(child => child.Name == "component").Children.Single(child => child.Name == "name").Text = "OCPPCommCtrlr";
        one.Add("variable");

        Assert.Equal("""{"componentVariable":[{"component":{"name":"OCPPCommCtrlr"},"variable":{}}],"requestId":7,"componentCriteria":["Active"]}""", form.Body().ToJsonString());
        Assert.Equal(["componentVariable[0].variable.name"], form.Faults().Keys);

        one.Children.Single(child => child.Name == "variable").Remove();
        Assert.Empty(form.Faults());
    }

    [Fact]
    public void Faults_OfAWrongValue_StandAtItsField()
    {
        var form = new MessageForm("ChangeAvailability", OcppVersion.V21, _now, 7);
        form.Root.Children.Single(child => child.Name == "operationalStatus").Text = "Operative";
        var id = form.Root.Add("evse").Children.Single(child => child.Name == "id");
        Assert.Equal(["evse.id"], form.Faults().Keys);
        id.Text = "one";
        Assert.Equal(["evse.id"], form.Faults().Keys);
        id.Text = "1";
        Assert.Empty(form.Faults());
    }

    [Fact]
    public void Form_OfAnOlderStation_HasOnlyItsFields()
    {
        static IReadOnlyList<string> Profile(OcppVersion version) => [.. new MessageForm("SetNetworkProfile", version, _now, 7).Root.Children.Single(child => child.Name == "connectionData").Offered.Select(field => field.Name)];

        Assert.Contains("basicAuthPassword", Profile(OcppVersion.V21));
        Assert.DoesNotContain("basicAuthPassword", Profile(OcppVersion.V201));
        Assert.DoesNotContain("customData", Profile(OcppVersion.V21));
    }

    [Fact]
    public void Item_OfAList_IsAddedUpToTheMostAndTakenOutDownToTheLeast()
    {
        var list = new MessageForm("GetReport", OcppVersion.V21, _now, 7).Root.Add("componentCriteria");
        Assert.False(list.Children[0].IsRemovable);
        while (list.HasRoom) list.AddItem();
        Assert.Equal(4, list.Children.Count);
        list.Children[1].Remove();
        Assert.Equal("componentCriteria[2]", list.Children[2].Path);
    }

    [Fact]
    public void Shown_NetworkProfile_IsWithoutItsSecrets()
    {
        var body = (JsonObject)JsonNode.Parse("""{"connectionData":{"basicAuthPassword":"hush","apn":{"apnPassword":"hush"},"vpn":{"password":"hush","key":"hush","user":"me"}}}""")!;
        var shown = CommandText.WithoutSecrets(body).ToJsonString();
        Assert.DoesNotContain("hush", shown, StringComparison.Ordinal);
        Assert.Contains("me", shown, StringComparison.Ordinal);
    }

    private static IOcppDialect DialectOf(OcppVersion version) => version switch { OcppVersion.V16 => new V16Dialect(), OcppVersion.V201 => new V201Dialect(), _ => new V21Dialect() };

    // Every member that the form offers, however deep, and every word of its list.
    private static List<(string[] Path, IReadOnlyList<string?> Words)> Offers(string action, OcppVersion version)
    {
        var all = new List<(string[], IReadOnlyList<string?>)>();
        Walk(new MessageForm(action, version, _now, 7).Root, []);
        return all;

        void Walk(FormNode owner, string[] path)
        {
            if (path.Length > 4) return;
            var inner = owner.IsList ? owner.Children[0] : owner;
            foreach (var name in inner.Offered.Select(field => field.Name).Concat(inner.Children.Where(_ => !inner.IsList).Select(child => child.Name)).ToList())
            {
                var node = inner.Add(name);
                var value = node.IsList ? node.Children[0] : node;
                all.Add(([.. path, name], value.Words.Count > 0 ? [.. value.Words] : [null]));
                if (value.Nested is not null) Walk(node, [.. path, name]);
            }
        }
    }

    private static void Fill(MessageForm form)
    {
        foreach (var node in form.All().Where(node => node is { Nested: null, IsList: false, Text: "" }))
            node.Text = node.Shape!.Kind switch
            {
                WireKind.Enum => node.Words[0],
                WireKind.Boolean => "true",
                WireKind.Integer or WireKind.Number => (node.Shape.Minimum > 1 ? node.Shape.Minimum.Value : node.Shape.Maximum < 1 ? node.Shape.Maximum.Value : 1).ToString(CultureInfo.InvariantCulture),
                WireKind.DateTime => "2026-11-29T03:00:00Z",
                WireKind.Any => """{"a":1}""",
                _ => "1",
            };
    }
}
