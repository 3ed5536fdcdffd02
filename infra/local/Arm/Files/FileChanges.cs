using System.Globalization;
using CloudWorkspaces.Local.ShareMount;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>Applies the headers with attributes and times, of which the read-only attribute and the time of the last write are kept.</summary>
internal static class FileChanges
{
    private const uint Writable = 0x1b6;
    private const uint NotWritable = 0x124;

    public static void SetAttributes(FileRequest request, Place place)
    {
        if (request.Header("x-ms-file-attributes") is { } attributes and not ("preserve" or "None") && place.Look() is { IsFile: true })
        {
            Place.Check(Linux.ErrorOf(Linux.ChangeMode(place.Path, FileFacts.IsReadOnly(attributes) ? NotWritable : Writable)));
        }
        else if (request.Header("x-ms-file-attributes") is "None" && place.Look() is { IsFile: true })
        {
            Place.Check(Linux.ErrorOf(Linux.ChangeMode(place.Path, Writable)));
        }
    }

    /// <param name="before">What the time was before the request changed the file, to be restored by "preserve".</param>
    public static void SetLastWrite(FileRequest request, Place place, StatusTime? before = null)
    {
        switch (request.Header("x-ms-file-last-write-time"))
        {
            case null or "now":
                break;
            case "preserve":
                if (before is { } kept)
                {
                    Set(place, kept.Seconds, kept.Nanoseconds);
                }

                break;
            case var text when DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time):
                Set(place, time.ToUnixTimeSeconds(), time.Ticks % TimeSpan.TicksPerSecond * 100);
                break;
            case var text:
                throw FileException.Header("x-ms-file-last-write-time", text);
        }
    }

    private static unsafe void Set(Place place, long seconds, long nanoseconds)
    {
        var times = stackalloc TimeSpec[2];
        times[0].Nanoseconds = Linux.TimeOmit;
        times[1] = new TimeSpec { Seconds = seconds, Nanoseconds = nanoseconds };
        Place.Check(Linux.ErrorOf(Linux.SetTimes(Linux.CurrentFolder, place.Path, times, Linux.NoFollow)));
    }
}
