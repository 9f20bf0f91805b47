using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Framing;

/// <summary>Spelling of error codes (MESSAGES.md 2.4) and the code that names a violation.</summary>
public static class OcppErrorCodes
{
    private static readonly string[] Spellings = Enum.GetNames<OcppErrorCode>();

    /// <summary>1.6 keeps its two misspellings and lacks the two codes of the framework (J errata 5.1, 5.2).</summary>
    public static string Spelling(this OcppErrorCode code, OcppVersion version) => (version, code) switch
    {
        (OcppVersion.V16, OcppErrorCode.FormatViolation) => "FormationViolation",
        (OcppVersion.V16, OcppErrorCode.OccurrenceConstraintViolation) => "OccurenceConstraintViolation",
        (OcppVersion.V16, OcppErrorCode.MessageTypeNotSupported or OcppErrorCode.RpcFrameworkError) => "GenericError",
        _ => Spellings[(int)code],
    };

    /// <summary>Reads either spelling; anything unknown is GenericError.</summary>
    public static OcppErrorCode Parse(string code) => code switch
    {
        "FormationViolation" => OcppErrorCode.FormatViolation,
        "OccurenceConstraintViolation" => OcppErrorCode.OccurrenceConstraintViolation,
        _ => Array.IndexOf(Spellings, code) is >= 0 and var index ? (OcppErrorCode)index : OcppErrorCode.GenericError,
    };

    /// <summary>The code with which a payload that breaks its schema is refused (OCPP-J 4.3).</summary>
    public static OcppErrorCode Of(WireViolationKind violation) => violation switch
    {
        WireViolationKind.Malformed or WireViolationKind.NotAnObject or WireViolationKind.DuplicateField => OcppErrorCode.FormatViolation,
        WireViolationKind.MissingField or WireViolationKind.TooFew or WireViolationKind.TooMany => OcppErrorCode.OccurrenceConstraintViolation,
        WireViolationKind.WrongType or WireViolationKind.TooLong => OcppErrorCode.TypeConstraintViolation,
        WireViolationKind.NotInEnum or WireViolationKind.OutOfRange => OcppErrorCode.PropertyConstraintViolation,
        _ => throw new ArgumentOutOfRangeException(nameof(violation)),
    };
}
