using System.Globalization;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Runs.Groups;

/// <summary>How a container group says whose it is.</summary>
internal static class RunGroupTags
{
    private const string Product = "product";
    private const string ProductValue = "cloud-workspaces";
    private const string Deployment = "deployment";
    private const string Workspace = "workspace";
    private const string Run = "run";
    private const string Attempt = "attempt";

    public static IReadOnlyDictionary<string, string> Of(string deployment, RunAttempt attempt) =>
        new Dictionary<string, string>
        {
            [Product] = ProductValue,
            [Deployment] = deployment,
            [Workspace] = attempt.Run.Workspace,
            [Run] = attempt.Run.RunId,
            [Attempt] = attempt.Attempt.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>Null for a group that is not of a run of this deployment.</summary>
    public static RunAttempt? Read(IDictionary<string, string> tags, string deployment)
    {
        return Value(Product) == ProductValue &&
            Value(Deployment) == deployment &&
            Value(Workspace) is { } workspace &&
            RunId.TryParse(Value(Run), out var run) &&
            int.TryParse(Value(Attempt), CultureInfo.InvariantCulture, out var attempt)
                ? new RunAttempt(new RunReference(workspace, run.Value), attempt)
                : null;

        string? Value(string name) => tags.TryGetValue(name, out var value) ? value : null;
    }
}
