using System.Text.Json;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>Every deviation that is known, as data.</summary>
public static class QuirkCatalogue
{
    // What a payload is mended by: the order is that of trust, what can be read exactly comes before what is only set aside.
    internal static readonly IPayloadQuirk[] OfPayloads =
    [
        new PaddedText(),
        new UnitSpelling(),
        new EnumCase(),
        new UnknownErrorCode(),
        new TransactionIdAsText(),
        new NullTransactionId(),
        new NumberAsText(),
        new FractionalRegister(),
        new SampleValueType(),
        new CommaDecimal(),
        new EpochTime(),
        new UnusableTime(),
        new MissingTime(),
        new MissingMeterStop(),
        new SingleReading(),
        new EmptyReading(),
        new UnknownSample(),
        new LongSerialNumber(),
        new WiderIn201(),
    ];

    internal static readonly IMessageQuirk[] OfMessages = [new UnissuedTransactionId(), new EmptyToken(), new NegativeRegister()];

    private static readonly Dictionary<FrameNote, IQuirk> ByNote =
        ((IQuirk[])[.. OfPayloads, .. OfMessages, new UnknownMember(), new NullMember(), new MissingOffset(), new KilowattHourRegister()]).ToDictionary(quirk => quirk.Note);

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<IQuirk> All => ByNote.Values;

    /// <summary>The word of a deviation over REST and in addresses: "unitSpelling".</summary>
    public static string Word(FrameNote note) => JsonNamingPolicy.CamelCase.ConvertName(note.ToString());

    /// <summary>The deviation of a word; null: there is none.</summary>
    public static IQuirk? Named(string? word) => All.FirstOrDefault(quirk => Word(quirk.Note) == word);

    /// <summary>The deviation behind a note; null when the note is about something else.</summary>
    public static IQuirk? Find(FrameNote note) => ByNote.GetValueOrDefault(note);
}
