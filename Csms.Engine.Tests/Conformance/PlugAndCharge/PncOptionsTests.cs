using Csms.Engine.Certificates;
using Csms.Engine.PlugAndCharge;

namespace Csms.Engine.Tests.Conformance.PlugAndCharge;

/// <summary>What is wrong with the section is said at the start, all of it, with the key to set.</summary>
public sealed class PncOptionsTests
{
    [Fact]
    public void Options_Wrong_AreToldTogether()
    {
        using var pki = new ContractPki();
        var folder = Directory.CreateTempSubdirectory("csms-pnc-options-");
        try
        {
            var below = Path.Combine(folder.FullName, "sub.pem");
            File.WriteAllText(below, PemChain.Write([pki.Sub1]));
            var text = Path.Combine(folder.FullName, "text.crt");
            File.WriteAllText(text, "no certificate");
            var empty = folder.CreateSubdirectory("empty").FullName;
            var result = new PncOptionsCheck().Validate(null, new PncOptions { Roots = $"{below};{text};{empty};{folder.FullName}/missing.pem", ProviderUrl = "ftp://provider" });

            Assert.Collection(
                result.Failures!,
                fault => Assert.Contains("text.crt is no certificate", fault, StringComparison.Ordinal),
                fault => Assert.Contains("holds no .pem", fault, StringComparison.Ordinal),
                fault => Assert.Contains("missing.pem cannot be read", fault, StringComparison.Ordinal),
                fault => Assert.Contains("is a root", fault, StringComparison.Ordinal),
                fault => Assert.Contains("Csms:Pnc:ProviderUrl", fault, StringComparison.Ordinal));
            File.WriteAllText(text, PemChain.Write([pki.MoRoot]));
            Assert.True(new PncOptionsCheck().Validate(null, new PncOptions { Roots = folder.FullName, ProviderUrl = "https://provider/x" }).Succeeded);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
