using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Csms.Console.Security.Storage;

/// <summary>For `EfDesign=true dotnet ef migrations add NAME` only: the host refuses the tool's arguments. Nothing connects.</summary>
internal sealed class ConsoleDbContextFactory : IDesignTimeDbContextFactory<ConsoleDbContext>
{
    public ConsoleDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<ConsoleDbContext>()
        .UseNpgsql(postgres => postgres.MigrationsHistoryTable("__migrations", ConsoleDbContext.Schema)).Options);
}
