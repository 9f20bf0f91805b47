using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>Has everybody who brings first data write it. Stands behind the schema and before everything that reads.</summary>
internal sealed class FirstDataHost(IEnumerable<IFirstData> first, NpgsqlDataSource database) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var data in first)
        {
            await data.WriteAsync(database, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
