using Csms.Console.Commands;
using Csms.Engine.Stations.Commands.Bulk;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Bulk;

/// <summary>Commands to many stations, newest first, with how far each is.</summary>
public sealed partial class BulkList
{
    [Inject] private BulkStore Store { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;

    /// <inheritdoc />
    protected override Task<IReadOnlyList<BulkSummary>> ReadAsync(IReadOnlyCollection<string>? sites, bool? open, int most) => Store.ListAsync(sites, open, null, null, most, CancellationToken.None);
}
