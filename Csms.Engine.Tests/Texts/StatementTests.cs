using System.Collections.Immutable;
using System.Text.Json;
using Csms.Engine.Gateway;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Ocpp;
using Csms.Engine.Sessions;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Texts;

public sealed class StatementTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 8, 30, 5, TimeSpan.Zero);

    public static TheoryData<string> Stored => new(
        Statement.Of(LinkEnd.TooLong, 65_536).ToStored(),
        Statement.Of(LinkEnd.HostStops).ToStored(),
        Statement.Of(LinkEnd.ByStationSaying, "1001", "going \"down\" {0}").ToStored(),
        Statement.AsSaid<LinkEnd>("No pong for 60 s").ToStored(),
        Statement.AsSaid<LinkEnd>("{\"code\":\"HostStops\"}").ToStored());

    [Fact]
    public void Codes_EachOne_HasItsEnglish()
    {
        Assert.All(Enum.GetValues<FlagEvidence>(), code => Assert.NotEmpty(Statement.TextOf<FlagEvidence>(code)));
        Assert.All(Enum.GetValues<CommandFault>(), code => Assert.NotEmpty(Statement.TextOf<CommandFault>(code)));
        Assert.All(Enum.GetValues<CommandSight>(), code => Assert.NotEmpty(Statement.TextOf<CommandSight>(code)));
        Assert.All(Enum.GetValues<LinkEnd>(), code => Assert.NotEmpty(Statement.TextOf<LinkEnd>(code)));
        Assert.All(Enum.GetValues<FrameNote>(), code => Assert.NotEmpty(Statement.TextOf<FrameNote>(code)));
        Assert.All(Enum.GetValues<SendAnswer>(), code => Assert.NotEmpty(Statement.TextOf<SendAnswer>(code)));
        Assert.All(Enum.GetValues<ConnectRefusal>(), code => Assert.NotEmpty(Statement.TextOf<ConnectRefusal>(code)));
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void Statement_StoredAndRead_IsTheSame(string stored) => Assert.Equal(stored, Statement.Read<LinkEnd>(stored)!.ToStored());

    [Fact]
    public void Statement_EveryKindOfValue_ComesBack()
    {
        var told = Statement.Of(FlagEvidence.RegisterRestored, 12L, At, TimeSpan.FromMinutes(7), "word");
        Assert.Equal(told, Statement.Read<FlagEvidence>(told.ToStored()));
        Assert.Equal("A reading of 12 Wh at 2026-11-21 08:30:05Z was set aside: the register stood at 7 min Wh before it and at word Wh after it.", told.ToString());
    }

    [Fact]
    public void Statement_OfALaterVersion_IsReadByItsText() =>
        Assert.Equal("the moon was in the way", Statement.Read<LinkEnd>("""{"code":"Moon","text":"the moon was in the way","values":[1]}""")!.ToString());

    [Fact]
    public void Statement_WithTooFewValues_StillSpeaks() =>
        Assert.Equal("closed by the station (1001): –", Statement.Read<LinkEnd>("""{"code":"ByStationSaying","values":["1001"]}""")!.ToString());

    [Fact]
    public void Flag_FromBeforeThereWereCodes_KeepsItsWords()
    {
        const string Old = """[{"kind":"ClockWrong","evidence":"The station's clock was 7 min ahead.","at":"2026-11-21T08:30:05+00:00"}]""";
        var flag = JsonSerializer.Deserialize(Old, SessionJson.Default.ImmutableArraySessionFlag)[0];
        Assert.Equal((SessionFlagKind.ClockWrong, "The station's clock was 7 min ahead."), (flag.Kind, flag.Evidence.ToString()));
    }

    [Fact]
    public void Flag_WrittenAndRead_IsTheSame()
    {
        var flag = new SessionFlag(SessionFlagKind.ClockWrong, Statement.Of(FlagEvidence.ClockAhead, TimeSpan.FromMinutes(7), At, At), At);
        var json = JsonSerializer.Serialize(ImmutableArray.Create(flag), SessionJson.Default.ImmutableArraySessionFlag);
        Assert.Equal(flag, JsonSerializer.Deserialize(json, SessionJson.Default.ImmutableArraySessionFlag)[0]);
    }
}
