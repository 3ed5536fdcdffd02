using CloudWorkspaces.Http;

namespace CloudWorkspaces.Processes;

/// <summary>Ids of processes: 1 to 64 of a-z, A-Z, 0-9, '-', '_' and '.', beginning with a letter or digit.</summary>
internal static class ProcessIds
{
    /// <summary>The process that runs any notebook.</summary>
    public const string ExecuteNotebook = "execute-notebook";

    public const int MaxLength = 64;

    /// <summary>As <see cref="IsValid"/>, but for the length.</summary>
    public const string Pattern = "^[a-zA-Z0-9][a-zA-Z0-9._-]*$";

    public static bool IsValid(string id) =>
        id.Length is >= 1 and <= MaxLength && char.IsAsciiLetterOrDigit(id[0]) &&
        id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');

    public static void Check(string? id, RequestErrors errors)
    {
        if (id == ExecuteNotebook)
        {
            errors.Add("id", "is that of the process which runs any notebook.");
        }
        else if (id is not null && !IsValid(id))
        {
            errors.Add("id", $"must have 1 to {MaxLength} of a-z, A-Z, 0-9, '-', '_' and '.', and begin with a letter or digit.");
        }
    }
}
