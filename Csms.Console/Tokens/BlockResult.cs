using Csms.Console.Commands;
using Csms.Console.Commands.Bulk;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Tokens;

namespace Csms.Console.Tokens;

/// <summary>What blocking everywhere has done.</summary>
/// <param name="Steps">Every step, in order.</param>
/// <param name="Changes">Tokens that were not blocked before.</param>
/// <param name="Sessions">Sessions with the command that stops each.</param>
/// <param name="Run">The run that clears caches; null: none was started.</param>
/// <param name="Caches">Which stations take part in it and which don't and why.</param>
internal sealed record BlockResult(IReadOnlyList<BlockStep> Steps, IReadOnlyList<TokenChange> Changes, IReadOnlyList<StopTarget> Sessions, BulkRun? Run, BulkPreview Caches);
