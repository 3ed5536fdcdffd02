namespace CloudWorkspaces.Local.Functions.Keys;

/// <summary>Where keys are kept.</summary>
internal static class KeyNames
{
    public const string Container = "azure-webjobs-secrets";

    public const string HostBlob = "host.json";

    /// <summary>The system key of the durable endpoints.</summary>
    public const string DurableTask = "durabletask_extension";

    public static string FunctionBlob(string function) => function.ToLowerInvariant() + ".json";
}
