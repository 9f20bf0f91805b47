using Csms.Engine.Gateway;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Gateway;

public sealed class RefusedConnectsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Since_MoreThanKept_GivesTheNewestFirst()
    {
        var refused = new RefusedConnects();
        for (var i = 0; i < RefusedConnects.Kept + 10; i++) refused.Add(Attempt($"CS-{i}", i));

        var all = refused.Since(Start);

        Assert.Equal(RefusedConnects.Kept, all.Count);
        Assert.Equal($"CS-{RefusedConnects.Kept + 9}", all[0].Station);
        Assert.Equal("CS-10", all[^1].Station);
        Assert.Equal(RefusedConnects.Kept + 10, refused.Count);
    }

    [Fact]
    public void Since_OlderOnes_AreLeftOut()
    {
        var refused = new RefusedConnects();
        refused.Add(Attempt("CS-1", 0));
        refused.Add(Attempt("CS-2", 60));

        Assert.Equal("CS-2", Assert.Single(refused.Since(Start.AddSeconds(30))).Station);
    }

    [Fact]
    public void Add_LongIdentity_IsCut()
    {
        var refused = new RefusedConnects();
        refused.Add(Attempt(new string('x', 5000), 0));

        Assert.Equal(48, Assert.Single(refused.Since(Start)).Station!.Length);
    }

    private static RefusedConnect Attempt(string station, int second) => new(Start.AddSeconds(second), station, "192.0.2.1", 404, Statement.Of(ConnectRefusal.Unknown));
}
