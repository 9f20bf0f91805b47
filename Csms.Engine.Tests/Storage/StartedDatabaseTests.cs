using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Storage;

/// <summary>What stands in the database once a host has started.</summary>
[Collection(EngineCollection.Name)]
public sealed class StartedDatabaseTests(EngineHost host)
{
    [Theory]
    [InlineData("sessions_text")]
    [InlineData("settlements_text")]
    public async Task Texts_AreSearchedByAnIndex(string index) =>
        Assert.True(await host.Database.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_index i WHERE i.indexrelid = to_regclass('csms.' || $1) AND i.indisvalid)", index));
}
