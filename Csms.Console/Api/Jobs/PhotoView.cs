using Csms.Engine.FieldWork;

namespace Csms.Console.Api.Jobs;

/// <summary>A photo of a station; the image is at `/stations/{id}/photos/{photo}/image`.</summary>
/// <param name="Id">Unique.</param>
/// <param name="MediaType">image/jpeg, image/png or image/webp.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="By">Who sent it.</param>
/// <param name="At">When.</param>
/// <param name="Job">Taken for this job; null: by staff.</param>
internal sealed record PhotoView(Guid Id, string MediaType, int Bytes, string? Caption, string By, DateTimeOffset At, Guid? Job)
{
    public static PhotoView Of(FieldPhoto photo) => new(photo.Id, photo.MediaType, photo.Bytes, photo.Caption, photo.By, photo.At, photo.Job);
}
