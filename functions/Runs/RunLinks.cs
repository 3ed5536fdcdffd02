namespace CloudWorkspaces.Runs;

/// <summary>Addresses of a run, relative to the server.</summary>
internal static class RunLinks
{
    public static string Self(RunRecord run) => $"/api/workspaces/{run.Workspace}/runs/{run.Id}";

    public static IReadOnlyDictionary<string, string> Of(RunRecord run)
    {
        var self = Self(run);
        return new Dictionary<string, string>
        {
            ["self"] = self,
            ["log"] = $"{self}/log",
            ["notebook"] = $"{self}/notebook",
            ["html"] = $"{self}/html",
            ["outputs"] = $"{self}/outputs",
            ["provenance"] = $"{self}/provenance",
        };
    }
}
