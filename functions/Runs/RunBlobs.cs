namespace CloudWorkspaces.Runs;

/// <summary>Names of a run's blobs inside the workspace's runs container: <c>{runId}/{attempt}/{name}</c>.</summary>
public static class RunBlobs
{
    public const string Input = "input.ipynb";
    public const string Output = "output.ipynb";
    public const string Html = "output.html";
    public const string Log = "log.txt";
    public const string Metrics = "metrics.ndjson";
    public const string Status = "status.json";
    public const string Provenance = "provenance.json";
    public const string OutputsPrefix = "outputs/";

    /// <summary>What was asked for (parameters, timeouts): <c>{runId}/request.json</c>, written before the row.</summary>
    public static string Request(RunId id) => $"{id}/request.json";

    public static string Path(RunId id, int attempt, string name) => $"{id}/{attempt}/{name}";

    public static string Container(string workspace) => $"{workspace}-runs";
}
