using Csms.Engine.Energy;
using Csms.Engine.FieldWork;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Jobs;

/// <summary>Reads what the technician's page shows.</summary>
internal sealed class PhoneReader(FieldDesk desk, FieldTests tests, StationDirectory stations, SiteDirectory sites, FrameHistory frames)
{
    private const int MostFrames = 15;

    /// <summary>The page of a station; without one, or with one that is not of the job, of its first.</summary>
    public async Task<PhoneModel> ReadAsync(FieldJob job, string link, string? station, bool withFrames, CancellationToken cancellation)
    {
        var open = job.Stations.FirstOrDefault(each => each.Id.Value == station) ?? job.Stations[0];
        var state = stations.Find(open.Id);
        var results = await desk.ResultsAsync([job.Id], cancellation);
        return new PhoneModel
        {
            Link = link,
            Job = job,
            Station = open,
            State = state,
            Site = sites.Find(state?.Profile.SiteId)?.Name,
            Zone = state?.Profile.SiteId is { } site ? sites.ZoneOf(site) : null,
            Stations = [.. job.Stations.Select(each => (each, stations.Find(each.Id), CheckLine.Of(each, stations.Find(each.Id), results).All(line => line.Result is { IsSettled: true })))],
            Lines = CheckLine.Of(open, state, results),
            IsBusy = tests.IsBusy(open.Id),
            Notes = await desk.NotesAsync(open.Id, job.Id, cancellation),
            Photos = await desk.PhotosAsync(open.Id, job.Id, cancellation),
            Frames = withFrames && state is not null ? await frames.ReadAsync(new FrameHistoryQuery(state.Key) { Limit = MostFrames }, cancellation) : [],
        };
    }
}
