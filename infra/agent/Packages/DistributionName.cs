namespace CloudWorkspaces.Agent.Packages;

/// <summary>A distribution as the folder <c>name-version.dist-info</c> names it.</summary>
/// <param name="Name">As written there; dashes in it are underscores.</param>
/// <param name="Version">Exact.</param>
internal sealed record DistributionName(string Name, string Version)
{
    public const string Suffix = ".dist-info";

    /// <summary>By which names are the same: letters in lower case, and dashes for runs of dashes, underscores and dots.</summary>
    public string Key { get; } = string.Join('-', Name.ToLowerInvariant().Split(['-', '_', '.'], StringSplitOptions.RemoveEmptyEntries));

    public string Folder => $"{Name}-{Version}{Suffix}";

    /// <summary>Null for what is no such folder, as the <c>~</c> that pip sets aside while it replaces one.</summary>
    public static DistributionName? OfFolder(string folder) =>
        folder.EndsWith(Suffix, StringComparison.Ordinal) ? Parse(folder[..^Suffix.Length]) : null;

    public override string ToString() => $"{Name}=={Version}";

    private static DistributionName? Parse(string text) =>
        text.Split('-') is [{ Length: > 0 } name, { Length: > 0 } version] && IsPlain(name) && IsPlain(version)
            ? new(name, version)
            : null;

    private static bool IsPlain(string text) =>
        char.IsAsciiLetterOrDigit(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '+' or '!');
}
