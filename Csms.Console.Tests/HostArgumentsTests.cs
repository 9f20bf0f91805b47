using Csms.Console;
using Microsoft.Extensions.Configuration;

namespace Csms.Console.Tests;

public sealed class HostArgumentsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("--demo", "Csms:Demo:Stations=24;Csms:Stations:AcceptUnknown=true")]
    [InlineData("--demo 300", "Csms:Demo:Stations=300;Csms:Stations:AcceptUnknown=true")]
    [InlineData("--demo=300", "Csms:Demo:Stations=300;Csms:Stations:AcceptUnknown=true")]
    [InlineData("--demo --data here", "Csms:DataDirectory=here;Csms:Demo:Stations=24;Csms:Stations:AcceptUnknown=true")]
    [InlineData("--urls http://0.0.0.0:9000", "urls=http://0.0.0.0:9000")]
    [InlineData("--urls=http://0.0.0.0:9000 --data=/srv/csms", "Csms:DataDirectory=/srv/csms;urls=http://0.0.0.0:9000")]
    [InlineData("--Csms:Limits:MessagesPerSecond 0", "Csms:Limits:MessagesPerSecond=0")]
    [InlineData("--ConnectionStrings:Csms=Host=db;Database=csms", "ConnectionStrings:Csms=Host=db;Database=csms")]
    public void Parse_ValidArguments_BecomeSettings(string line, string expected)
    {
        var arguments = HostArguments.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Null(arguments.Error);
        Assert.Equal(expected, string.Join(';', arguments.Settings.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key}={x.Value}")));
    }

    [Theory]
    [InlineData("--demo many", "--demo takes a number of stations")]
    [InlineData("--demo 0", "--demo takes a number of stations")]
    [InlineData("--demo 10001", "--demo takes a number of stations")]
    [InlineData("--data", "--data takes a folder")]
    [InlineData("--data --demo", "--data takes a folder")]
    [InlineData("--urls", "--urls takes an address")]
    [InlineData("--verbose", "'--verbose' is not an option")]
    [InlineData("serve", "'serve' is not an option")]
    [InlineData("--Csms:DataDirectory", "takes a value")]
    public void Parse_WrongArguments_SayWhatIsWrong(string line, string expected) =>
        Assert.Contains(expected, HostArguments.Parse(line.Split(' ')).Error, StringComparison.Ordinal);

    [Fact]
    public void Parse_Help_IsAskedFor() => Assert.True(HostArguments.Parse(["--demo", "--help"]).Help);

    [Fact]
    public void AddTo_NothingSaid_ListensOnTheDefault()
    {
        var configuration = new ConfigurationManager();

        HostArguments.Parse([]).AddTo(configuration);

        Assert.Equal(HostArguments.DefaultUrls, configuration["urls"]);
    }

    [Fact]
    public void AddTo_ArgumentsAndSettings_ArgumentsWin()
    {
        var configuration = new ConfigurationManager { ["urls"] = "http://localhost:1", ["Csms:DataDirectory"] = "old" };

        HostArguments.Parse(["--data", "new"]).AddTo(configuration);

        Assert.Equal("http://localhost:1", configuration["urls"]);
        Assert.Equal("new", configuration["Csms:DataDirectory"]);
    }
}
