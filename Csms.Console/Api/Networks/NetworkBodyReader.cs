using System.Globalization;
using System.Text.Json;
using Csms.Console.Api.Http;
using Csms.Console.Commands;

namespace Csms.Console.Api.Networks;

/// <summary>Reads a network profile that a program wants, within the room that the station's version has for it.</summary>
internal sealed class NetworkBodyReader
{
    private readonly BodyReader _reader;
    private readonly JsonElement _root;
    private readonly NetworkRoom _room;

    private NetworkBodyReader(JsonBody body, string? version) => (_reader, _root, _room) = (new BodyReader(body), body.Root, NetworkRoom.Of(version));

    /// <summary>The wish; null when something is wrong with it.</summary>
    public static NetworkWish? Read(int slot, JsonBody body, string? version, out IDictionary<string, string[]> faults)
    {
        var it = new NetworkBodyReader(body, version);
        var reader = it._reader;
        var url = reader.Text("url", 512, nullable: false);
        if (!NetworkDesk.IsUrl(url.Value)) reader.Fault("url", "An address with ws or wss is needed.");
        var profile = reader.Integer("securityProfile", 0, 3);
        if (!profile.Is) reader.Fault("securityProfile", "A number from 0 to 3 is needed.");
        var @interface = reader.Word("interface", [.. NetworkDesk.Interfaces(version)]);
        var timeout = reader.Integer("messageTimeout", 1, 3600);
        var password = reader.Text("password", 64);
        var identity = reader.Text("identity", NetworkRoom.Identity);
        if (identity.Value is not null && version == "2.0.1") reader.Fault("identity", "OCPP 2.0.1 has no place for it.");
        if (slot < 1) reader.Fault("slot", "1 or more is needed.");
        var (apn, vpn) = (it.Apn(), it.Vpn());
        faults = reader.Faults;
        return faults.Count > 0 ? null
            : new NetworkWish(slot, url.Value!, profile.Value, @interface.Value ?? "Wired0", timeout.Or(30), password.Value, identity.Value, apn, vpn);
    }

    private NetworkApn? Apn()
    {
        if (!Part("apn", out var apn)) return null;
        var (name, user, password, authentication) = (Text("apn", apn, "apn", _room.Name), Text("apn", apn, "user", _room.User), Text("apn", apn, "password", _room.Password), Text("apn", apn, "authentication", 4));
        if (name is null) _reader.Fault("apn", "Its name is needed.");
        if (authentication is not null && !NetworkRoom.Authentications.Contains(authentication)) _reader.Fault("apn", "authentication is PAP, CHAP, NONE or AUTO.");
        int? pin = null;
        if (apn.TryGetProperty("simPin", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            if (given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) && number >= 0) pin = number;
            else _reader.Fault("apn", "simPin must be a whole number.");
        }

        var network = Text("apn", apn, "preferredNetwork", 6);
        if (network is not null && !NetworkRoom.IsNetwork(network)) _reader.Fault("apn", "preferredNetwork is 5 or 6 digits.");
        bool? only = null;
        if (apn.TryGetProperty("useOnlyPreferredNetwork", out var flag) && flag.ValueKind != JsonValueKind.Null)
        {
            if (flag.ValueKind is JsonValueKind.True or JsonValueKind.False) only = flag.GetBoolean();
            else _reader.Fault("apn", "useOnlyPreferredNetwork is true or false.");
        }

        if (only == true && network is null) _reader.Fault("apn", "useOnlyPreferredNetwork needs a preferredNetwork.");
        return new NetworkApn(name ?? "", authentication ?? "AUTO", user, password, pin, network, only);
    }

    private NetworkVpn? Vpn()
    {
        if (!Part("vpn", out var vpn)) return null;
        var group = Text("vpn", vpn, "group", _room.User);
        var type = Needed("type", 5);
        if (type.Length > 0 && !NetworkRoom.VpnTypes.Contains(type)) _reader.Fault("vpn", "type is IKEv2, IPSec, L2TP or PPTP.");
        return new NetworkVpn(Needed("server", _room.Name), Needed("user", _room.User), group, Needed("password", _room.Password), Needed("key", NetworkRoom.Key), type);

        string Needed(string member, int most)
        {
            if (Text("vpn", vpn, member, most) is { Length: > 0 } text) return text;
            _reader.Fault("vpn", $"{member} is needed.");
            return "";
        }
    }

    private bool Part(string member, out JsonElement part)
    {
        if (!_root.TryGetProperty(member, out part) || part.ValueKind == JsonValueKind.Null) return false;
        if (part.ValueKind == JsonValueKind.Object) return true;
        _reader.Fault(member, "This must be an object.");
        return false;
    }

    private string? Text(string owner, JsonElement part, string member, int most)
    {
        if (!part.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= most && !text.Any(char.IsControl)) return text;
        _reader.Fault(owner, string.Create(CultureInfo.InvariantCulture, $"{member} must be a text of at most {most} characters."));
        return null;
    }
}
