using System.Text;
using System.Text.Json;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Tests.Ocpp;

public sealed class MessageMutationTests
{
    [SharedTheory]
    [MemberData(nameof(OfficialMessages.All), MemberType = typeof(OfficialMessages))]
    public void Message_WithOneFault_IsRefusedWithItsKindAndPath(OcppVersion version, string message)
    {
        var schema = OfficialSchema.Of(version, message);
        var type = OfficialMessages.Type(version, message);
        var sample = new SchemaSampler(schema, new Random(11), SampleSize.Full).Message();
        foreach (var mutation in new MessageMutator(schema, sample).All())
        {
            var text = mutation.Payload.ToJsonString();
            if (mutation.Deviation != WireDeviationKind.NullMember)
            {
                // Where the schema leaves the type open it allows null; everything else is a breach for the schema too.
                Assert.NotNull(schema.Validate(JsonDocument.Parse(text).RootElement));
            }

            var violation = type.Check(Encoding.UTF8.GetBytes(text), out var deviations);
            Assert.Equal((mutation.Kind, mutation.Kind is null ? null : mutation.Path), (violation?.Kind, violation?.Path));
            if (mutation.Deviation is { } deviation)
            {
                Assert.Equal([new WireDeviation(deviation, mutation.Path)], deviations);
            }
        }
    }

    [SharedTheory]
    [MemberData(nameof(OfficialMessages.All), MemberType = typeof(OfficialMessages))]
    public void Message_WithDamagedText_IsAValueAndNeverThrows(OcppVersion version, string message)
    {
        var type = OfficialMessages.Type(version, message);
        var random = new Random(message.Length);
        var text = Encoding.UTF8.GetBytes(new SchemaSampler(OfficialSchema.Of(version, message), random, SampleSize.Full).Message().ToJsonString());
        var damage = "{}[]\",:\\u0d8-e.1 \xff\0"u8.ToArray();
        for (var round = 0; round < 60; round++)
        {
            var damaged = text.AsSpan(0, round % 5 == 0 ? random.Next(text.Length + 1) : text.Length).ToArray();
            for (var i = 0; i < 3 && damaged.Length > 0; i++)
            {
                damaged[random.Next(damaged.Length)] = damage[random.Next(damage.Length)];
            }

            var result = type.ReadMessage(damaged);
            Assert.Equal(result.IsValid, result.Value is not null);
        }
    }
}
