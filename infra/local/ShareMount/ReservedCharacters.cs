using System.Buffers;

namespace CloudWorkspaces.Local.ShareMount;

/// <summary>
/// Characters that Linux allows in a name and SMB does not. Linux's CIFS client puts others in their place, from
/// Unicode's private area, and puts them back in what it lists; this is its usual table (mapposix).
/// </summary>
internal static class ReservedCharacters
{
    private const string OnLinux = "\"*:<>?|\\";
    private const string InTheShare = "\uF020\uF021\uF022\uF023\uF024\uF025\uF027\uF026";
    private const char SpaceAtTheEnd = '\uF028';
    private const char PeriodAtTheEnd = '\uF029';

    private static readonly SearchValues<char> ToMap = SearchValues.Create(OnLinux);

    /// <summary>A name of Linux as the share keeps it.</summary>
    public static string Map(string name)
    {
        if (name.AsSpan().ContainsAny(ToMap))
        {
            name = string.Concat(name.Select(letter => Exchange(letter, OnLinux, InTheShare)));
        }

        return name[^1] switch
        {
            ' ' => name[..^1] + SpaceAtTheEnd,
            '.' => name[..^1] + PeriodAtTheEnd,
            _ => name,
        };
    }

    /// <summary>A name of the share as Linux shows it.</summary>
    public static string Restore(string name)
    {
        if (!name.Any(letter => letter is >= '\uF020' and <= PeriodAtTheEnd))
        {
            return name;
        }

        name = string.Concat(name.Select(letter => Exchange(letter, InTheShare, OnLinux)));
        return name[^1] switch
        {
            SpaceAtTheEnd => name[..^1] + ' ',
            PeriodAtTheEnd => name[..^1] + '.',
            _ => name,
        };
    }

    private static char Exchange(char letter, string from, string to) =>
        from.IndexOf(letter) is var at and >= 0 ? to[at] : letter;
}
