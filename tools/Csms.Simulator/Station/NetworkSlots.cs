using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Csms.Simulator.Station;

/// <summary>
/// The ways to the CSMS, their order and the one in use (2.x B09, B10; A05). After some attempts in vain the next in the order has its turn. In 1.6 the
/// key SecurityProfile makes a second one. Under the station's gate.
/// </summary>
internal sealed class NetworkSlots
{
    private const int Attempts = 3, First = 1, Second = 2;

    private readonly VirtualStation _station;
    private readonly Dictionary<int, NetworkSlot> _slots;
    private int[] _order = [First];
    private int _current = First;
    private int _failed;

    public NetworkSlots(VirtualStation station)
    {
        _station = station;
        var options = station.Options;
        var profile = options.ClientCertificate is not null ? 3 : options.Password is null ? 0 : options.Url.Scheme == "wss" ? 2 : 1;
        _slots = new() { [First] = new NetworkSlot(options.Url, profile) };
    }

    /// <summary>Security profile of the way in use.</summary>
    public int Profile => Math.Max(_slots[_current].Profile, _slots[_current].Profile == 0 && _station.Settings.PasswordBytes is not null ? 1 : 0);

    /// <summary>The order, as NetworkConfigurationPriority has it.</summary>
    public string Order => string.Join(',', _order);

    /// <summary>Options with the way in use: its address, the roots that were installed, the certificate that was signed.</summary>
    public StationOptions Way()
    {
        var (options, slot) = (_station.Options, _slots[_current]);
        return options with
        {
            Url = slot.Url,
            ClientCertificate = slot.Profile == 3 ? options.ClientCertificate ?? Signed() : null,
            ServerCertificateCheck = options.ServerCertificateCheck ?? ((_, shown, _, _) => shown is not null && Trusts(shown)),
        };
    }

    /// <summary>SetNetworkProfile: Accepted, or Rejected where it would be less secure (A05) or no address.</summary>
    public string Put(int slot, string? url, int profile)
    {
        if (slot < 1 || profile < Profile || !Uri.TryCreate(url, UriKind.Absolute, out var address)) return "Rejected";
        if (slot == _current) return "Failed"; // the way in use stays
        _slots[slot] = new NetworkSlot(address, profile);
        return "Accepted";
    }

    /// <summary>NetworkConfigurationPriority: only slots that are there, and that can be used with what is installed (A05.FR.02).</summary>
    public string Reorder(string text)
    {
        var order = text.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var slot) ? slot : 0).ToArray();
        if (order.Length == 0 || !order.All(slot => _slots.TryGetValue(slot, out var way) && IsReady(way.Profile))) return "Rejected";
        _order = order;
        return "RebootRequired";
    }

    /// <summary>1.6 key SecurityProfile: higher only, and only with what it needs; the station comes back on it.</summary>
    public string Raise(string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var profile) || profile > 3 || profile <= Profile || !IsReady(profile)) return "Rejected";
        _slots[Second] = new NetworkSlot(profile >= 2 ? _station.Options.SecureUrl ?? _slots[_current].Url : _slots[_current].Url, profile);
        _order = [Second, _current];
        return "Accepted";
    }

    /// <summary>The station starts: the first of the order.</summary>
    public void Restart() => (_current, _failed) = (_order[0], 0);

    /// <summary>It was not let in.</summary>
    public void Refused()
    {
        if (++_failed < Attempts) return;
        _current = _order[(Array.IndexOf(_order, _current) + 1) % _order.Length];
        _failed = 0;
    }

    private bool IsReady(int profile) => profile switch
    {
        <= 1 => true,
        2 => HasRoot,
        _ => HasRoot && (_station.Options.ClientCertificate is not null || _station.CertificateChain is not null),
    };

    private bool HasRoot => Roots.Any();

    private IEnumerable<InstalledCertificate> Roots => _station.Certificates.Where(certificate => certificate.Use is "CSMSRootCertificate" or "CentralSystemRootCertificate");

    private bool Trusts(X509Certificate shown)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var root in Roots) chain.ChainPolicy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(root.Pem));
        using var server = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        return chain.Build(server);
    }

    private X509Certificate2? Signed()
    {
        if (_station.CertificateChain is not { } chain || _station.ClientKey is not { } key) return null;
        using var leaf = X509Certificate2.CreateFromPem(chain);
        return leaf.CopyWithPrivateKey(key);
    }
}
