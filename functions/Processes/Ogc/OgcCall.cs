using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>A request to OGC API – Processes, of one workspace.</summary>
/// <param name="Request">The request.</param>
/// <param name="BaseAddress">The API's landing page, absolute, without a slash at the end.</param>
/// <param name="Format">What the answer is to be.</param>
internal sealed record OgcCall(HttpRequest Request, string BaseAddress, OgcFormat Format)
{
    /// <summary>The workspace of the address, or else the caller's default one.</summary>
    public Workspace Workspace => Request.Workspace();

    /// <summary>Where the request came to, absolute.</summary>
    public string SelfAddress => BaseAddress + Request.Path.Value![PathPrefix(Request).Length..];

    /// <summary>The path of the landing page.</summary>
    public static string PathPrefix(HttpRequest request) =>
        request.RouteValues["ws"] is string workspace ? $"/ogc/workspaces/{workspace}" : "/ogc";

    /// <summary>The address itself and in the other format.</summary>
    public IEnumerable<System.Text.Json.Nodes.JsonObject> SelfLinks(string title) =>
    [
        OgcLinks.Link(With("json"), Format is OgcFormat.Json ? "self" : "alternate", "application/json", title),
        OgcLinks.Link(With("html"), Format is OgcFormat.Html ? "self" : "alternate", "text/html", title),
    ];

    /// <summary>The address with another value of a parameter.</summary>
    public string With(string format, string? parameter = null, string? value = null)
    {
        var kept = Request.Query
            .Where(entry => entry.Key != "f" && entry.Key != parameter)
            .SelectMany(entry => entry.Value.Select(one => KeyValuePair.Create(entry.Key, one)));
        var added = parameter is null ? kept : kept.Append(KeyValuePair.Create(parameter, value));
        return SelfAddress + QueryString.Create(added.Append(KeyValuePair.Create("f", (string?)format)));
    }
}
