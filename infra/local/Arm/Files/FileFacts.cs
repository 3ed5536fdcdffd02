using System.Globalization;
using CloudWorkspaces.Local.ShareMount;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>The properties of a file or directory as the service tells them.</summary>
internal static class FileFacts
{
    private const string ReadOnly = "ReadOnly";

    public static DateTimeOffset Modified(in FileStatus status) => Time(status.Modified);

    public static DateTimeOffset Created(in FileStatus status) => Time(status.Born.Seconds > 0 ? status.Born : status.Modified);

    public static DateTimeOffset Changed(in FileStatus status) => Time(status.Changed);

    public static DateTimeOffset Accessed(in FileStatus status) => Time(status.Accessed);

    public static string ETag(in FileStatus status) => $"\"0x{status.Changed.Seconds:X}{status.Changed.Nanoseconds:X8}\"";

    public static string Attributes(in FileStatus status) =>
        status.IsFolder ? "Directory" : status.IsReadOnly ? $"{ReadOnly} | Archive" : "Archive";

    /// <summary>Whether a list of attributes has the one that is kept.</summary>
    public static bool IsReadOnly(string attributes) =>
        attributes.Split('|', StringSplitOptions.TrimEntries).Contains(ReadOnly, StringComparer.OrdinalIgnoreCase);

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);

    /// <summary>Writes the headers that every answer on a file or directory has.</summary>
    public static void Tell(HttpResponse response, Place place)
    {
        var status = place.Look() ?? throw FileException.NotFound();
        var headers = response.Headers;
        headers.ETag = ETag(status);
        headers.LastModified = Modified(status).ToString("R", CultureInfo.InvariantCulture);
        headers["x-ms-file-attributes"] = Attributes(status);
        headers["x-ms-file-creation-time"] = Text(Created(status));
        headers["x-ms-file-last-write-time"] = Text(Modified(status));
        headers["x-ms-file-change-time"] = Text(Changed(status));
        headers["x-ms-file-id"] = $"{status.Inode}";
        headers["x-ms-file-parent-id"] = $"{place.LookAtParent().Inode}";
        headers["x-ms-file-permission-key"] = "0";
        headers["x-ms-request-server-encrypted"] = "true";
    }

    private static DateTimeOffset Time(StatusTime time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.Seconds).AddTicks(time.Nanoseconds / 100);
}
