namespace Csms.Console.Pages.Stations;

/// <summary>The address that is typed into a charger: the one the console itself was reached at.</summary>
public static class ChargerUrl
{
    /// <summary>"wss://csms.example/ocpp/": a charger adds its identity.</summary>
    public static string Base(string consoleBase)
    {
        var console = new Uri(consoleBase);
        return $"{(console.Scheme == Uri.UriSchemeHttps ? "wss" : "ws")}://{console.Authority}/ocpp/";
    }

    /// <summary>With the identity, for chargers that want the whole of it.</summary>
    public static string Of(string consoleBase, string stationId) => Base(consoleBase) + Uri.EscapeDataString(stationId);
}
