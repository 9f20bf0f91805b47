using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Payments;
using Csms.Engine.Tests.Ocpp;
using Csms.Engine.Ocpp.Framing;

namespace Csms.Engine.Tests.Conformance.Payments;

/// <summary>VAT numbers for companies' receipts: the rules of the countries, and what a register says.</summary>
[Collection(PaymentCollection.Name)]
public sealed class VatNumberTests(PaymentHost host)
{
    /// <summary>Published examples of valid numbers.</summary>
    [Theory]
    [InlineData("ATU13585627")]
    [InlineData("BE0428759497")]
    [InlineData("CHE-107.787.577 IVA", "CH107787577")]
    [InlineData("CHE100155212", "CH100155212")]
    [InlineData("DE 136,695 976", null)] // a comma is no mark of a number
    [InlineData("DE 136.695.976", "DE136695976")]
    [InlineData("DK13585628")]
    [InlineData("EE100931558")]
    [InlineData("GR 023456780", "EL023456780")]
    [InlineData("FI20774740")]
    [InlineData("FR40303265045")]
    [InlineData("fr23334175221", "FR23334175221")]
    [InlineData("GB980780684")]
    [InlineData("HR33392005961")]
    [InlineData("HU12892312")]
    [InlineData("IE6433435F")]
    [InlineData("IT00743110157")]
    [InlineData("LU15027442")]
    [InlineData("NL004495445B01")]
    [InlineData("NL123456789B13")]
    [InlineData("NO995525828MVA", "NO995525828")]
    [InlineData("PL8567346215")]
    [InlineData("PT501964843")]
    [InlineData("RO18547290")]
    [InlineData("SE123456789701")]
    [InlineData("SI50223054")]
    [InlineData("SK2022749619")]
    [InlineData("ESB58378431")]
    [InlineData("DE136695977", null)]
    [InlineData("ATU13585626", null)]
    [InlineData("IT00743110158", null)]
    [InlineData("PL8567346216", null)]
    [InlineData("NL123456789B14", null)]
    [InlineData("DE13669597", null)]
    [InlineData("XX123456789", null)]
    [InlineData("", null)]
    [InlineData("DE\0136695976", null)]
    public void Number_AsTyped_IsReadByTheRuleOfItsCountry(string typed, string? read = "same") =>
        Assert.Equal(read == "same" ? typed : read, VatNumber.Read(typed)?.ToString());

    [Theory]
    [InlineData("Musterfirma", "Marienplatz 1\n80331 München", "Marienplatz 1", "80331", "München")]
    [InlineData("SARL X", "1 RUE DE LA PAIX\nBATIMENT B\n75002 PARIS", "1 RUE DE LA PAIX", "75002", "PARIS")]
    [InlineData("SA Y", "L-1114 LUXEMBOURG, 5 RUE", "L-1114 LUXEMBOURG", null, "5 RUE")]
    public void Company_AsARegisterTellsIt_IsAnAddress(string name, string address, string first, string? code, string town)
    {
        var company = RegisteredCompany.Of("DE", name, address);

        Assert.Equal((name, first, code, town), (company!.Name, company.Address1, company.PostalCode, company.City));
    }

    [Theory]
    [InlineData("---", "---")]
    [InlineData("Musterfirma", "somewhere")]
    [InlineData(null, "Weg 1\nUlm")]
    public void Company_NotToldOrWithoutATown_IsNone(string? name, string? address) => Assert.Null(RegisteredCompany.Of("DE", name, address));

    [Fact]
    public async Task Station_AskingForANumber_IsToldWhatTheRegisterSays()
    {
        host.Register["/api/ms/DE/vat/136695976"] = """{"isValid":true,"name":"Muster GmbH","address":"Weg 1\n89073 Ulm"}""";
        host.Register["/api/ms/PL/vat/8567346215"] = """{"isValid":false,"userError":"INVALID"}""";
        host.Register["/api/ms/IT/vat/00743110157"] = """{"isValid":false,"userError":"MS_UNAVAILABLE"}""";
        host.Register["/api/ms/LU/vat/15027442"] = "no json";
        await using var station = await host.StationAsync("ocpp2.1");

        var valid = await AskAsync("DE 136 695 976");
        var again = await AskAsync("DE136695976");
        Assert.Equal(("Accepted", "DE 136 695 976", 2, "Muster GmbH", "89073", "Ulm"), (Word(valid, "status"), Word(valid, "vatNumber"), valid.GetProperty("evseId").GetInt32(),
            Word(valid.GetProperty("company"), "name"), Word(valid.GetProperty("company"), "postalCode"), Word(valid.GetProperty("company"), "city")));
        Assert.Equal(("Accepted", 1), (Word(again, "status"), host.Asked("/api/ms/DE/vat/136695976"))); // remembered
        Assert.Equal(("Rejected", "NotRegistered"), await SaidAsync("PL8567346215"));
        Assert.Equal(("Rejected", "RegisterUnavailable"), await SaidAsync("IT00743110157"));
        Assert.Equal(("Rejected", "RegisterUnavailable"), await SaidAsync("LU15027442"));
        Assert.Equal(("Rejected", "RegisterUnavailable"), await SaidAsync("FI20774740")); // HTTP 500
        Assert.Equal(("Rejected", "InvalidFormat"), await SaidAsync("DE136695977"));
        Assert.Equal(0, host.Asked("/api/ms/DE/vat/136695977")); // what cannot be is not asked for

        async Task<JsonElement> AskAsync(string number)
        {
            var answer = await station.CallAsync("VatNumberValidation", JsonSerializer.Serialize(new { vatNumber = number, evseId = 2 }));
            Assert.Null(OfficialSchema.Of(OcppVersion.V21, "VatNumberValidationResponse").Validate(answer));
            return answer;
        }

        async Task<(string?, string?)> SaidAsync(string number)
        {
            var answer = await AskAsync(number);
            return (Word(answer, "status"), Word(answer.GetProperty("statusInfo"), "reasonCode"));
        }

        static string? Word(JsonElement from, string member) => from.GetProperty(member).GetString();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Number_ForWhichNobodyVouches_IsAsTheSettingSays(bool accepts)
    {
        var options = Microsoft.Extensions.Options.Options.Create(new PaymentOptions { AcceptUnverifiedVat = accepts });
        using var http = new HttpClient();
        using var register = new HttpVatRegister(http, options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<HttpVatRegister>.Instance);

        var answer = await new VatDesk(register, options).AnswerAsync(null!, new VatNumberAsked("DE136695976", null), CancellationToken.None);

        Assert.Equal((accepts, "NotVerified"), answer is VatNumberAnswer vat ? (vat.IsValid, vat.ReasonCode) : default);
    }

    [Fact]
    public void Options_Wrong_AreToldTogether() => Assert.Equal(
        3, new PaymentOptionsCheck().Validate(null, new PaymentOptions { Currency = "euro", VatRegisterUrl = "ftp://x", ReceiptUrl = "https://x/receipt" }).Failures!.Count());
}
