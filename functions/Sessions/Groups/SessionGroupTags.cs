using System.Globalization;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions.Groups;

/// <summary>How a container group says whose it is.</summary>
internal static class SessionGroupTags
{
    private const string Product = "product";
    private const string ProductValue = "cloud-workspaces";
    private const string Deployment = "deployment";
    private const string Workspace = "workspace";
    private const string Session = "session";
    private const string Attempt = "attempt";

    public static IReadOnlyDictionary<string, string> Of(string deployment, SessionReference session) =>
        new Dictionary<string, string>
        {
            [Product] = ProductValue,
            [Deployment] = deployment,
            [Workspace] = session.Workspace,
            [Session] = session.SessionId,
            [Attempt] = session.Attempt.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>Null for a group that is not of a session of this deployment.</summary>
    public static SessionReference? Read(IDictionary<string, string> tags, string deployment)
    {
        return Value(Product) == ProductValue &&
            Value(Deployment) == deployment &&
            Value(Workspace) is { } workspace &&
            RunId.TryParse(Value(Session), out var session) &&
            int.TryParse(Value(Attempt), CultureInfo.InvariantCulture, out var attempt)
                ? new SessionReference(workspace, session.Value, attempt)
                : null;

        string? Value(string name) => tags.TryGetValue(name, out var value) ? value : null;
    }
}
