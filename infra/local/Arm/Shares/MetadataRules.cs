using System.Text;
using System.Text.RegularExpressions;

namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>What metadata may be: names are identifiers, values fit into a header.</summary>
internal static partial class MetadataRules
{
    private const int Largest = 8 * 1024;

    /// <summary>What is wrong, or null.</summary>
    public static string? Fault(IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var (name, value) in metadata)
        {
            if (!NamePattern().IsMatch(name))
            {
                return $"The metadata name '{name}' is not an identifier.";
            }

            if (value.Any(letter => letter is < ' ' or > '~'))
            {
                return $"The value of the metadata '{name}' is not plain ASCII text.";
            }
        }

        var size = metadata.Sum(item => Encoding.ASCII.GetByteCount(item.Key) + Encoding.ASCII.GetByteCount(item.Value));
        return size > Largest ? $"The metadata is larger than {Largest} bytes." : null;
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex NamePattern();
}
