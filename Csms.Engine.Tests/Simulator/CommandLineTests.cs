namespace Csms.Engine.Tests.Simulator;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("run --url ws://localhost:8080/ocpp --count 10 --version mixed --id-prefix SIM- --password secret --speed 30 --quirk flood --quirk clock-epoch --sessions --status-by-events", 0)]
    [InlineData("scenario dc-taper --url wss://csms.example/ocpp --version 2.0.1 --speed 120 --inject", 0)]
    [InlineData("demo --url ws://localhost:8080/ocpp --stations 40", 0)]
    [InlineData("load --stations 10000 --rate 500 --seconds 60", 0)]
    [InlineData("run --url http://localhost/ocpp", 1)]
    [InlineData("run --version 1.5", 1)]
    public void Arguments_Parsed_ReportTheirFaults(string line, int faults)
    {
        var parsed = global::Csms.Simulator.Program.Root().Parse(line.Split(' '));
        Assert.Equal(faults, parsed.Errors.Count);
    }
}
