using System.Text;
using Csms.Engine.FieldWork;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.FieldWork;

/// <summary>Links, notes and photos of jobs over a real database.</summary>
public sealed class FieldDeskTests(EngineHost host) : IClassFixture<EngineHost>
{
    private static readonly StationId _station = StationId.Parse("DESK-1");

    private FieldDesk Desk => host.Services.GetRequiredService<FieldDesk>();

    [Fact]
    public async Task Link_IsKeptAsItsHashOnly_AndAnOlderOneOpensNothing()
    {
        var (job, link) = await Desk.OpenAsync("Links", [new FieldStation(_station, "NORTH")], DateTimeOffset.UtcNow.AddHours(1), "Ann", CancellationToken.None);
        Assert.Equal(43, link.Length); // 256 bits
        Assert.Equal(0L, await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.field_jobs j WHERE position($1 IN j::text) > 0", link));
        Assert.Equal((job.Id, "DESK-1", true), ((await Desk.FindAsync(link, CancellationToken.None))!.Id, job.Stations[0].Id.Value, job.IsOpenAt(DateTimeOffset.UtcNow)));
        Assert.Null(await Desk.FindAsync(link[..^1], CancellationToken.None));

        var next = await Desk.RenewAsync(job.Id, DateTimeOffset.UtcNow.AddDays(1), CancellationToken.None);

        Assert.Null(await Desk.FindAsync(link, CancellationToken.None));
        Assert.Equal(job.Id, (await Desk.FindAsync(next!, CancellationToken.None))!.Id);
        Assert.True(await Desk.CloseAsync(job.Id, "Ann", CancellationToken.None));
        Assert.False(await Desk.CloseAsync(job.Id, "Ann", CancellationToken.None));
        Assert.False((await Desk.FindAsync(next!, CancellationToken.None))!.IsOpenAt(DateTimeOffset.UtcNow));
        Assert.Null(await Desk.RenewAsync(job.Id, DateTimeOffset.UtcNow.AddDays(1), CancellationToken.None));
        Assert.Contains(await Desk.ListAsync(["NORTH"], false, "DESK-1", null, 10, CancellationToken.None), each => each.Id == job.Id);
        Assert.DoesNotContain(await Desk.ListAsync(["SOUTH"], null, null, null, 10, CancellationToken.None), each => each.Id == job.Id);
    }

    [Fact]
    public async Task Photo_SentTwice_CountsOnceAndSettlesItsLine()
    {
        var (job, _) = await Desk.OpenAsync("Photos", [new FieldStation(_station, null)], DateTimeOffset.UtcNow.AddHours(1), "Ann", CancellationToken.None);
        var id = Guid.NewGuid();
        var (added, _) = await Desk.AddPhotoAsync(id, _station, job.Id, Photos.Jpeg, "Plate", "Kim", CancellationToken.None);
        Assert.Equal(("image/jpeg", "Plate", "Kim"), (added!.MediaType, added.Caption!, added.By));
        Assert.Equal((null, PhotoRefusal.None), await Desk.AddPhotoAsync(id, _station, job.Id, Photos.Jpeg, "Plate", "Kim", CancellationToken.None));
        Assert.Equal((null, PhotoRefusal.NoImage), await Desk.AddPhotoAsync(Guid.NewGuid(), _station, job.Id, Encoding.UTF8.GetBytes("<svg onload=alert(1)>"), null, "Kim", CancellationToken.None));

        Assert.Single(await Desk.PhotosAsync(_station, job.Id, CancellationToken.None));
        var result = Assert.Single(await Desk.ResultsAsync([job.Id], CancellationToken.None));
        Assert.Equal((FieldState.Passed, "Photos: 1"), (result.State, result.Finding!.ToString()));
        Assert.Equal(id, (await Desk.DeletePhotoAsync(_station, id, CancellationToken.None))!.Id);
        Assert.Null(await Desk.ContentAsync(_station, id, CancellationToken.None));
    }

    [Fact]
    public async Task Note_SentTwice_CountsOnce()
    {
        var id = Guid.NewGuid();
        Assert.True(await Desk.AddNoteAsync(id, _station, null, "Fuse 3 is loose.", "Ann", CancellationToken.None));
        Assert.False(await Desk.AddNoteAsync(id, _station, null, "Fuse 3 is loose.", "Ann", CancellationToken.None));
        Assert.Equal("Fuse 3 is loose.", (await Desk.FindNoteAsync(_station, id, CancellationToken.None))!.Text);
        Assert.NotNull(await Desk.DeleteNoteAsync(_station, id, CancellationToken.None));
        Assert.Null(await Desk.FindNoteAsync(_station, id, CancellationToken.None));
    }

    [Fact]
    public void PhotoContent_WhatTheCameraAdds_IsTakenOut()
    {
        var jpeg = PhotoContent.Read(Photos.Jpeg, out _)!;
        Assert.DoesNotContain("GPS-HERE", Encoding.Latin1.GetString(jpeg.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("TRAILER", Encoding.Latin1.GetString(jpeg.Bytes), StringComparison.Ordinal);
        Assert.Contains("JFIF", Encoding.Latin1.GetString(jpeg.Bytes), StringComparison.Ordinal);
        Assert.Equal(6, jpeg.Bytes[jpeg.Bytes.AsSpan().IndexOf("Exif\0\0"u8) + 25]); // which way is up
        Assert.True(jpeg.Bytes.AsSpan().EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]));

        var png = PhotoContent.Read(Photos.Png, out _)!;
        Assert.Equal("image/png", png.MediaType);
        Assert.DoesNotContain("GPS-HERE", Encoding.Latin1.GetString(png.Bytes), StringComparison.Ordinal);

        var webp = PhotoContent.Read(Photos.Webp, out _)!;
        Assert.Equal(("image/webp", webp.Bytes.Length - 8), (webp.MediaType, BitConverter.ToInt32(webp.Bytes, 4)));
        Assert.DoesNotContain("GPS-HERE", Encoding.Latin1.GetString(webp.Bytes), StringComparison.Ordinal);
        Assert.Equal(0x10, webp.Bytes[20]); // no Exif, no XMP; alpha stays
    }

    [Fact]
    public void PhotoContent_AnyCutOrTurnedByte_IsTakenOrRefusedAndNeverFails()
    {
        foreach (var whole in new[] { Photos.Jpeg, Photos.Png, Photos.Webp })
        {
            for (var at = 0; at < whole.Length; at++)
            {
                PhotoContent.Read(whole.AsSpan(0, at), out _);
                var turned = (byte[])whole.Clone();
                turned[at] ^= 0xFF;
                PhotoContent.Read(turned, out _);
            }
        }

        Assert.Null(PhotoContent.Read(Photos.Jpeg.AsSpan(0, 40), out var refusal));
        Assert.Equal(PhotoRefusal.Damaged, refusal);
    }
}
