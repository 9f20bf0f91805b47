using Csms.Engine.Events;

namespace Csms.Engine.Payments;

/// <summary>What a register says of a number. Closed set.</summary>
public abstract record VatVerdict
{
    private VatVerdict()
    {
    }

    /// <summary>The number is valid.</summary>
    /// <param name="Company">Whose it is, where the register tells.</param>
    public sealed record Valid(CompanyAddress? Company) : VatVerdict;

    /// <summary>There is no such number.</summary>
    public sealed record Unknown : VatVerdict;

    /// <summary>Nobody can say: there is no register, or it gave no answer.</summary>
    /// <param name="ReasonCode">Why: a word of at most 20 letters.</param>
    /// <param name="Reason">The same in a sentence.</param>
    public sealed record Unverified(string ReasonCode, string Reason) : VatVerdict;
}
