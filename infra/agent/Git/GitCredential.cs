using System.Text;

namespace CloudWorkspaces.Agent.Git;

/// <summary>
/// How git gets at a repository that is not open: a helper that it asks for this server alone, and only when the server
/// wants to know. The value is in the environment of that one process, in no argument and no file.
/// </summary>
internal sealed record GitCredential(string User, string Password)
{
    public const string UserVariable = "CLOUD_WORKSPACES_GIT_USER";
    public const string PasswordVariable = "CLOUD_WORKSPACES_GIT_PASSWORD";

    /// <summary>With a token, servers want some name beside it and ignore which.</summary>
    private const string AnyUser = "x-access-token";

    /// <summary>From a token, or from <c>user:password</c>; null when there is nothing in it.</summary>
    public static GitCredential? Parse(string value)
    {
        var text = value.Trim();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var credential = colon < 0 ? new GitCredential(AnyUser, text) : new GitCredential(text[..colon], text[(colon + 1)..]);
        return credential.Password.Length == 0 || text.Any(char.IsControl) ? null : credential;
    }

    /// <summary>The value of git's setting that makes it ask.</summary>
    public static string Helper => new StringBuilder("!f() { test \"$1\" = get && ")
        .Append("printf 'username=%s\\npassword=%s\\n' \"$").Append(UserVariable).Append("\" \"$").Append(PasswordVariable)
        .Append("\"; }; f")
        .ToString();
}
