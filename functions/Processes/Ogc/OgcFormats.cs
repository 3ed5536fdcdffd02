using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>Chooses the format of an answer: by the parameter <c>f</c>, else by Accept, else JSON.</summary>
internal static class OgcFormats
{
    /// <exception cref="ProblemException">400: <c>f</c> is neither.</exception>
    public static OgcFormat Of(HttpRequest request) => request.Query["f"].ToString() switch
    {
        "" => Accepted(request),
        "json" or "application/json" => OgcFormat.Json,
        "html" or "text/html" => OgcFormat.Html,
        _ => throw new ProblemException(OgcProblems.InvalidParameter("f", "must be json or html.")),
    };

    /// <summary>HTML only where it is wanted more: browsers say so, programs take anything.</summary>
    public static OgcFormat Accepted(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return Quality(accepted, "text/html", exactly: true) > Quality(accepted, "application/json", exactly: false)
            ? OgcFormat.Html
            : OgcFormat.Json;
    }

    private static double Quality(IList<MediaTypeHeaderValue> accepted, string type, bool exactly)
    {
        var wanted = accepted.FirstOrDefault(one => one.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));
        var any = exactly ? null : accepted.FirstOrDefault(one => one.MatchesAllTypes);
        return (wanted ?? any) is { } found ? found.Quality ?? 1 : 0;
    }
}
