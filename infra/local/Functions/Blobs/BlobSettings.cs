using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>Settings that the blob attributes name.</summary>
internal sealed partial class BlobSettings(IConfiguration configuration)
{
    public const string HostStorage = "AzureWebJobsStorage";

    /// <summary>Each %NAME% is the setting NAME.</summary>
    /// <exception cref="FormatException">There is none of the name, or a % has no pair.</exception>
    public string Resolve(string text) => text.Count(character => character == '%') % 2 == 0
        ? Reference().Replace(text, match => configuration[match.Groups[1].Value]
            ?? throw new FormatException($"\"{text}\" needs the setting \"{match.Groups[1].Value}\", which is missing"))
        : throw new FormatException($"\"{text}\" has a % without its pair");

    /// <summary>As officially, AzureWebJobsNAME goes before NAME; AzureWebJobsStorage when none is named.</summary>
    /// <exception cref="FormatException">There is no such connection, or it is malformed.</exception>
    public string Connection(string? name)
    {
        var resolved = string.IsNullOrEmpty(name) ? HostStorage : Resolve(name);
        var connection = NotEmpty(configuration["AzureWebJobs" + resolved])
            ?? NotEmpty(configuration[resolved])
            ?? NotEmpty(configuration.GetConnectionString(resolved))
            ?? throw new FormatException($"setting {resolved}, a connection string, is missing");
        try
        {
            _ = new BlobServiceClient(connection);
            return connection;
        }
        catch (FormatException exception)
        {
            throw new FormatException($"setting {resolved} is no connection string: {exception.Message.TrimEnd('.')}", exception);
        }
    }

    /// <summary>For functions: with the SDK's own retries.</summary>
    public BlobContainerClient Container(string? connection, string container) => new(Connection(connection), container);

    private static string? NotEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    [GeneratedRegex("%([^%]*)%")]
    private static partial Regex Reference();
}
