using Csms.Console.Security.Storage;
using Csms.Console.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Console.Tests.Security;

public sealed class KeyRingTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Fact]
    public async Task KeyRing_InTheDatabase_IsEncrypted()
    {
        var protector = host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
        var text = protector.Protect("cookie");
        Assert.Equal("cookie", protector.Unprotect(text));

        await using var database = await host.Services.GetRequiredService<IDbContextFactory<ConsoleDbContext>>().CreateDbContextAsync();
        var keys = await database.DataProtectionKeys.AsNoTracking().Select(key => key.Xml).ToListAsync();
        Assert.NotEmpty(keys);
        Assert.All(keys, xml => Assert.Contains(nameof(KeyRingDecryptor), xml, StringComparison.Ordinal));
        Assert.All(keys, xml => Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal));
    }
}
