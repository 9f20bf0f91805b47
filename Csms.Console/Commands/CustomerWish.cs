using System.Text.Json.Nodes;
using Csms.Engine.Certificates;

namespace Csms.Console.Commands;

/// <summary>What a station is to report or clear of a customer, and by what the customer is named (OCPP 2.1 part 2, N09 and N10: one of the three).</summary>
/// <param name="IdToken">A token.</param>
/// <param name="IdTokenType">Its type, in OCPP 2.1's words.</param>
/// <param name="CustomerIdentifier">A text that the vendor knows.</param>
/// <param name="Certificate">The hash of the customer's certificate.</param>
/// <param name="Report">The station is to report.</param>
/// <param name="Clear">The station is to clear.</param>
internal sealed record CustomerWish(string? IdToken, string? IdTokenType, string? CustomerIdentifier, CertificateHash? Certificate, bool Report, bool Clear)
{
    private const int MostToken = 255, MostToken201 = 36, MostIdentifier = 64, MostHash = 128, MostSerial = 40;

    /// <summary>What is wrong, by the member; nothing: it can be sent.</summary>
    /// <param name="version">Of the station.</param>
    public IReadOnlyList<(string Member, CustomerWishFault Fault)> Faults(string? version)
    {
        var faults = new List<(string, CustomerWishFault)>();
        var most = version == "2.0.1" ? MostToken201 : MostToken;
        if (!Report && !Clear) faults.Add(("report", CustomerWishFault.NothingToDo));
        if (new[] { IdToken is not null, CustomerIdentifier is not null, Certificate is not null }.Count(named => named) != 1) faults.Add(("idToken", CustomerWishFault.NotOne));
        if (IdToken is { } token && (token.Length == 0 || token.Length > most)) faults.Add(("idToken", token.Length == 0 ? CustomerWishFault.Missing : CustomerWishFault.TooLong));
        if (CustomerIdentifier is { } text && text.Length is 0 or > MostIdentifier) faults.Add(("customerIdentifier", text.Length == 0 ? CustomerWishFault.Missing : CustomerWishFault.TooLong));
        if (Certificate is { } hash)
        {
            if (hash.HashAlgorithm is not ("SHA256" or "SHA384" or "SHA512")) faults.Add(("hashAlgorithm", CustomerWishFault.Missing));
            Check("issuerNameHash", hash.IssuerNameHash, MostHash);
            Check("issuerKeyHash", hash.IssuerKeyHash, MostHash);
            Check("serialNumber", hash.SerialNumber, MostSerial);
        }

        return faults;

        void Check(string member, string value, int longest)
        {
            if (value.Length == 0) faults.Add((member, CustomerWishFault.Missing));
            else if (value.Length > longest) faults.Add((member, CustomerWishFault.TooLong));
        }
    }

    /// <summary>Members of CustomerInformation; the number is given by the engine.</summary>
    public JsonObject Body()
    {
        var body = new JsonObject { ["report"] = Report, ["clear"] = Clear };
        if (IdToken is not null) body["idToken"] = new JsonObject { ["idToken"] = IdToken, ["type"] = IdTokenType ?? "Central" };
        else if (Certificate is { } hash) body["customerCertificate"] = new JsonObject { ["hashAlgorithm"] = hash.HashAlgorithm, ["issuerNameHash"] = hash.IssuerNameHash, ["issuerKeyHash"] = hash.IssuerKeyHash, ["serialNumber"] = hash.SerialNumber };
        else body["customerIdentifier"] = CustomerIdentifier;
        return body;
    }
}
