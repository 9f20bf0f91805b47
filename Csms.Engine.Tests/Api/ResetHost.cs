namespace Csms.Engine.Tests.Api;

/// <summary>The host with campaigns that reset stations as soon as they stand still.</summary>
public sealed class ResetHost : ApiHost
{
    /// <inheritdoc />
    protected override void Configure(IDictionary<string, string?> settings) => settings["Csms:Firmware:ResetAfterSeconds"] = "0";
}
