using CloudWorkspaces.Local.Arm.Shares;
using Microsoft.AspNetCore.Http.Features;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>What a request to the Files endpoint names: /{account}/{share}/{path}.</summary>
internal sealed record FileRequest(HttpContext Context, string Account, string? Share, IReadOnlyList<string> Path)
{
    public HttpRequest Http => Context.Request;

    public ShareId Id => new(Account, Share!);

    public string RestType => Query("restype");

    public string Comp => Query("comp");

    /// <summary>The path as it was sent, which signatures are made over.</summary>
    public string RawPath { get; } = Context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];

    /// <summary>Throws FileException 400.</summary>
    public static FileRequest Read(HttpContext context)
    {
        // Split before it is unescaped, so that an escaped slash does not become one of the path.
        var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        var parts = raw.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToList();
        if (parts.Count == 0 || !ShareId.IsAccount(parts[0]))
        {
            throw new FileException(400, "InvalidUri", "The path must begin with the name of a storage account.");
        }

        if (parts.Count > 1 && !ShareId.IsName(parts[1]))
        {
            throw new FileException(400, "InvalidResourceName", $"'{parts[1]}' is not the name of a share.");
        }

        foreach (var part in parts.Skip(2).Where(part => part.Contains('/')))
        {
            throw new FileException(400, "InvalidResourceName", $"'{part}' is not the name of a file or directory.");
        }

        return new FileRequest(context, parts[0], parts.ElementAtOrDefault(1), FileNames.Split(string.Join('/', parts.Skip(2))));
    }

    public string Query(string name) => Http.Query[name].ToString();

    /// <summary>Null if it is not there.</summary>
    public string? Header(string name) => Http.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>A number that must be there and not be negative. Throws FileException 400.</summary>
    public long Number(string header) =>
        long.TryParse(Header(header), System.Globalization.NumberStyles.None, null, out var number)
            ? number
            : throw FileException.Header(header, Header(header));
}
