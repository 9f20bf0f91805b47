using Csms.Engine.Certificates;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations.Commands.Bulk;

namespace Csms.Console.Commands.Bulk;

/// <summary>What became of the wish for a bulk run.</summary>
/// <param name="Run">The run; null: nothing was started.</param>
/// <param name="Preview">Who takes part and who not.</param>
/// <param name="Refusal">Why nothing was started.</param>
/// <param name="CertificateFault">What is wrong with the certificate that was to be installed, where that is why.</param>
/// <param name="Wrong">What is wrong with the members of the command, where that is why.</param>
public sealed record BulkStart(BulkRun? Run, BulkPreview Preview, BulkRefusal? Refusal, InstallFault? CertificateFault = null, CommandRefusal? Wrong = null);
