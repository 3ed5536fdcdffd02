using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>Shows a JSON document as a page, with links to follow: all that the document has, and nothing else.</summary>
internal static class OgcHtml
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}" +
        "h1{font-size:1.4rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:0}" +
        "dt{color:#555}dd{margin:0;overflow-wrap:anywhere}ul{margin:0;padding-left:1.2rem}a{color:#0b57a4}" +
        "@media(max-width:40rem){dl{grid-template-columns:1fr}dt{margin-top:.5rem}}";

    public static string Page(JsonObject document, string title)
    {
        StringBuilder page = new();
        page.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{Encode(title)}</title><style>{Style}</style></head><body><main>")
            .Append(CultureInfo.InvariantCulture, $"<h1>{Encode(title)}</h1>");
        Append(page, document);
        return page.Append("</main></body></html>").ToString();
    }

    private static void Append(StringBuilder page, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } link when link["href"] is JsonValue href && href.GetValueKind() is JsonValueKind.String:
                AppendLink(page, link, href.GetValue<string>());
                break;
            case JsonObject entries:
                page.Append("<dl>");
                foreach (var (name, value) in entries)
                {
                    page.Append(CultureInfo.InvariantCulture, $"<dt>{Encode(name)}</dt><dd>");
                    Append(page, value);
                    page.Append("</dd>");
                }

                page.Append("</dl>");
                break;
            case JsonArray list:
                page.Append("<ul>");
                foreach (var item in list)
                {
                    page.Append("<li>");
                    Append(page, item);
                    page.Append("</li>");
                }

                page.Append("</ul>");
                break;
            default:
                page.Append(Encode(node?.ToString() ?? ""));
                break;
        }
    }

    private static void AppendLink(StringBuilder page, JsonObject link, string href)
    {
        var text = $"{link["title"] ?? href} ({link["rel"]}{(link["type"] is { } type ? $", {type}" : "")})";

        // Only what leads to a page: a value that somebody has published may be any text.
        page.Append(Uri.TryCreate(href, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? $"<a href=\"{Encode(href)}\">{Encode(text)}</a>"
            : Encode($"{text}: {href}"));
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
