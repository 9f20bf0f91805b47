using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Csms.Console.Controls;
using Csms.Console.Pages.Stations;
using Csms.Console.Security.Accounts;
using Csms.Console.Tests.Support;
using Csms.Console.Texts;
using Csms.Engine.FieldWork;
using Csms.Engine.Gateway;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Ocpp;
using Csms.Engine.Sessions;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tariffs.OnStation;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Tests.Texts;

/// <summary>Whatever the engine can say has a text in both languages, by its code.</summary>
public sealed partial class EngineTextsTests : ControlTest
{
    public static TheoryData<string, string, string> Codes
    {
        get
        {
            var codes = new TheoryData<string, string, string>();
            foreach (var type in new[] { typeof(FlagEvidence), typeof(CommandFault), typeof(CommandSight), typeof(LinkEnd), typeof(FrameNote), typeof(SendAnswer), typeof(FieldFinding), typeof(TariffFault) })
                foreach (var name in Enum.GetNames(type)) codes.Add(type.Name, name, type.GetField(name)!.GetCustomAttribute<SaysAttribute>()!.Text);
            return codes;
        }
    }

    public static TheoryData<ConnectRefusal> Refusals => [.. Enum.GetValues<ConnectRefusal>().Where(code => code != ConnectRefusal.AsSaid)];

    public static TheoryData<string> AccountFaults => [.. typeof(IdentityErrorDescriber).GetMethods().Where(method => method.ReturnType == typeof(IdentityError)).Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Statement_EachCode_HasATextInBothLanguagesWithItsPlaces(string type, string code, string english)
    {
        var (said, german) = (In("en-GB", $"{type}.{code}"), In("de-DE", $"{type}.{code}"));
        Assert.Equal(Places(english), Places(said));
        Assert.Equal(Places(english), Places(german));
        if (Places(english).Aggregate(english, (text, place) => text.Replace(place, "", StringComparison.Ordinal)).Any(char.IsLetter)) Assert.NotEqual(said, german);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Refusal_EachCode_SaysWhatIsWrongAndWhatToChange(ConnectRefusal code)
    {
        Speak("de-DE");
        var texts = Services.GetRequiredService<IStringLocalizer<StationTexts>>();
        Assert.False(texts[RefusalWords.KeyOf(code)].ResourceNotFound, RefusalWords.KeyOf(code));
        Assert.False(texts[RefusalWords.KeyOf(code) + ".Try"].ResourceNotFound, RefusalWords.KeyOf(code));
    }

    [Theory]
    [MemberData(nameof(AccountFaults))]
    public void AccountErrors_EachOne_IsSaidInGerman(string name)
    {
        Speak("de-DE");
        var method = typeof(IdentityErrorDescriber).GetMethod(name)!;
        var values = method.GetParameters().Select(parameter => parameter.ParameterType == typeof(int) ? (object)12 : "kim@example.com").ToArray();
        var ours = (IdentityError)method.Invoke(new AccountErrors(Services.GetRequiredService<IStringLocalizer<ConsoleTexts>>()), values)!;
        Assert.Equal(name, ours.Code);
        Assert.NotEqual(((IdentityError)method.Invoke(new IdentityErrorDescriber(), values)!).Description, ours.Description);
        Assert.DoesNotContain("Identity.", ours.Description, StringComparison.Ordinal);
        Assert.All(values, value => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{value}"), ours.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void Words_StatementWithFigures_AreInThePersonsFormat()
    {
        Speak("de-DE");
        var words = new EngineWords(Services.GetRequiredService<IStringLocalizer<EngineTexts>>(), Services.GetRequiredService<Formats>());
        var said = words.Say(Statement.Of(FlagEvidence.RegisterAfterEnd, 1_234_567, new DateTimeOffset(2026, 11, 21, 8, 30, 5, TimeSpan.Zero), 12), TimeZoneInfo.Utc);
        Assert.Equal("Zählerstand 1.234.567 Wh um Sa 21. Nov. 2026 08:30:05, nach einem Ende bei 12 Wh.", said);
    }

    [Fact]
    public void Words_StatementInAStatement_IsSaidInTheLanguage_AlsoFromARecord_AndFromANewerOneInEnglish()
    {
        Speak("de-DE");
        var words = new EngineWords(Services.GetRequiredService<IStringLocalizer<EngineTexts>>(), Services.GetRequiredService<Formats>());
        var fault = Statement.Of(CommandFault.VersionForbids, StatementValue.Of(StatementWithin.Of(Statement.Of(FrameNote.Required, "idTag"))));
        Assert.Equal("Not in the station's OCPP version: idTag is required", fault.ToString());
        Assert.Equal("In der OCPP-Version der Station nicht möglich: idTag fehlt", words.Say(fault));
        Assert.Equal(fault, Statement.Read<CommandFault>(fault.ToStored()));
        Assert.Equal("In der OCPP-Version der Station nicht möglich: idTag is required", words.Say(Statement.Read<CommandFault>(fault.ToStored().Replace("FrameNote.Required", "FrameNote.OfTomorrow", StringComparison.Ordinal))!));
    }

    [Fact]
    public void Words_RecordFromBeforeThereWereCodes_StaysAsItIs()
    {
        Speak("de-DE");
        var words = new EngineWords(Services.GetRequiredService<IStringLocalizer<EngineTexts>>(), Services.GetRequiredService<Formats>());
        Assert.Equal("connection lost", words.Say(Statement.Read<LinkEnd>("connection lost")!));
    }

    private string In(string culture, string key)
    {
        Speak(culture);
        var text = Services.GetRequiredService<IStringLocalizer<EngineTexts>>()[key];
        Assert.False(text.ResourceNotFound, key);
        return text.Value;
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
