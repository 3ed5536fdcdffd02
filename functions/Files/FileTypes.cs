using Microsoft.AspNetCore.StaticFiles;

namespace CloudWorkspaces.Files;

/// <summary>Content types of files by their names, and which of them a browser may show.</summary>
internal static class FileTypes
{
    public const string Unknown = "application/octet-stream";
    public const string Notebook = "application/x-ipynb+json";

    // Types that cannot run script. All others are offered for saving.
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "application/json", "application/geo+json", "application/pdf", "application/x-ipynb+json",
        "image/gif", "image/jpeg", "image/png", "image/webp", "text/csv", "text/plain",
    };

    private static readonly FileExtensionContentTypeProvider ByExtension = new()
    {
        Mappings =
        {
            [".geojson"] = "application/geo+json",
            [".ipynb"] = Notebook,
            [".log"] = "text/plain",
            [".nc"] = "application/x-netcdf",
            [".py"] = "text/x-python",
            [".yaml"] = "application/yaml",
            [".yml"] = "application/yaml",
        },
    };

    /// <param name="path">Decides when the caller did not say, or is a curl that says the same of every body.</param>
    /// <param name="given">The request's Content-Type.</param>
    public static string Of(string path, string? given = null)
    {
        if (!string.IsNullOrEmpty(given) && given != "application/x-www-form-urlencoded")
        {
            return given;
        }

        return ByExtension.TryGetContentType(path, out var type) ? type : Unknown;
    }

    public static bool IsShown(string contentType) => Shown.Contains(contentType.Split(';')[0].Trim());
}
