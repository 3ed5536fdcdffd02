using System.Globalization;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>Bytes of a file, from the header Range or x-ms-range.</summary>
internal readonly record struct ByteRange(long First, long? Last)
{
    private const string Unit = "bytes=";

    public long Length => Last!.Value - First + 1;

    /// <summary>Null if the request names none. Throws FileException 400.</summary>
    public static ByteRange? Read(FileRequest request)
    {
        var text = request.Header("x-ms-range") ?? request.Header("Range");
        if (text is null)
        {
            return null;
        }

        var parts = text.StartsWith(Unit, StringComparison.OrdinalIgnoreCase) ? text[Unit.Length..].Split('-') : [];
        if (parts.Length == 2 && Number(parts[0]) is { } first)
        {
            if (parts[1].Length == 0)
            {
                return new ByteRange(first, null);
            }

            if (Number(parts[1]) is { } last && last >= first)
            {
                return new ByteRange(first, last);
            }
        }

        throw FileException.Header("Range", text);
    }

    /// <summary>The part of the range that a file of this size has. Throws FileException 416 if there is none.</summary>
    public ByteRange Within(long size) =>
        First < size ? new ByteRange(First, Math.Min(Last ?? size - 1, size - 1)) : throw FileException.Range();

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
