using CloudWorkspaces.Functions.Tests.Orchestration;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions;
using CloudWorkspaces.Sessions.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Sessions;

/// <summary>A session that is ready and stays so unless a test replaces a part of it.</summary>
internal sealed class SessionScript
{
    public SessionScript(int attempt = 1)
    {
        Session = new("default", RunId.New(OrchestrationDriver.StartedOn).Value, attempt);
        Driver = new(Session.InstanceId, Session, SessionOrchestrator.RunAsync);
        Driver.On(nameof(PrepareSession), _ => Plan(mayHaveGroup: Driver.ContinuedAsNew > 0));
        Driver.On(nameof(FindSessionGroup), _ => new GroupDeletion(true));
        Driver.On(nameof(CreateSessionGroup), _ => new GroupCreation { Outcome = GroupCreationOutcome.Created });
        Driver.On(nameof(WatchSession), _ => new SessionVerdict());
        Driver.On(nameof(StopSessionGroup), _ =>
        {
            Driver.Raise(SessionEvents.AgentSettled, new SessionSettled(Cause(RunCauses.Cancelled)), seconds: 1);
            return new GroupStop(true);
        });
        Driver.On<SessionSettlement>(nameof(SettleSession), settlement =>
        {
            Settled = settlement.Ending;
            SettledAfter = (Driver.Now - OrchestrationDriver.StartedOn).TotalSeconds;
            return null;
        });
        Driver.On(nameof(DeleteSessionGroup), _ => new GroupDeletion(true));
    }

    public SessionReference Session { get; }

    public OrchestrationDriver Driver { get; }

    public SessionEnding? Settled { get; private set; }

    /// <summary>In seconds from the beginning.</summary>
    public double SettledAfter { get; private set; }

    public static RunCause Cause(string code) => new() { Code = code, Message = code };

    public static SessionPlan Plan(SessionReadiness readiness = SessionReadiness.Wanted, bool mayHaveGroup = false) => new()
    {
        Readiness = readiness,
        MayHaveGroup = mayHaveGroup,
        StartTimeoutSeconds = 1_800,
        StopTimeoutSeconds = 15,
        DeletionTimeoutSeconds = 600,
        FirstWatchSeconds = 5,
        MaxWatchSeconds = 60,
    };
}
