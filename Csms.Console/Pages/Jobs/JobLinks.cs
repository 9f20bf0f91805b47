using Csms.Engine.FieldWork;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Jobs;

/// <summary>Addresses of jobs in the field.</summary>
public static class JobLinks
{
    /// <summary>The list.</summary>
    public const string List = "/jobs";

    /// <summary>A job.</summary>
    public static string Of(Guid id) => $"{List}/{id}";

    /// <summary>The notes and photos of a station.</summary>
    public static string Station(StationId station) => $"/stations/{Uri.EscapeDataString(station.Value)}?tab=notes";

    /// <summary>A photo, for staff.</summary>
    public static string Photo(FieldPhoto photo) => $"/stations/{Uri.EscapeDataString(photo.Station.Value)}/photos/{photo.Id}";

    /// <summary>What the technician opens, without the host.</summary>
    public static string Phone(string link) => $"/job/{link}";

    /// <summary>A station of the job, for the technician.</summary>
    public static string Phone(string link, StationId station) => $"/job/{link}?station={Uri.EscapeDataString(station.Value)}";
}
