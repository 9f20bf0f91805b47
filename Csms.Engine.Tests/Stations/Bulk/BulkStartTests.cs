using Csms.Engine.LocalLists;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Csms.Engine.Tests.Stations.Bulk;

/// <summary>A run that goes on at a start which takes its time: rooms that its task works with have not read their records yet.</summary>
public sealed class BulkStartTests(BulkStartTests.SlowHost host) : IClassFixture<BulkStartTests.SlowHost>
{
    [Fact]
    public async Task Run_OfATask_GoesOnOnlyWhenAllRoomsHaveReadWhatTheyKeep()
    {
        var id = StationId.Parse(EngineHost.NewStation());
        await host.Directory.PutAsync(id, profile => profile, CancellationToken.None);
        foreach (var group in new[] { "STAFF", "GUESTS", "FLEET" }) await Book.DecideAsync(host.State(id.Value), LocalListMode.Off, [group], CancellationToken.None);
        var run = new BulkRun { Id = Guid.CreateVersion7(), Action = "local-list", Body = """{"mode":"Manual"}""", Actor = "Bob", Pace = new(0, false, 10, TimeSpan.Zero, null, null), CreatedAt = DateTimeOffset.UtcNow };
        await Store.AddAsync(run, [new BulkItem(0, id, null)], CancellationToken.None); // as an engine that has ended left it

        host.IsSlow = true;
        await host.RestartAsync();

        await Eventually.TrueAsync(async () => (await Store.FindAsync(run.Id, null, CancellationToken.None)) is { Run.EndedAt: not null }, "the run is over");
        Assert.Equal(BulkItemState.Done, Assert.Single(await Store.ItemsAsync(run.Id, null, [], -1, 0, 10, CancellationToken.None)).State);
        Assert.Equal((LocalListMode.Manual, "FLEET"), (Book.Find(id).Mode, Assert.Single(Book.Find(id).Groups)));
    }

    private LocalListBook Book => host.Services.GetRequiredService<LocalListBook>();

    private BulkStore Store => host.Services.GetRequiredService<BulkStore>();

    public sealed class SlowHost : EngineHost
    {
        internal bool IsSlow { get; set; }

        protected override void Adjust(WebApplicationBuilder builder)
        {
            var keeper = builder.Services.Select((service, place) => (service, place))
                .First(each => each.service.ServiceType == typeof(IHostedService) && each.service.ImplementationFactory?.GetType().GenericTypeArguments[^1] == typeof(LocalListKeeper)).place;
            builder.Services.Insert(keeper, ServiceDescriptor.Singleton<IHostedService>(_ => new Slow(this)));
        }
    }

    /// <summary>Stands for the twenty reads of a large database: longer than several looks of the runner.</summary>
    private sealed class Slow(SlowHost host) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => host.IsSlow ? Task.Delay(TimeSpan.FromSeconds(2), cancellationToken) : Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
