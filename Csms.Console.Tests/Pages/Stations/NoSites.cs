using Csms.Engine.Energy;
using Npgsql;

namespace Csms.Console.Tests.Pages.Stations;

/// <summary>A directory in which nothing is entered; it is never asked for the database.</summary>
internal static class NoSites
{
    public static readonly SiteDirectory Directory = new(NpgsqlDataSource.Create("Host=localhost"), TimeProvider.System);
}
