namespace CloudWorkspaces.Processes.Execution;

/// <summary>What the fields of a run are called among the inputs of a process.</summary>
internal static class InputNames
{
    private static readonly Dictionary<string, string> OfFields = new(StringComparer.Ordinal)
    {
        ["git.url"] = "git_url",
        ["git.revision"] = "git_revision",
        ["git.credential"] = "git_credential",
        ["git.path"] = "notebook",
        ["timeouts.runSeconds"] = "run_timeout",
        ["timeouts.cellSeconds"] = "cell_timeout",
        ["timeouts.startSeconds"] = "start_timeout",
    };

    /// <param name="field">As the checks of a run name it.</param>
    /// <param name="isAnyNotebook">Whether the process is <c>execute-notebook</c>, and not a notebook whose parameters are the inputs.</param>
    public static string Of(string field, bool isAnyNotebook)
    {
        const string parameters = "parameters.";
        var name = OfFields.GetValueOrDefault(field, field);
        return isAnyNotebook || !name.StartsWith(parameters, StringComparison.Ordinal)
            ? $"inputs.{name}"
            : $"inputs.{name[parameters.Length..]}";
    }
}
