using System.Text;
using Csms.Engine.Ocpp.Framing;
using FsCheck;
using FsCheck.Fluent;

namespace Csms.Engine.Tests.Ocpp;

public sealed class FrameFuzzTests
{
    private static readonly string[] Frames =
    [
        """[2,"19223201","BootNotification",{"chargePointVendor":"V","chargePointModel":"M\u00e4"}]""",
        """[3,"19223201",{"status":"Accepted","currentTime":"2026-01-01T00:00:00Z","interval":300}]""",
        """[4,"19223201","InternalError","broken \"here\"",{"a":[1,2,{"b":null}]}]""",
        """[6,"x","NotifyPeriodicEventStream",{"id":1,"pending":0,"basetime":"2026-01-01T00:00:00Z","data":[{"t":1.5,"v":"2"}]}]""",
    ];

    [Fact]
    public void RandomBytes_ReadAsFrame_NeverThrow() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll<byte[]>(bytes => IsFrameOrFault(bytes)));

    [Fact]
    public void DamagedFrames_ReadAsFrame_NeverThrow() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll<int, int[], byte[]>((which, places, values) =>
        {
            var frame = Encoding.UTF8.GetBytes(Frames[(which & int.MaxValue) % Frames.Length]);
            for (var i = 0; i < Math.Min(places.Length, values.Length); i++)
            {
                frame[(places[i] & int.MaxValue) % frame.Length] = values[i];
            }

            return IsFrameOrFault(frame);
        }));

    [Fact]
    public void CutFrames_ReadAsFrame_AreFaults()
    {
        foreach (var frame in Frames)
        {
            for (var length = 0; length < frame.Length; length++)
            {
                Assert.False(FrameReader.TryRead(OcppVersion.V21, Encoding.UTF8.GetBytes(frame[..length]), out _, out var fault));
                Assert.Equal(FrameFaultKind.NotJson, fault.Kind);
            }
        }
    }

    private static bool IsFrameOrFault(byte[] bytes)
    {
        foreach (var version in OcppVersions.All)
        {
            if (FrameReader.TryRead(version, bytes, out var frame, out var fault))
            {
                if (frame.MessageId.Length is 0 or > FrameReader.LongestMessageId || frame.Payload.Length < 2)
                {
                    return false;
                }

                version.Actions().Find(frame.Action)?.Request.Check(frame.Payload.Span, out _);
            }
            else
            {
                FrameFaultPolicy.AnswerTo(fault, version);
            }
        }

        return true;
    }
}
