namespace CloudWorkspaces.Sessions;

/// <summary>A step of a session's start, with the time at which it was reached.</summary>
public sealed record SessionPhase(string Name, DateTimeOffset On)
{
    /// <summary>Those that were reached, in order.</summary>
    internal static IReadOnlyList<SessionPhase> Of(SessionRecord session, SessionProgress? progress)
    {
        (string Name, DateTimeOffset? On)[] all =
        [
            ("accepted", session.RequestedOn),
            ("provisioning", session.ProvisioningOn),
            ("claimed", session.StartedOn),
            ("preflight", progress?.PreflightOn),
            ("starting-lab", progress?.LabOn),
            ("ready", session.ReadyOn ?? progress?.ReadyOn),
        ];
        return [.. all.Where(phase => phase.On is not null).Select(phase => new SessionPhase(phase.Name, phase.On!.Value))];
    }
}
