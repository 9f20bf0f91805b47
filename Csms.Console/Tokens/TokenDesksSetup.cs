namespace Csms.Console.Tokens;

/// <summary>Composition of what is done with many tokens.</summary>
internal static class TokenDesksSetup
{
    public static IServiceCollection AddTokenDesks(this IServiceCollection services) => services.AddSingleton<TokenDesk>().AddSingleton<LocalListDesk>().AddSingleton<BlockDesk>().AddSingleton<GroupReader>();
}
