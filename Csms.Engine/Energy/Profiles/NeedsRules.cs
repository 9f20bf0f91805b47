using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>What a car is answered that tells its needs (2.1 K18.FR.03 to 05, K19.FR.03 to 05, Q01.FR.06, Q01.FR.07). Pure.</summary>
internal static class NeedsRules
{
    /// <summary>Reason codes of the standard (2.1 part 2, appendix 5).</summary>
    private const string NotEnabled = "NotEnabled";

    /// <summary>What the answer depends on.</summary>
    /// <param name="Transfer">Way of energy transfer that the car asks for.</param>
    /// <param name="Allowed">Ways that are allowed; null: nothing is said.</param>
    /// <param name="IsDriverKnown">It is known who charges.</param>
    /// <param name="StationGivesNothingBack">The station has told that giving back is switched off.</param>
    /// <param name="StationTakesNoProfiles">The station has told that smart charging is switched off.</param>
    /// <param name="IsPlanned">Profiles are made for cars at its site.</param>
    public sealed record Question(string Transfer, EnergyTransfers? Allowed, bool IsDriverKnown, bool StationGivesNothingBack, bool StationTakesNoProfiles, bool IsPlanned);

    /// <summary>The answer. Where nothing stands against it a car is accepted.</summary>
    public static ChargingNeedsAnswer Judge(Question question)
    {
        var givesBack = EnergyTransfers.GivesBack(question.Transfer);
        if (givesBack && question.StationGivesNothingBack)
        {
            return new ChargingNeedsAnswer(NeedsVerdict.Rejected, NotEnabled, $"{question.Transfer}: giving energy back is switched off at this station.");
        }

        // Before it is known who charges only the place has spoken: its word may still be another for the driver.
        if (givesBack && !question.IsDriverKnown)
        {
            return new ChargingNeedsAnswer(NeedsVerdict.Processing, "TxNotFound", $"{question.Transfer} is decided on when it is known who charges.");
        }

        if (question.IsDriverKnown && question.Allowed is { } allowed && !allowed.Allow(question.Transfer))
        {
            return new ChargingNeedsAnswer(NeedsVerdict.Rejected, NotEnabled, $"{question.Transfer} is not allowed here; allowed: {allowed}.");
        }

        if (question.StationTakesNoProfiles) return new ChargingNeedsAnswer(NeedsVerdict.NoChargingProfile, NotEnabled, "Smart charging is switched off at this station.");
        return question.IsPlanned
            ? new ChargingNeedsAnswer(NeedsVerdict.Accepted)
            : new ChargingNeedsAnswer(NeedsVerdict.NoChargingProfile, NotEnabled, "No charging profiles are made for cars at this site.");
    }
}
