using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Endpoint;

namespace CloudWorkspaces.Agent.Git;

/// <summary>What git's answers mean for the run.</summary>
internal static class GitRules
{
    /// <summary>What servers, and git itself, say about a revision that is not there.</summary>
    private static readonly string[] NoSuchRevision =
    [
        "couldn't find remote ref", "not our ref", "unadvertised object", "invalid refspec",
    ];

    private static readonly string[] Refused =
    [
        "Authentication failed", "could not read Username", "could not read Password", "error: 403", "error: 401",
    ];

    public static Cause NotFetched(GitJob job, GitResult result)
    {
        if (NoSuchRevision.Any(words => result.Errors.Contains(words, StringComparison.OrdinalIgnoreCase)))
        {
            return Invalid(
                $"The repository {job.Url} has no revision '{job.Revision}': a branch, a tag, or the whole id of a commit.");
        }

        return Refused.Any(words => result.Errors.Contains(words, StringComparison.OrdinalIgnoreCase))
            ? Unavailable(job.Credential is { } name
                ? $"The repository {job.Url} does not let the secret '{name}' in: {result.Reason}"
                : $"The repository {job.Url} is not open to everybody, and the run names no credential: {result.Reason}")
            : Unavailable($"The repository {job.Url} cannot be fetched: {result.Reason}");
    }

    public static Cause NoFile(GitJob job, string commit) =>
        Invalid($"The repository {job.Url} has no file '{job.Path}' at '{job.Revision}', which is commit {commit}.");

    public static Cause TooLarge(GitJob job) => Invalid(
        $"The repository {job.Url} takes more than the {job.MaxBytes >> 20} MiB that notebooks' repositories may have.");

    public static Cause TooLate(GitJob job) =>
        Unavailable($"The repository {job.Url} could not be fetched within {job.TimeoutSeconds} s.");

    public static Cause NoCredential(GitJob job) => Unavailable(
        $"The repository {job.Url} cannot be fetched: the secret '{job.Credential}' is not there, or is no token and no user:password.");

    public static Cause Failed(GitJob job, string what, GitResult result) =>
        Unavailable($"The repository {job.Url} cannot be {what}: {result.Reason}");

    public static Cause NoGit { get; } =
        Invalid("The notebook is in a git repository, and this environment's image has no git.");

    public static Cause NotebookTooLarge(GitJob job, long bytes, int limit) =>
        Invalid($"'{job.Path}' has {bytes} bytes; notebooks may have {limit}.");

    private static Cause Invalid(string message) => new() { Code = CauseCodes.InvalidNotebook, Message = message };

    private static Cause Unavailable(string message) => new() { Code = CauseCodes.StorageUnavailable, Message = message };
}
