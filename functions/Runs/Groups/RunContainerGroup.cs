using CloudWorkspaces.Containers;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Runs.Groups;

/// <summary>What a run's container group has of its own.</summary>
internal static class RunContainerGroup
{
    public static string Name(RunAttempt attempt) => $"run-{attempt.Run.RunId}-{attempt.Attempt}";

    /// <param name="run">Its image, workspace and attempt count.</param>
    /// <param name="key">The agent's key for this attempt.</param>
    public static Workload Of(RunRecord run, Flavor flavor, string deployment, string key)
    {
        var attempt = new RunAttempt(new RunReference(run.Workspace, run.Id.Value), run.Attempt);
        return new()
        {
            Name = Name(attempt),
            Workspace = run.Workspace,
            AgentCommand = "run",
            AgentPath = $"runs/{run.Workspace}/{run.Id}/{run.Attempt}",
            AgentKey = key,
            Image = run.Image,
            Flavor = flavor,
            Tags = RunGroupTags.Of(deployment, attempt),
        };
    }
}
