namespace CloudWorkspaces.Agent.Storage;

/// <summary>Types of the files that Earth Observation notebooks usually write, so that a browser shows what it can.</summary>
internal static class ContentTypes
{
    public static string Of(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".svg" => "image/svg+xml",
        ".tif" or ".tiff" => "image/tiff",
        ".json" => "application/json",
        ".geojson" => "application/geo+json",
        ".csv" => "text/csv",
        ".txt" or ".log" => "text/plain; charset=utf-8",
        ".html" => "text/html; charset=utf-8",
        ".pdf" => "application/pdf",
        ".nc" => "application/netcdf",
        ".parquet" => "application/vnd.apache.parquet",
        ".ipynb" => "application/x-ipynb+json",
        ".zip" => "application/zip",
        _ => "application/octet-stream",
    };
}
