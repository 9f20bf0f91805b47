using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Storage;

/// <summary>What stands in the database once a host has started.</summary>
[Collection(EngineCollection.Name)]
public sealed class StartedDatabaseTests(EngineHost host)
{
    [Fact]
    public async Task Sessions_AreSearchedByAnIndex() =>
        Assert.True(await host.Database.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_index i WHERE i.indexrelid = to_regclass('csms.sessions_text') AND i.indisvalid)"));
}
