namespace CloudWorkspaces.Sessions;

/// <summary>Addresses of a session, relative to the server.</summary>
internal static class SessionLinks
{
    public static string Self(SessionRecord session) => $"/api/workspaces/{session.Workspace}/sessions/{session.Id}";

    public static IReadOnlyDictionary<string, string> Of(SessionRecord session)
    {
        var self = Self(session);
        return new Dictionary<string, string>
        {
            ["self"] = self,
            ["access"] = $"{self}/access",
            ["keepAlive"] = $"{self}/keep-alive",
            ["log"] = $"{self}/log",
            ["restart"] = $"{self}/restart",
        };
    }
}
