using CloudWorkspaces.Runs;
using CloudWorkspaces.Sessions;

namespace CloudWorkspaces.Functions.Tests.Sessions;

/// <summary>Sessions as rows have them.</summary>
internal static class SessionSamples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly RunId Id = RunId.New(Now);

    public static SessionRecord Session(string name = "lab") => new()
    {
        Workspace = "default",
        Id = name == "lab" ? Id : RunId.New(Now),
        Name = name,
        State = SessionState.Starting,
        Environment = "eo:2026.11",
        Image = "registry/eo@sha256:1",
        Flavor = "small",
        IdleMinutes = 60,
        MaxAgeHours = 24,
        CreatedBy = "tester",
        CreatedOn = Now,
        RequestedOn = Now,
    };

    public static SessionRecord Ready(string name = "lab") => Session(name) with
    {
        State = SessionState.Ready,
        ProvisioningOn = Now,
        StartedOn = Now,
        ReadyOn = Now,
        Address = "http://label.westeurope.azurecontainer.localhost:8888/id/",
    };
}
