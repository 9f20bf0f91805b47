using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Faults;

/// <summary>A host with a watcher that fails on everything stations of one kind do.</summary>
public sealed class FaultHost : EngineHost
{
    /// <summary>Beginning of the identity of a station whose watcher fails.</summary>
    internal const string BadlyWatched = "WATCHED-";

    /// <summary>A watcher that stays at its look at a heartbeat of one station.</summary>
    internal HoldingObserver Holding { get; } = new();

    /// <summary>The journal of this host, which can be made to fail.</summary>
    internal FlakyJournal Journal => (FlakyJournal)Services.GetRequiredService<IJournal>();

    /// <summary>Where this host's stations look sessions up, which can be made to fail.</summary>
    internal FlakySessionSource LookUps => (FlakySessionSource)Services.GetRequiredService<ISessionSource>();

    /// <inheritdoc />
    protected override void Adjust(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IStationObserver, FailingObserver>();
        builder.Services.AddSingleton<IStationObserver>(Holding);
        builder.Services.AddSingleton<IJournal>(services => new FlakyJournal(services.GetRequiredService<Journal>()));
        builder.Services.AddSingleton<ISessionSource>(services => new FlakySessionSource(new SessionSource(services.GetRequiredService<SessionStore>())));
    }

    private sealed class FailingObserver : IStationObserver
    {
        public void Changed(StationState? before, StationState after) => Fail(after);

        public void Removed(StationState state) => Fail(state);

        public void Told(StationState state, StationMessage message, DateTimeOffset at) => Fail(state);

        private static void Fail(StationState state)
        {
            if (state.Id.Value.StartsWith(BadlyWatched, StringComparison.Ordinal) && state.Link == LinkState.Online)
            {
                throw new InvalidOperationException("a watcher's bug");
            }
        }
    }

    internal sealed class HoldingObserver : IStationObserver
    {
        private readonly TaskCompletionSource _looks = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whose heartbeat holds it.</summary>
        public string? Station { get; set; }

        /// <summary>Ends when it looks.</summary>
        public Task Looks => _looks.Task;

        public void Release() => _released.TrySetResult();

        public void Changed(StationState? before, StationState after)
        {
        }

        public void Removed(StationState state)
        {
        }

        public void Told(StationState state, StationMessage message, DateTimeOffset at)
        {
            if (state.Id.Value != Station || message is not HeartbeatReported) return;
            _looks.TrySetResult();
            _released.Task.Wait(TimeSpan.FromSeconds(30));
        }
    }
}
