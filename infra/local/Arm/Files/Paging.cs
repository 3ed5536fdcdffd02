using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>Which part of a list is asked for. Lists are in the order of names, and a marker says after which one to go on.</summary>
internal sealed record Paging(string Prefix, string Marker, string After, int Size)
{
    private const int Largest = 5000;

    /// <summary>Throws FileException 400.</summary>
    public static Paging Read(FileRequest request)
    {
        var (size, marker) = (request.Query("maxresults"), request.Query("marker"));
        var number = Largest;
        if (size.Length > 0 && (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number == 0))
        {
            throw new FileException(400, "OutOfRangeQueryParameterValue", $"maxresults '{size}' is out of range.");
        }

        try
        {
            var after = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(marker));
            return new Paging(request.Query("prefix"), marker, after, Math.Min(number, Largest));
        }
        catch (FormatException)
        {
            throw FileException.Query("marker", marker);
        }
    }

    public bool Includes(string name) =>
        name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && string.CompareOrdinal(name, After) > 0;

    public static string MarkerAfter(string name) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(name));

    public IEnumerable<XElement> Elements() =>
    [
        new XElement("Prefix", Prefix), new XElement("Marker", Marker), new XElement("MaxResults", Size),
    ];
}
