using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>What all addresses of OGC API – Processes have in common: the format of answers and of exceptions.</summary>
public sealed class OgcEndpoint(IOptions<ProcessOptions> options)
{
    internal async Task<IActionResult> AnswerAsync(HttpRequest request, Func<OgcCall, Task<IActionResult>> answer)
    {
        var address = options.Value.PublicAddress.TrimEnd('/') is { Length: > 0 } configured
            ? configured
            : $"{request.Scheme}://{request.Host}";
        var format = OgcFormats.Accepted(request);
        try
        {
            format = OgcFormats.Of(request);
            return await answer(new OgcCall(request, address + OgcCall.PathPrefix(request), format));
        }
        catch (ProblemException exception)
        {
            foreach (var (name, value) in exception.Headers)
            {
                request.HttpContext.Response.Headers[name] = value;
            }

            var problem = OgcProblems.Of(exception.Problem);
            return Write(format, JsonSerializer.SerializeToNode(problem, ApiJson.Options)!.AsObject(), problem.Title, problem.Status);
        }
    }

    internal static IActionResult Write(OgcFormat format, JsonObject content, string title, int status = StatusCodes.Status200OK) =>
        format is OgcFormat.Html
            ? new ContentResult { Content = OgcHtml.Page(content, title), ContentType = "text/html; charset=utf-8", StatusCode = status }
            : ApiJson.Result(content, status);
}
