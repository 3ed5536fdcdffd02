using CloudWorkspaces.Http;

namespace CloudWorkspaces.Runs.Git;

/// <summary>The field <c>git</c> of a request.</summary>
internal static class GitFields
{
    public const string Name = "git";

    public const string NewestCommit = "HEAD";

    /// <summary>Null when the request has none. What is missing is empty, and told.</summary>
    public static GitSource? Read(JsonFields fields)
    {
        if (fields.Nested(Name) is not { } git)
        {
            return null;
        }

        var source = new GitSource
        {
            Url = git.Text("url", required: true, maxLength: 1_000) ?? "",
            Revision = git.Text("revision", maxLength: 250) ?? NewestCommit,
            Path = git.Text("path", required: true) ?? "",
            Credential = git.Text("credential", maxLength: 63),
        };
        git.RefuseOthers();
        return source;
    }
}
