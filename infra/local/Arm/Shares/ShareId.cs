using System.Text.RegularExpressions;

namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>A file share of a storage account.</summary>
internal sealed partial record ShareId(string Account, string Name)
{
    public override string ToString() => $"{Account}/{Name}";

    public static bool IsAccount(string name) => AccountPattern().IsMatch(name);

    public static bool IsName(string name) => NamePattern().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9]{3,24}\z")]
    private static partial Regex AccountPattern();

    /// <summary>3 to 63 characters; no hyphen at the ends or beside another.</summary>
    [GeneratedRegex(@"\A(?=.{3,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex NamePattern();
}
