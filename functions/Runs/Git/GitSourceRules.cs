using CloudWorkspaces.Http;

namespace CloudWorkspaces.Runs.Git;

/// <summary>What is wrong with a <see cref="GitSource"/>, by its parts. An empty part has been told already.</summary>
internal static class GitSourceRules
{
    private const string Forbidden = " ~^:?*[\\";

    public static void Check(GitSource source, RequestErrors errors)
    {
        Add("url", UrlFault(source));
        Add("revision", RevisionFault(source.Revision));
        Add("path", source.Path.Length == 0 ? null : PathFault(source.Path));
        Add("credential", CredentialFault(source));

        void Add(string part, string? fault)
        {
            if (fault is not null)
            {
                errors.Add(part, fault);
            }
        }
    }

    private static string? UrlFault(GitSource source) => source.Url.Length == 0 ? null : Parse(source.Url) switch
    {
        null => "must be an address with https:// or http://.",
        { UserInfo.Length: > 0 } => "must not have a user or password: name a secret as 'credential'.",
        { Query.Length: > 0 } or { Fragment.Length: > 0 } => "must not have a query or a fragment.",
        { AbsolutePath: "/" } => "must name a repository on the server.",
        _ => null,
    };

    /// <summary>As git itself takes the names of branches and tags, and never an option.</summary>
    private static string? RevisionFault(string revision) =>
        revision.StartsWith('-') || revision.StartsWith('/') || revision.EndsWith('/') || revision.EndsWith('.') ||
        revision.Contains("..", StringComparison.Ordinal) || revision.Contains("@{", StringComparison.Ordinal) ||
        revision.Contains("//", StringComparison.Ordinal) ||
        revision.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || Forbidden.Contains(letter, StringComparison.Ordinal))
            ? "must be a branch, a tag, HEAD, or the whole id of a commit."
            : null;

    private static string? PathFault(string text)
    {
        if (!FilePath.TryParse(text, out var path, out var reason))
        {
            return reason;
        }

        return NotebookRules.NameFault(path.Name);
    }

    private static string? CredentialFault(GitSource source) =>
        source.Credential is not null && Parse(source.Url) is { IsLoopback: false } url && url.Scheme != Uri.UriSchemeHttps
            ? "is sent over https only."
            : null;

    private static Uri? Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) &&
        (parsed.Scheme == Uri.UriSchemeHttps || parsed.Scheme == Uri.UriSchemeHttp) &&
        !url.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter))
            ? parsed
            : null;
}
