namespace Csms.Console.Protocol;

/// <summary>Composition of what the protocol's words mean.</summary>
public static class ProtocolSetup
{
    /// <summary>The table of explanations; its language is that of whoever asks.</summary>
    public static IServiceCollection AddProtocolWords(this IServiceCollection services) => services.AddSingleton<ProtocolWords>();
}
