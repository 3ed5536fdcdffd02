namespace CloudWorkspaces.Agent.Git;

/// <summary>How a git command ended.</summary>
/// <param name="ExitCode">Of git.</param>
/// <param name="Output">What it wrote; of a notebook, its bytes.</param>
/// <param name="Errors">The end of what it wrote to standard error.</param>
internal sealed record GitResult(int ExitCode, byte[] Output, string Errors)
{
    /// <summary>The line that says why, without git's own prefix.</summary>
    public string Reason
    {
        get
        {
            var lines = Errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var fatal = lines.FirstOrDefault(line => line.StartsWith("fatal:", StringComparison.Ordinal))
                ?? lines.LastOrDefault() ?? $"git ended with exit code {ExitCode}";
            return fatal.StartsWith("fatal: ", StringComparison.Ordinal) ? fatal["fatal: ".Length..] : fatal;
        }
    }
}
