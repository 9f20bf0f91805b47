using Csms.Engine.Gateway;
using Csms.Engine.Stations.Limits;
using Csms.Engine.Storage;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Stations;

/// <summary>What every station's actor needs; one object shared by all of them.</summary>
internal sealed class StationServices(
    IJournal journal,
    ISessionSource sessions,
    SessionNumbers numbers,
    TokenDirectory tokens,
    RunningTokens running,
    ContractAuthorizations contracts,
    StartLimitBook startLimits,
    IStationLog log,
    IEnumerable<IStationObserver> observers,
    Lazy<IEnumerable<IStationDesk>> desks,
    Lazy<IEvsePowers> powers,
    Lazy<IPriceTerms> prices,
    IOptions<OcppOptions> ocpp,
    IOptions<LimitsOptions> limits,
    TimeProvider time,
    ILoggerFactory loggers)
{
    public IJournal Journal => journal;

    public SessionLookUps LookUps { get; } = new(sessions);

    public SessionNumbers Numbers => numbers;

    public TokenDirectory Tokens => tokens;

    public RunningTokens Running => running;

    public ContractAuthorizations Contracts => contracts;

    public StartLimitBook StartLimits => startLimits;

    public IStationLog Log => log;

    public StationObservers Observers { get; } = new(observers, loggers.CreateLogger<StationObservers>());

    public StationDesks Desks { get; } = new(desks, time, loggers.CreateLogger<StationDesks>());

    public IEvsePowers Powers => powers.Value;

    public IPriceTerms Prices => prices.Value;

    public int HeartbeatSeconds => ocpp.Value.HeartbeatSeconds;

    public int ConnectorLimit => limits.Value.ConnectorsPerStation;

    public TimeProvider Time => time;

    public ILogger<StationActor> Logger { get; } = loggers.CreateLogger<StationActor>();

    /// <summary>Gives a new session its number. The numbers were reserved ahead (see <see cref="SessionNumbers.TryReserve"/>).</summary>
    public Func<SessionId> NextSession { get; } = numbers.Take;
}
